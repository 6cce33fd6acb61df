"""All that the reader can be told to do: one list, from which come the keys, the palette, the footer and the help.

A command's `owner` is the part of the screen that carries it out, in its method `action_<name>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from textual.binding import Binding

Owner = Literal["app", "bar", "desk", "pane", "results", "article", "actors", "compare", "zoom", "timeline", "dossier"]
Group = Literal["Move", "Search", "Read", "Actors", "Compare", "Yours"]


class Command(Struct, frozen=True):
    """`keys` are characters or names of keys, with commas between; `hint` names it in few words, `help` says more."""

    id: str
    keys: str
    hint: str
    help: str
    group: Group
    owner: Owner

    @property
    def action(self) -> str:
        """The method that does it, with its argument: `mention_2` is `mention(2)`."""
        name, _, number = self.id.rpartition("_")
        return f"{name}({number})" if number.isdecimal() else self.id


COMMANDS = (
    Command("down", "j,down", "down", "down", "Move", "pane"),
    Command("up", "k,up", "up", "up", "Move", "pane"),
    Command("first", "g,home", "first", "to the beginning", "Move", "pane"),
    Command("last", "G,end", "last", "to the end", "Move", "pane"),
    Command("half_down", "ctrl+d", "half a page", "half a page down", "Move", "pane"),
    Command("half_up", "ctrl+u", "back", "half a page up", "Move", "pane"),
    Command("page_down", "space,pagedown", "page", "a page down", "Move", "pane"),
    Command("page_up", "ctrl+b,pageup", "back", "a page up", "Move", "pane"),
    Command("next_pane", "tab", "next pane", "next pane", "Move", "desk"),
    Command("previous_pane", "shift+tab", "last pane", "last pane", "Move", "desk"),
    Command("left", "h,left", "left", "pane to the left", "Move", "desk"),
    Command("right", "l,right", "right", "pane to the right", "Move", "desk"),
    Command("back", "escape", "back", "one level back", "Move", "desk"),
    Command("leave", "q", "leave", "one level back, and at the last one leave", "Move", "desk"),
    Command("search", "/", "search", "to the search bar", "Search", "desk"),
    Command("next_hit", "n", "next hit", "next hit in the article", "Search", "desk"),
    Command("previous_hit", "N", "last hit", "last hit in the article", "Search", "desk"),
    Command("sort", "s", "sort", "by relevance, or newest first", "Search", "desk"),
    Command("fold_copies", "=", "fold copies", "one result of each text, with how many more, or all", "Search", "desk"),
    Command("history", "ctrl+r", "earlier queries", "earlier queries", "Search", "desk"),
    Command("facets", "F", "facets", "what the results have in common: narrow by it, or exclude", "Search", "desk"),
    Command("filter", "f", "only these", "only what the cursor is on: outlet, date, actor", "Search", "desk"),
    Command("exclude", "minus", "without these", "all but what the cursor is on", "Search", "desk"),
    Command("like", "L", "more like this", "articles like this one; esc goes back", "Search", "desk"),
    Command("save_query", "ctrl+s", "save query", "save this query under a name", "Search", "desk"),
    Command("saved_queries", "ctrl+o", "saved queries", "saved queries: open one, or forget it", "Search", "desk"),
    Command("take", "tab", "complete", "in the bar: take the grey completion, or what is offered", "Search", "bar"),
    Command("timeline", "T", "timeline", "to the timeline of the results and back", "Search", "desk"),
    Command("zoom_in", "plus", "closer", "the timeline closer, around the bar under the cursor", "Search", "zoom"),
    Command("zoom_out", "minus", "wider", "the timeline wider", "Search", "zoom"),
    Command("extend_left", "H,shift+left", "several bars", "in the timeline: several bars", "Search", "timeline"),
    Command("extend_right", "L,shift+right", "several bars", "several bars, to the right", "Search", "timeline"),
    Command("open", "enter", "open", "open", "Read", "pane"),
    Command("peek_down", "J", "scroll", "scroll the article from the list", "Read", "desk"),
    Command("peek_up", "K", "back", "scroll it back", "Read", "desk"),
    Command("next_article", ".", "next", "next article", "Read", "desk"),
    Command("previous_article", "comma", "last article", "last article", "Read", "desk"),
    Command("reading", "z", "read", "reading mode: one article, no panes", "Read", "desk"),
    Command(
        "boilerplate",
        "b",
        "boilerplate",
        "stripped blocks in their places, then the raw text",
        "Read",
        "desk",
    ),
    Command("next_block", "]", "next block", "next stripped block", "Read", "desk"),
    Command("previous_block", "[", "last block", "last stripped block", "Read", "desk"),
    Command("next_any_block", "}", "any block", "next block, read or stripped", "Read", "desk"),
    Command("previous_any_block", "{", "back", "last block, read or stripped", "Read", "desk"),
    Command("judge", "u", "keep or strip", "keep this stripped block, or strip this one", "Read", "desk"),
    Command("rule", "R", "rule", "a rule for this line: in its outlet, or in all", "Read", "desk"),
    Command("original", "o", "raw text", "the raw text, and back", "Read", "desk"),
    Command("why", "i", "why", "why a value is what it is: date, outlet, byline, this block", "Read", "desk"),
    Command("quotes", "Q", "quotes", "the quotes of this article: who said what", "Read", "desk"),
    Command("dossier", "d", "dossier", "all that the articles tell of this actor", "Actors", "desk"),
    Command("merge", "M", "merge", "this actor is another one: merge them", "Actors", "desk"),
    Command("split", "X", "split", "a name is somebody else's: split it off this actor", "Actors", "desk"),
    Command("rename", "r", "rename", "another name for this actor", "Actors", "desk"),
    Command("kind", "W", "kind", "what it is: person, organisation, place, or no actor", "Actors", "desk"),
    Command("corrections", "C", "corrections", "your corrections of actors: take one of them back", "Actors", "desk"),
    Command("by_outlet", "p", "by outlet", "in a dossier: quotes by outlet, or newest first", "Actors", "dossier"),
    Command("actors", "a", "actors", "to the actor pane and back", "Actors", "desk"),
    *(Command(f"mention_{n}", str(n), "mention", f"next mention of actor {n}", "Actors", "desk") for n in range(1, 7)),
    Command("mark", "m", "mark", "mark this article, or not", "Compare", "desk"),
    Command("clear_marks", "U", "unmark all", "take all marks away", "Compare", "desk"),
    Command("compare", "c", "compare", "compare with the marked article; more than two as a table", "Compare", "desk"),
    Command("coverage", "v", "coverage", "which of the marked articles says what, as a table", "Compare", "desk"),
    Command("next_lens", "tab", "lens", "next lens: passages, quotes, figures, actors, words", "Compare", "compare"),
    Command("previous_lens", "shift+tab", "last lens", "last lens", "Compare", "compare"),
    Command("next_change", "]", "next difference", "next difference", "Compare", "compare"),
    Command("previous_change", "[", "last", "last difference", "Compare", "compare"),
    Command("next_shared", "}", "in common", "next row that several have something of", "Compare", "compare"),
    Command("previous_shared", "{", "back", "last row that several have something of", "Compare", "compare"),
    Command("side_left", "h,left", "outlet", "to the article at the left; in a table the outlet", "Compare", "compare"),
    Command("side_right", "l,right", "outlet", "to the article at the right", "Compare", "compare"),
    Command("fold", "=", "fold the same", "fold what is the same, or what one alone says", "Compare", "compare"),
    Command("rarely", "r", "rarely told", "in a table: only what fewer than half of them say", "Compare", "compare"),
    Command("silence", "s", "silent on", "in a table: only what the chosen outlet does not say", "Compare", "compare"),
    Command("dim_copied", "p", "dim copied", "dim agency copy and common text", "Compare", "compare"),
    Command("swap", "x", "swap", "swap the sides", "Compare", "compare"),
    Command("export_lens", "e", "export", "these rows as Markdown, CSV or JSON, into a file", "Compare", "compare"),
    Command("stories", "S", "stories", "the stories of the results: who told them when", "Compare", "desk"),
    Command("versions", "V", "versions", "who else has this text, and what each changes", "Compare", "desk"),
    Command("tag", "t", "tag", "tag this article, or take a tag away", "Yours", "desk"),
    Command("copy", "y", "copy", "copy the passage with its source", "Yours", "desk"),
    Command("export", "e", "export", "the results as Markdown, CSV or JSON, into a file", "Yours", "desk"),
    Command("undo", "ctrl+z", "undo", "take back what was done last: a rule, a tag, a merged actor", "Yours", "desk"),
    Command("not_read", "w", "not read", "files that were not read, and why", "Yours", "desk"),
    Command("pause", "P", "pause", "pause reading the folder, and go on", "Yours", "desk"),
    Command("rebuild", "f5", "rebuild", "make the index anew, from the articles", "Yours", "desk"),
    Command(
        "remove_missing",
        "f6",
        "remove missing",
        "take files out that are gone from the folder for good",
        "Yours",
        "desk",
    ),
    Command("theme", "ctrl+t", "theme", "next theme: ink, paper, contrast, terminal", "Yours", "app"),
    Command("palette", ":,ctrl+p", "commands", "all commands", "Yours", "app"),
    Command("help", "?,f1", "keys", "keys, and in the search bar the query language", "Yours", "app"),
    Command("quit", "ctrl+q", "leave", "leave", "Yours", "app"),
)

BY_ID = {command.id: command for command in COMMANDS}
SOUGHT = (
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
    "not_read",
    "rebuild",
    "theme",
    "help",
    "quit",
)
"""What one looks for in the palette, which begins with it."""
PAIRS = {
    "down": "up",
    "first": "last",
    "half_down": "half_up",
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
"""Commands that are told together: there, and back."""
GROUPS: tuple[Group, ...] = ("Move", "Search", "Read", "Actors", "Compare", "Yours")

_AT_ONCE = frozenset({"search"})
"""Carried out before the next key is looked at, since that is to go where this one leads."""

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
    """The bindings of some owners, with the keys that they have before the configuration changes them."""
    return [
        Binding(command.keys, command.action, command.hint, show=False, id=command.id, priority=command.id in _AT_ONCE)
        for command in COMMANDS
        if command.owner in owners
    ]


def default_keys() -> dict[str, tuple[str, ...]]:
    """The keys of each command."""
    return {command.id: tuple(command.keys.split(",")) for command in COMMANDS}


def keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What Textual's keymap needs for the keys that differ from the defaults."""
    usual = default_keys()
    return {id: ",".join(chosen) for id, chosen in keys.items() if chosen and chosen != usual.get(id)}


def written(key: str) -> str:
    """A key as it is printed on screens: `^d`, `/`, `esc`."""
    if key.startswith("ctrl+"):
        return "^" + written(key.removeprefix("ctrl+"))
    return _SHOWN.get(key, key)
