"""Why the articles of a story are together, in lines: the words that several of them have, and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.lines.line import BLANK, Line, Piece
from tui.lines.wrap import wrap

if TYPE_CHECKING:
    from corpus.stories.together import Counted, Together

_NAME = 8


def together_lines(found: Together, width: int) -> list[Line]:
    """`words   berths 5 · tolls 4`: in how many of the articles each is."""
    said = f"in how many of {found.articles} articles each is"
    lines = [Line((Piece(f" {said}", "muted"),)), BLANK]
    lines += _row("words", found.words, width) or [Line((Piece(" no rare word is in two of them", "muted"),))]
    return [*lines, BLANK, *_row("actors", found.actors, width)] if found.actors else lines


def _row(name: str, counted: Counted, width: int) -> list[Line]:
    text = " · ".join(f"{what}\u00a0{count}" for what, count in counted)
    spans = wrap(text, max(10, width - _NAME - 2)) if text else []
    return [
        Line((Piece(f" {name if n == 0 else '':<{_NAME}}", "muted"), Piece(text[span.start : span.end], "text")))
        for n, span in enumerate(spans)
    ]
