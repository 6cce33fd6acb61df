"""Services behind the screens, each of which owns its state and its files.

They import what loads Whoosh, SQLite or NumPy in their own threads, so that the first paint does not wait for it.
"""
