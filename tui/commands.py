"""All commands of the reader: one list, from which the keys, the palette, the footer and the help are made.

A command's `owner` is the part of the screen that carries it out: a widget or the app in its method `action_<id>`, the
desk by its table of handlers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from textual.binding import Binding
from textual.dom import DOMNode

Owner = Literal["app", "bar", "desk", "pane", "results", "article", "actors", "compare", "zoom", "timeline", "dossier"]
Group = Literal["Move", "Search", "Read", "Actors", "Compare", "General"]


class Command(Struct, frozen=True):
    """A command. `keys` are characters or key names, with commas between; `hint` is its name, `help` a sentence."""

    id: str
    keys: str
    hint: str
    help: str
    group: Group
    owner: Owner

    @property
    def action(self) -> str:
        """The action, as Textual runs it in the owner."""
        return f"carry_out('{self.id}')" if self.owner == "desk" else self.id


COMMANDS = (
    Command("down", "j,down", "down", "move the cursor down", "Move", "pane"),
    Command("up", "k,up", "up", "move the cursor up", "Move", "pane"),
    Command("first", "g,home", "top", "go to the top", "Move", "pane"),
    Command("last", "G,end", "bottom", "go to the bottom", "Move", "pane"),
    Command("half_page_down", "ctrl+d", "half page down", "scroll half a page down", "Move", "pane"),
    Command("half_page_up", "ctrl+u", "half page up", "scroll half a page up", "Move", "pane"),
    Command("page_down", "space,pagedown", "page down", "scroll a page down", "Move", "pane"),
    Command("page_up", "ctrl+b,pageup", "page up", "scroll a page up", "Move", "pane"),
    Command("next_pane", "tab", "next pane", "go to the next pane", "Move", "desk"),
    Command("previous_pane", "shift+tab", "previous pane", "go to the previous pane", "Move", "desk"),
    Command("left", "h,left", "left", "go to the pane on the left", "Move", "desk"),
    Command("right", "l,right", "right", "go to the pane on the right", "Move", "desk"),
    Command("back", "escape", "back", "go back one level", "Move", "desk"),
    Command("back_or_quit", "q", "back or quit", "go back one level; at the top level, quit", "Move", "desk"),
    Command("search", "/", "search", "go to the search bar", "Search", "desk"),
    Command("next_hit", "n", "next hit", "go to the next hit in the article", "Search", "desk"),
    Command("previous_hit", "N", "previous hit", "go to the previous hit in the article", "Search", "desk"),
    Command("sort", "s", "sort", "sort by relevance or by date, newest first", "Search", "desk"),
    Command(
        "fold_copies", "=", "fold copies", "show near-duplicates as one result, or each on its own", "Search", "desk"
    ),
    Command("history", "ctrl+r", "earlier queries", "list earlier queries", "Search", "desk"),
    Command("facets", "F", "facets", "count the results by outlet, date, actor …, and filter by one", "Search", "desk"),
    Command(
        "filter", "f", "filter", "keep only results with the outlet, date or actor at the cursor", "Search", "desk"
    ),
    Command("exclude", "minus", "exclude", "exclude results with what is at the cursor", "Search", "desk"),
    Command("more_like_this", "L", "more like this", "find articles similar to this one", "Search", "desk"),
    Command("save_query", "ctrl+s", "save query", "save this query under a name", "Search", "desk"),
    Command("saved_queries", "ctrl+o", "saved queries", "open or delete a saved query", "Search", "desk"),
    Command("complete", "tab", "complete", "in the search bar: accept the completion or suggestion", "Search", "bar"),
    Command("timeline", "T", "timeline", "go to the timeline of the results, and back", "Search", "desk"),
    Command("zoom_in", "plus", "zoom in", "zoom the timeline in, around the selected bar", "Search", "zoom"),
    Command("zoom_out", "minus", "zoom out", "zoom the timeline out", "Search", "zoom"),
    Command(
        "extend_left", "H,shift+left", "extend left", "in the timeline: extend the selection left", "Search", "timeline"
    ),
    Command(
        "extend_right",
        "L,shift+right",
        "extend right",
        "in the timeline: extend the selection right",
        "Search",
        "timeline",
    ),
    Command("open", "enter", "open", "open what is at the cursor", "Read", "pane"),
    Command("peek_down", "J", "scroll article", "scroll the article down from the list", "Read", "desk"),
    Command("peek_up", "K", "scroll back", "scroll the article up from the list", "Read", "desk"),
    Command("next_article", ".", "next article", "go to the next article", "Read", "desk"),
    Command("previous_article", "comma", "previous article", "go to the previous article", "Read", "desk"),
    Command("reading", "z", "reading mode", "show the article alone, without the other panes", "Read", "desk"),
    Command(
        "boilerplate",
        "b",
        "boilerplate",
        "show the stripped blocks in place, then the raw text, then the clean article",
        "Read",
        "desk",
    ),
    Command("next_block", "]", "next block", "go to the next stripped block", "Read", "desk"),
    Command("previous_block", "[", "previous block", "go to the previous stripped block", "Read", "desk"),
    Command("next_any_block", "}", "next of all", "go to the next block, kept or stripped", "Read", "desk"),
    Command(
        "previous_any_block",
        "{",
        "previous of all",
        "go to the previous block, kept or stripped",
        "Read",
        "desk",
    ),
    Command("toggle_block", "u", "keep or strip", "keep this stripped block, or strip this kept one", "Read", "desk"),
    Command("rule", "R", "rule", "make a rule for this line: in its outlet, or everywhere", "Read", "desk"),
    Command("raw_text", "o", "raw text", "switch between the raw text and the clean article", "Read", "desk"),
    Command("why", "i", "why", "explain the date, outlet, byline … and the block at the cursor", "Read", "desk"),
    Command("quotes", "Q", "quotes", "list the quotes of this article: who said what", "Read", "desk"),
    Command("dossier", "d", "dossier", "show everything the articles say about this actor", "Actors", "desk"),
    Command("merge", "M", "merge", "merge this actor with another one", "Actors", "desk"),
    Command("split", "X", "split", "split a name off this actor", "Actors", "desk"),
    Command("rename", "r", "rename", "rename this actor", "Actors", "desk"),
    Command("kind", "W", "kind", "set the kind: person, organisation, place, or not an actor", "Actors", "desk"),
    Command("corrections", "C", "corrections", "list your corrections of actors, and undo one", "Actors", "desk"),
    Command(
        "by_outlet", "p", "group by outlet", "in a dossier: quotes by outlet, or newest first", "Actors", "dossier"
    ),
    Command("actors", "a", "actors", "go to the actor pane, and back", "Actors", "desk"),
    *(
        Command(f"mention_{n}", str(n), f"mention {n}", f"go to the next mention of actor {n}", "Actors", "desk")
        for n in range(1, 7)
    ),
    Command("mark", "m", "mark", "mark or unmark this article", "Compare", "desk"),
    Command("clear_marks", "U", "unmark all", "unmark all articles", "Compare", "desk"),
    Command("compare", "c", "compare", "compare with the marked article; three or more as a table", "Compare", "desk"),
    Command("coverage", "v", "coverage", "show which of the marked articles says what, as a table", "Compare", "desk"),
    Command(
        "next_lens", "tab", "next lens", "next lens: passages, quotes, figures, actors, words", "Compare", "compare"
    ),
    Command("previous_lens", "shift+tab", "previous lens", "go to the previous lens", "Compare", "compare"),
    Command("next_change", "]", "next difference", "go to the next difference", "Compare", "compare"),
    Command("previous_change", "[", "previous difference", "go to the previous difference", "Compare", "compare"),
    Command(
        "next_shared", "}", "next shared row", "go to the next row that several articles share", "Compare", "compare"
    ),
    Command(
        "previous_shared",
        "{",
        "previous shared row",
        "go to the previous row that several articles share",
        "Compare",
        "compare",
    ),
    Command(
        "side_left",
        "h,left",
        "left side",
        "read the article on the left; in a table, choose an outlet",
        "Compare",
        "compare",
    ),
    Command(
        "side_right",
        "l,right",
        "right side",
        "read the article on the right; in a table, choose an outlet",
        "Compare",
        "compare",
    ),
    Command(
        "fold_rows", "=", "fold rows", "fold identical rows, or rows that only one article has", "Compare", "compare"
    ),
    Command("only_rare", "r", "only rare", "in a table: only what fewer than half of them say", "Compare", "compare"),
    Command(
        "only_omitted",
        "s",
        "only omitted",
        "in a table: only what the chosen outlet does not say",
        "Compare",
        "compare",
    ),
    Command("dim_copied", "p", "dim copies", "dim agency copy and other copied text", "Compare", "compare"),
    Command("swap", "x", "swap sides", "swap the two sides", "Compare", "compare"),
    Command("export_lens", "e", "export", "export these rows as Markdown, CSV or JSON", "Compare", "compare"),
    Command("stories", "S", "stories", "group the results into stories, over time", "Compare", "desk"),
    Command("versions", "V", "versions", "list near-duplicates of this text, and what each changes", "Compare", "desk"),
    Command("tag", "t", "tag", "add or remove a tag", "General", "desk"),
    Command("copy", "y", "copy", "copy the passage with its source", "General", "desk"),
    Command("export", "e", "export", "export the results as Markdown, CSV or JSON", "General", "desk"),
    Command("undo", "ctrl+z", "undo", "undo the last change: a rule, a tag, a correction", "General", "desk"),
    Command("skipped_files", "w", "skipped files", "list the files that could not be read, and why", "General", "desk"),
    Command("pause", "P", "pause indexing", "pause or resume indexing", "General", "desk"),
    Command("rebuild", "f5", "rebuild", "rebuild the index from the articles", "General", "desk"),
    Command(
        "remove_missing", "f6", "remove missing", "remove files from the index that were deleted", "General", "desk"
    ),
    Command("theme", "ctrl+t", "next theme", "switch to the next theme", "General", "app"),
    Command("palette", ":,ctrl+p", "commands", "list all commands", "General", "app"),
    Command("help", "?,f1", "help", "list the keys; in the search bar, explain the query language", "General", "app"),
    Command("quit", "ctrl+q", "quit", "quit", "General", "app"),
)

BY_ID = {command.id: command for command in COMMANDS}
COMMON = (
    "open",
    "search",
    "compare",
    "coverage",
    "stories",
    "versions",
    "dossier",
    "facets",
    "timeline",
    "boilerplate",
    "why",
    "quotes",
    "save_query",
    "saved_queries",
    "export",
    "tag",
    "skipped_files",
    "rebuild",
    "theme",
    "help",
    "quit",
)
"""Commands that the palette lists first."""
PAIRS = {
    "down": "up",
    "first": "last",
    "half_page_down": "half_page_up",
    "page_down": "page_up",
    "next_pane": "previous_pane",
    "left": "right",
    "next_hit": "previous_hit",
    "zoom_in": "zoom_out",
    "extend_left": "extend_right",
    "filter": "exclude",
    "save_query": "saved_queries",
    "peek_down": "peek_up",
    "next_article": "previous_article",
    "next_block": "previous_block",
    "next_any_block": "previous_any_block",
    "next_lens": "previous_lens",
    "next_change": "previous_change",
    "next_shared": "previous_shared",
    "side_left": "side_right",
}
"""Commands that the help lists in one row: forward and back."""
GROUPS: tuple[Group, ...] = ("Move", "Search", "Read", "Actors", "Compare", "General")

_AT_ONCE = frozenset({"search"})
"""Run before the next key is handled, since that key is meant for what this command focuses."""

_SHOWN = {
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "f1": "F1",
    "f5": "F5",
    "f6": "F6",
}


def bindings(*owners: Owner) -> list[Binding]:
    """Return the bindings of some owners, with their default keys."""
    return [
        Binding(command.keys, command.action, command.hint, show=False, id=command.id, priority=command.id in _AT_ONCE)
        for command in COMMANDS
        if command.owner in owners
    ]


def pair_label(first: Command, second: Command) -> str:
    """Return the hints of two commands as one: "next, previous hit", "page down, up"."""
    one, other = first.hint.split(), second.hint.split()
    if one[:-1] and one[:-1] == other[:-1]:
        return f"{first.hint}, {other[-1]}"
    if one[1:] and one[1:] == other[1:]:
        return f"{one[0]}, {second.hint}"
    return f"{first.hint}, {second.hint}"


def bound_action(owner: DOMNode, command: str) -> str | None:
    """Return the action that a widget, a screen or the app binds to a command; None if it does not have the command."""
    return next(
        (
            binding.action
            for part in type(owner).mro()
            for binding in vars(part).get("BINDINGS", ())
            if isinstance(binding, Binding) and binding.id == command
        ),
        None,
    )


def default_keys() -> dict[str, tuple[str, ...]]:
    """Return the default keys of each command."""
    return {command.id: tuple(command.keys.split(",")) for command in COMMANDS}


def keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the keymap for Textual: only the keys that differ from the defaults."""
    usual = default_keys()
    return {id: ",".join(chosen) for id, chosen in keys.items() if chosen and chosen != usual.get(id)}


def first_key(keys: Mapping[str, tuple[str, ...]], id: str) -> str:
    """Return the first key of a command as it is printed, or "" if it has none."""
    return " ".join(map(key_label, keys.get(id, ())[:1]))


def key_label(key: str) -> str:
    """Return a key as it is printed on screens: `^d`, `/`, `esc`."""
    if key.startswith("ctrl+"):
        return "^" + key_label(key.removeprefix("ctrl+"))
    return _SHOWN.get(key, key)
