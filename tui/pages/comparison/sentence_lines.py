"""Lines below an open row: sentences, each after its outlet, with the words in question underlined."""

from __future__ import annotations

from tui.pages.comparison.lens import Lens, Part, Spot
from tui.pages.comparison.outlet_names import SHORT
from tui.pages.comparison.source_sentences import Sentence
from tui.pages.comparison.two_sides import Marks, set_text
from tui.pages.line import Line, Piece, justify

_INDENT = 3  # cells
_NOTE = 24  # cells that a note may take from the text


def sentence_part(
    lens: Lens,
    article: int,
    sentence: Sentence,
    width: int,
    *,
    sign: Piece | None = None,
    note: str = "",
    style: str = "strong bold underline",
    base: str = "text",
    marks: Marks = (),
) -> Part:
    """A sentence of an article as a part that leads to it."""
    roomy = width >= 2 * _NOTE + 40
    name = lens.names[article] if roomy else lens.tags[article]
    before = _INDENT + 2 + (SHORT if roomy else 3) + 2
    beside = min(_NOTE, len(note)) + 2 if note and roomy else 0
    shown = [(sentence.marked, style)] if sentence.marked.start < sentence.marked.end else []
    column = set_text(sentence.text, base, [*shown, *marks], max(10, width - before - beside - 1))
    lines = []
    for n, pieces in enumerate(column):
        head = [Piece(" " * before)]
        if n == 0:
            head = [Piece(" " * _INDENT), sign or Piece(" "), Piece(" "), Piece(name, lens.style_of(article))]
            head.append(Piece(" " * (before - Line(tuple(head)).cells)))
        told = (Piece(note, "muted"),) if n == 0 and beside else ()
        lines.append(Line(justify((*head, *pieces), told, width - 1) if told else (*head, *pieces)))
    if note and not beside:
        lines += [
            Line((Piece(" " * before), *pieces)) for pieces in set_text(note, "muted", (), max(10, width - before - 1))
        ]
    return Part(tuple(lines), Spot(article, sentence.place))
