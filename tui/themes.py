"""The palette: what each colour means, in four themes. Widgets name meanings, never colours.

A meaning has a colour, and where it needs them a ground and a text style; a theme is a table of these. Contrast: in
`ink` and `paper` all text has at least 4.5:1 on both grounds, in `contrast` 7:1. `terminal` takes the sixteen colours
of the terminal, and leans on bold, underline and italic.
"""

from __future__ import annotations

from functools import cache

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

COLOURS = ("ink", "paper", "contrast", "terminal")

PALETTE: dict[str, tuple[str, str, str, str]] = {
    "ground": ("#14171c", "#fbf9f4", "#000000", "ansi_default"),
    "surface": ("#1e232a", "#efebe1", "#1c1c1c", "ansi_default"),
    "rule": ("#3d4550", "#cbc4b5", "#8a8a8a", "ansi_bright_black"),
    "text": ("#d6d3cb", "#2a2c30", "#ffffff", "ansi_default"),
    "strong": ("#f5f2ea", "#101114", "#ffffff", "ansi_default"),
    "muted": ("#9aa1ab", "#5c626b", "#d4d4d4", "ansi_default"),
    "accent": ("#6cc7b8", "#0a6b60", "#5ff2de", "ansi_bright_green"),
    "hit": ("#ffe6a6", "#3a2b00", "#000000", "ansi_black"),
    "hit-ground": ("#4d3e0c", "#ffe39a", "#ffe45c", "ansi_yellow"),
    "hit-now": ("#14171c", "#ffffff", "#000000", "ansi_default"),
    "hit-now-ground": ("#f4c74a", "#855600", "#ffffff", "ansi_default"),
    "actor-1": ("#f0a479", "#9a4610", "#ffb48a", "ansi_yellow"),
    "actor-2": ("#89b5f4", "#1d55a6", "#9ccbff", "ansi_bright_cyan"),
    "actor-3": ("#c9a4ee", "#6a3da1", "#dcbaff", "ansi_bright_magenta"),
    "actor-4": ("#a6c86f", "#3d6611", "#bdf070", "ansi_default"),
    "actor-5": ("#ea98b8", "#a0285c", "#ffa8cf", "ansi_default"),
    "actor-6": ("#cdb98c", "#6b561c", "#f0dca0", "ansi_default"),
    "same": ("#8fc09b", "#2b673b", "#9df0b0", "ansi_default"),
    "near": ("#e3bf6f", "#775300", "#ffe45c", "ansi_bright_yellow"),
    "left-only": ("#f0a479", "#9a4610", "#ffb48a", "ansi_yellow"),
    "right-only": ("#89b5f4", "#1d55a6", "#9ccbff", "ansi_bright_cyan"),
    "stripped": ("#868d98", "#656b73", "#c4c4c4", "ansi_default"),
    "warning": ("#efb454", "#805200", "#ffc94d", "ansi_bright_yellow"),
    "error": ("#f28b82", "#b0241c", "#ff9d94", "ansi_bright_red"),
}

GROUNDS = {"hit": "hit-ground", "hit-now": "hit-now-ground"}

STYLES: dict[str, str] = {
    "strong": "bold",
    "hit": "bold",
    "hit-now": "bold underline",
    "stripped": "italic",
    "same": "bold underline",
}
TERMINAL_STYLES = {"hit-now": "bold underline reverse"}
PLAIN_STYLES = {"hit": "bold underline", "hit-now": "bold underline reverse", "accent": "bold", "warning": "bold"}

MEANINGS = tuple(name for name in PALETTE if not name.endswith("ground") and name != "surface")


def themes() -> tuple[Theme, ...]:
    """The four themes, for `App.register_theme`."""
    return tuple(_theme(name, column) for column, name in enumerate(COLOURS))


def _theme(name: str, column: int) -> Theme:
    colours = {meaning: colours[column] for meaning, colours in PALETTE.items()}
    terminal = name == "terminal"
    return Theme(
        name=name,
        primary=colours["accent"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["same"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["surface"],
        panel=colours["surface"],
        boost=colours["surface"],
        dark=name != "paper",
        ansi=terminal,
        variables={
            **colours,
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "input-cursor-background": colours["text"],
            "input-cursor-foreground": "ansi_black" if terminal else colours["ground"],
            "input-cursor-text-style": "reverse" if terminal else "none",
            "input-selection-background": colours["rule"],
        },
    )


@cache
def styles(theme: str, *, plain: bool) -> dict[str, Style]:
    """The style of each meaning in a theme: colour, ground, and how it is written; `plain` where no colour is shown."""
    column = COLOURS.index(theme)
    written = {**STYLES, **(TERMINAL_STYLES if theme == "terminal" else {}), **(PLAIN_STYLES if plain else {})}
    found = {ground: Style(bgcolor=_colour(ground, column)) for ground in ("ground", "surface")}
    for name in MEANINGS:
        ground = _colour(GROUNDS[name], column) if name in GROUNDS else None
        found[name] = Style.parse(written.get(name, "")) + Style(color=_colour(name, column), bgcolor=ground)
    return found


def _colour(name: str, column: int) -> RichColor:
    return Color.parse(PALETTE[name][column]).rich_color
