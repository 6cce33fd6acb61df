"""Finding articles again: a folder of articles is built into an index, which `archive.Archive` searches."""
