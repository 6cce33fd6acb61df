"""Building an index: read and describe new files, remove what is gone, and count what only all articles show."""
