"""Finding articles again. Whoosh lives here and nowhere else; `archive.Archive` is the only door."""
