"""A list of choices: a name, what it is, and its key. Of them one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from corpus.article import Span
from tui.pages.display_width import cell_len
from tui.pages.line import Line, Page, Piece, fit, justify, styled
from tui.widgets.pane import CursorPane


class Choice(Struct, frozen=True):
    """`value` is what choosing it gives. A choice without one is a heading or a blank line."""

    name: str
    detail: str = ""
    key: str = ""
    value: str = ""
    matched: tuple[Span, ...] = ()


def matching(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices with what was typed in their names, under their headings; all while nothing is typed."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return list(choices)
    kept: list[Choice] = []
    heading: Choice | None = None
    for one in choices:
        if not one.value:
            heading = one if one.name else None
        elif wanted in one.name.casefold():
            kept += [heading, one] if heading is not None else [one]
            heading = None
    return kept


class ChoicesPage:
    """One line a choice."""

    def __init__(self, choices: Sequence[Choice], width: int, cursor: int, glyph: str) -> None:
        self.choices = choices
        self.width = width
        self.cursor = cursor
        self.glyph = glyph
        names = (cell_len(choice.name) for choice in choices if choice.value and choice.detail)
        self.column = min(max(names, default=0) + 3, max(12, width // 2))

    @property
    def height(self) -> int:
        return len(self.choices)

    def line(self, y: int) -> Line:
        choice = self.choices[y]
        here = y == self.cursor and bool(choice.value)
        style = "strong" if here else "text" if choice.value else "muted"
        marks = [(span, "accent bold underline") for span in choice.matched]
        name = tuple(styled(choice.name, style, marks))
        if choice.detail:
            name = fit(name, self.column - 1)
        gap = Piece(" " * max(1, self.column - Line(name).cells))
        left = (*name, gap, Piece(choice.detail, "muted")) if choice.detail else name
        right = (Piece(choice.key, "accent bold"),) if choice.key else ()
        margin = Piece(f"{self.glyph} " if here else "  ", "accent")
        return Line((margin, *justify(left, right, self.width - 3)), "ground" if here else "", y)


class Choices(CursorPane):
    """The widget of the list."""

    DEFAULT_CSS = "Choices { background: $surface; height: auto; max-height: 100%; }"
    hints: ClassVar[tuple[str, ...]] = ("open", "back")

    def __init__(self, choices: Sequence[Choice] = (), *, glyph: str = "▌") -> None:
        super().__init__()
        self.choices = list(choices)
        self._glyph = glyph

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these instead, the cursor on the first."""
        self.choices = list(choices)
        self.cursor = self._near(0, 1)
        self.renew()
        self.jump(0)

    @property
    def chosen(self) -> Choice | None:
        return self.choices[self.cursor] if 0 <= self.cursor < len(self.choices) else None

    @property
    def entries(self) -> int:
        return len(self.choices)

    def go_to(self, at: int, *, tell: bool = True) -> None:
        super().go_to(self._near(at, 1 if at >= self.cursor else -1), tell=tell)

    def make_page(self, width: int) -> Page:
        return ChoicesPage(self.choices, width, self.cursor, self._glyph)

    def _near(self, at: int, by: int) -> int:
        """The nearest choice that can be chosen, further on if there is one."""
        further = range(at, len(self.choices)) if by > 0 else range(at, -1, -1)
        back = range(at, -1, -1) if by > 0 else range(at, len(self.choices))
        order = (*further, *back)
        return next((i for i in order if 0 <= i < len(self.choices) and self.choices[i].value), self.cursor)
