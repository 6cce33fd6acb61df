"""The files of an index: folders, builds, the manifest, posting lists, and Whoosh."""
