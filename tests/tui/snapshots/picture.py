"""Pictures of screens as text: what each row says, and below it the styles of its runs of cells.

A row is written as

    │ treaty            12 of 15 │
     – 1 · strong/surface bold 6 · /surface 12 · muted/surface 8

A style is the name of its colour in the palette, `/` the name of its ground unless that is `ground`, then attributes;
the number counts cells, and `–` is a run that shows nothing. A screen is taken in a dark and a light theme: a colour
has its name only if it has the value of that name in both, else both values are written. Behind a sheet is nothing: the
screen below it is not part of the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.strip import Strip

from tui.themes import COLOURS, PALETTE

THEMES = ("ink", "paper")
_ATTRIBUTES = ("bold", "italic", "underline", "reverse", "strike", "dim", "blink")


class Run(NamedTuple):
    """Neighbouring cells of one style: colours as hexadecimal values, attributes as words."""

    text: str
    colour: str
    ground: str
    attributes: str


Row = tuple[Run, ...]


def rows_of(app: App[None]) -> tuple[Row, ...]:
    """Return the rows on the screen."""
    return tuple(_row(strip) for strip in app.screen._compositor.render_strips())


def write(dark: Sequence[Row], light: Sequence[Row]) -> str:
    """Write a picture of a screen from its rows in both themes.

    Raises AssertionError if both do not have the same text in the same runs.
    """
    lines: list[str] = []
    for number, (in_dark, in_light) in enumerate(zip(dark, light, strict=True), start=1):
        differ = f"row {number} is not the same in {THEMES[0]} and {THEMES[1]}:\n{in_dark}\n{in_light}"
        assert [run.text for run in in_dark] == [run.text for run in in_light], differ
        styles = [(_style(*pair), cell_len(pair[0].text)) for pair in zip(in_dark, in_light, strict=True)]
        counted = ((name, sum(cells for _, cells in runs)) for name, runs in groupby(styles, key=lambda one: one[0]))
        lines.append("│" + "".join(run.text for run in in_dark) + "│")
        lines.append(" " + " · ".join(f"{name} {cells}" for name, cells in counted))
    return "\n".join(lines) + "\n"


def _row(strip: Strip) -> Row:
    """Return the runs of a row, neighbours of one style as one, however they were painted."""
    styled = ((segment.text, _look(segment.style or Style())) for segment in strip)
    grouped = groupby((part for part in styled if part[0]), key=lambda part: part[1])
    return tuple(Run("".join(text for text, _ in parts), *look) for look, parts in grouped)


def _look(style: Style) -> tuple[str, str, str]:
    colours = [colour.get_truecolor().hex if colour is not None else "" for colour in (style.color, style.bgcolor)]
    return colours[0], colours[1], " ".join(name for name in _ATTRIBUTES if getattr(style, name))


def _style(dark: Run, light: Run) -> str:
    """Name the style of a run; blank cells show nothing of their colour, unless they are underlined or reversed."""
    blank = dark.text.isspace() and not {"underline", "reverse", "strike"} & set(dark.attributes.split())
    colour = "" if blank else _name(dark.colour, light.colour)
    ground = _name(dark.ground, light.ground)
    attributes = "" if blank else dark.attributes
    if dark.attributes != light.attributes and not blank:
        attributes = f"{dark.attributes}|{light.attributes}"
    return " ".join(part for part in (colour + ("" if ground == "ground" else f"/{ground}"), attributes) if part) or "–"


def _name(dark: str, light: str) -> str:
    return _names().get((dark, light), f"{dark}|{light}")


@cache
def _names() -> dict[tuple[str, str], str]:
    """Return what each pair of colours in the two themes is called. Of names with the same colours the first counts."""
    names: dict[tuple[str, str], str] = {}
    for name, colours in _palette():
        names.setdefault(colours, name)
    return names


def _palette() -> Iterator[tuple[str, tuple[str, str]]]:
    dark, light = (COLOURS.index(theme) for theme in THEMES)
    return ((name, (values[dark], values[light])) for name, values in PALETTE.items())
