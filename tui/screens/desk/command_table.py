"""Which method carries out each command of the desk.

The methods are named here, not looked up by a name made at run time: the type checker sees one that was renamed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tui.screens.desk.shell import Work

if TYPE_CHECKING:
    from tui.screens.desk import DeskScreen

PEEK = 3
"""Lines that the article scrolls while the focus is elsewhere."""
MENTIONS = 6
"""Actors that have a key of their own."""


class Now(NamedTuple):
    """Carry out a command at once; the next key waits for it."""

    do: Callable[[], Awaitable[None] | None]


class Background(NamedTuple):
    """Carry out a command in a worker; with `exclusive` cancel what runs in its group.

    If it opens a dialog, keys wait until that is up.
    """

    do: Work
    group: str
    exclusive: bool = True
    opens_dialog: bool = False


Handler = Now | Background


def _dialog(do: Work, group: str, *, exclusive: bool = True) -> Background:
    return Background(do, group, exclusive, opens_dialog=True)


def command_table(desk: DeskScreen) -> dict[str, Handler]:
    """Return the handler of each command, by its id."""
    navigation, search, reader, marks = desk.navigation, desk.search, desk.reader, desk.marks
    return {
        # Move
        "next_pane": Now(navigation.next_pane),
        "previous_pane": Now(navigation.previous_pane),
        "left": Now(navigation.previous_pane),
        "right": Now(navigation.next_pane),
        "back": Now(navigation.back),
        "back_or_quit": Now(navigation.leave),
        # Search
        "search": Now(navigation.focus_search),
        "next_hit": Now(reader.next_hit),
        "previous_hit": Now(reader.previous_hit),
        "sort": Now(search.toggle_sort),
        "fold_copies": Now(search.toggle_copies),
        "more_like_this": Now(search.find_similar),
        "filter": Now(desk.filters.narrow),
        "exclude": Now(desk.filters.exclude),
        "facets": _dialog(desk.filters.list_facets, "facets"),
        "history": _dialog(desk.saved_queries.list_history, "queries", exclusive=False),
        "save_query": _dialog(desk.saved_queries.save, "queries", exclusive=False),
        "saved_queries": _dialog(desk.saved_queries.list_saved, "queries", exclusive=False),
        "timeline": Now(desk.timeline.toggle_focus),
        # Read
        "reading": Now(desk.toggle_reading),
        "peek_down": Now(partial(reader.scroll, PEEK)),
        "peek_up": Now(partial(reader.scroll, -PEEK)),
        "next_article": Now(reader.next_article),
        "previous_article": Now(reader.previous_article),
        "boilerplate": Now(reader.next_mode),
        "raw_text": Now(reader.toggle_raw),
        "next_block": Now(reader.next_stripped_block),
        "previous_block": Now(reader.previous_stripped_block),
        "next_any_block": Now(reader.next_block),
        "previous_any_block": Now(reader.previous_block),
        "toggle_block": Background(desk.rules.toggle_block, "rules", exclusive=False),
        "rule": _dialog(desk.rules.choose_rule, "rules", exclusive=False),
        "why": _dialog(desk.details.show_reasons, "why"),
        "quotes": _dialog(desk.details.list_quotes, "quotes"),
        # Actors
        "actors": Now(navigation.toggle_actors),
        "dossier": _dialog(desk.details.open_dossier, "dossier"),
        "merge": _dialog(desk.corrections.merge, "corrections"),
        "split": _dialog(desk.corrections.split, "corrections"),
        "rename": _dialog(desk.corrections.rename, "corrections"),
        "kind": _dialog(desk.corrections.change_kind, "corrections"),
        "corrections": _dialog(desk.corrections.list_all, "corrections"),
        **{f"mention_{n}": Now(partial(reader.next_mention, n - 1)) for n in range(1, MENTIONS + 1)},
        # Compare
        "mark": Now(marks.toggle_mark),
        "clear_marks": Now(marks.clear_marks),
        "compare": _dialog(desk.comparisons.compare_marked, "compare"),
        "coverage": _dialog(desk.comparisons.cover_marked, "compare"),
        "stories": _dialog(desk.stories.list_stories, "stories"),
        "versions": _dialog(desk.stories.list_versions, "stories"),
        # Yours
        "tag": _dialog(marks.tag, "tag", exclusive=False),
        "copy": Background(desk.copy_and_export.copy, "copy"),
        "export": _dialog(desk.copy_and_export.export, "export"),
        "undo": Background(desk.undo.undo, "undo", exclusive=False),
        "skipped_files": _dialog(desk.indexing.list_skipped, "indexing", exclusive=False),
        "pause": Now(desk.indexing.toggle_pause),
        "rebuild": _dialog(desk.indexing.ask_to_rebuild, "indexing", exclusive=False),
        "remove_missing": _dialog(desk.indexing.ask_to_remove_missing, "indexing", exclusive=False),
    }
