"""Finding articles again: a folder of articles is built into an index, which `Archive` searches.

This is all of index that the room above may import; a contract keeps it so. A module is imported when one of its names
is first asked for here, so that `from index import IndexMissing` loads neither NumPy nor Whoosh.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.actors.actor_names import ActorNames, KnownActor
    from index.actors.actor_rows import FoundAs
    from index.archive import Archive
    from index.building.build_progress import Progress, Report
    from index.building.builder import bring_up_to_date
    from index.building.child_process import child_command
    from index.building.missing_files import Missing
    from index.building.watch import watch_folder
    from index.errors import ArchiveError, IndexDamaged, IndexMissing, IndexOutdated, SearchStopped
    from index.notebook import Copy, Notebook, Session, copies_of, keep_copy, restore
    from index.notebook.atomic_file import alone_in, create_file, replace_file
    from index.perspective import Perspective
    from index.query.clauses import LeftOut, Query, naming_any
    from index.query.explain import explain_query
    from index.query.parser import parse
    from index.query.resolve import Notes, notes_of
    from index.query.spelling import Suggestion
    from index.query.to_text import quote_value
    from index.search.date_histogram import Bar, Timeline, timeline
    from index.search.facets import Facets
    from index.search.highlight import hit_spans
    from index.search.hits import Hidden, Hit, Results, Sort, Status
    from index.storage.folders import current_build
    from index.storage.location import index_folder
    from index.storage.write_lock import wait_to_write

__all__ = [
    "ActorNames",
    "Archive",
    "ArchiveError",
    "Bar",
    "Copy",
    "Facets",
    "FoundAs",
    "Hidden",
    "Hit",
    "IndexDamaged",
    "IndexMissing",
    "IndexOutdated",
    "KnownActor",
    "LeftOut",
    "Missing",
    "Notebook",
    "Notes",
    "Perspective",
    "Progress",
    "Query",
    "Report",
    "Results",
    "SearchStopped",
    "Session",
    "Sort",
    "Status",
    "Suggestion",
    "Timeline",
    "alone_in",
    "bring_up_to_date",
    "child_command",
    "copies_of",
    "create_file",
    "current_build",
    "explain_query",
    "hit_spans",
    "index_folder",
    "keep_copy",
    "naming_any",
    "notes_of",
    "parse",
    "quote_value",
    "replace_file",
    "restore",
    "timeline",
    "wait_to_write",
    "watch_folder",
]

_NAMES_BY_MODULE = {
    "index.actors.actor_names": ("ActorNames", "KnownActor"),
    "index.actors.actor_rows": ("FoundAs",),
    "index.archive": ("Archive",),
    "index.building.build_progress": ("Progress", "Report"),
    "index.building.builder": ("bring_up_to_date",),
    "index.building.child_process": ("child_command",),
    "index.building.missing_files": ("Missing",),
    "index.building.watch": ("watch_folder",),
    "index.errors": ("ArchiveError", "IndexDamaged", "IndexMissing", "IndexOutdated", "SearchStopped"),
    "index.notebook": ("Copy", "Notebook", "Session", "copies_of", "keep_copy", "restore"),
    "index.notebook.atomic_file": ("alone_in", "create_file", "replace_file"),
    "index.perspective": ("Perspective",),
    "index.query.clauses": ("LeftOut", "Query", "naming_any"),
    "index.query.explain": ("explain_query",),
    "index.query.parser": ("parse",),
    "index.query.resolve": ("Notes", "notes_of"),
    "index.query.spelling": ("Suggestion",),
    "index.query.to_text": ("quote_value",),
    "index.search.date_histogram": ("Bar", "Timeline", "timeline"),
    "index.search.facets": ("Facets",),
    "index.search.highlight": ("hit_spans",),
    "index.search.hits": ("Hidden", "Hit", "Results", "Sort", "Status"),
    "index.storage.folders": ("current_build",),
    "index.storage.location": ("index_folder",),
    "index.storage.write_lock": ("wait_to_write",),
}
_MODULE_OF = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names}


if not TYPE_CHECKING:  # else a name that is not there would pass for one of any type

    def __getattr__(name: str) -> object:
        """Import the module of an exported name, and return what it has under that name now."""
        if (module := _MODULE_OF.get(name)) is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(module), name)
