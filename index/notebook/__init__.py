"""The user's own additions to a corpus: never derived, checked for damage when opened, and copied every day.

`notebook` reads and writes it, `schema` has its tables and their sums, `checks` finds damage, `copies` keeps and
restores the daily copies.
"""

from index.notebook.copies import Copy, copies_of, keep_copy, restore
from index.notebook.errors import NotebookDamaged, NotebookError
from index.notebook.notebook import Notebook, Session

__all__ = ["Copy", "Notebook", "NotebookDamaged", "NotebookError", "Session", "copies_of", "keep_copy", "restore"]
