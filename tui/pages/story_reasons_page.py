"""Reasons why the articles of a story are together, in lines: shared words and actors, and the nearest stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.pages.display_width import cell_len
from tui.pages.line import BLANK, Line, Piece, justify, shorten
from tui.pages.wording import written_iso
from tui.pages.wrap import wrap

if TYPE_CHECKING:
    from corpus.stories import Story
    from corpus.stories.story_evidence import Counted, StoryEvidence

_NAME = 8  # cells for `actors` and air


def together_lines(found: StoryEvidence, near: Sequence[Story], width: int) -> list[Line]:
    """`words   berths 5 · tolls 4`: in how many of the articles each is. Below, the stories that are near."""
    said = f"in how many of {found.articles} articles each is"
    lines = [Line((Piece(f" {said}", "muted"),)), BLANK]
    lines += _row("words", found.words, width) or [Line((Piece(" no rare word is in two of them", "muted"),))]
    if found.actors:
        lines += [BLANK, *_row("actors", found.actors, width)]
    if near:
        lines += [BLANK, Line((Piece(" near this story: in its words, but of other days or another event", "muted"),))]
    for story in near:
        when = f"{'no date' if story.first is None else written_iso(story.first)} · {len(story.articles):,}"
        name = shorten(story.name, max(10, width - cell_len(when) - 5))
        lines.append(Line((Piece("   "), *justify((Piece(name, "text"),), (Piece(when, "muted"),), width - 4))))
    return lines


def _row(name: str, counted: Counted, width: int) -> list[Line]:
    text = " · ".join(f"{what}\u00a0{count}" for what, count in counted)
    spans = wrap(text, max(10, width - _NAME - 2)) if text else []
    return [
        Line((Piece(f" {name if n == 0 else '':<{_NAME}}", "muted"), Piece(text[span.start : span.end], "text")))
        for n, span in enumerate(spans)
    ]
