"""Two sides: beside each other with a gutter between, or one above the other where it is narrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.article import Span
from tui.pages.comparison.lens import ROOMY, Lens
from tui.pages.comparison.outlet_names import outlet_of
from tui.pages.line import Line, Piece, fit, shorten, styled
from tui.pages.wording import percent, written
from tui.pages.wrap import is_right_to_left, wrap

MEASURE = 76  # cells of a line at most, as in the article pane
_GUTTER = 9  # cells between the columns, with the glyph in the middle
_TAG = 7  # cells before the text where it is stacked: glyph, tag
_HEADLINE_ROWS = 2  # lines of a headline above its side
_WORTH_SAYING = 0.01  # share of the words of a text; less in common is not mentioned
_UNSURE = re.compile(r"\d+ % sure \?")

Column = list[tuple[Piece, ...]]
Marks = Iterable[tuple[Span, str]]


def is_stacked(width: int) -> bool:
    """Return True if a page of `width` cells puts one side above the other."""
    return width + 2 < ROOMY


def text_width(width: int) -> int:
    """The cells of a line of text, in rows of `width` cells."""
    return max(10, width - _TAG - 1) if is_stacked(width) else min(MEASURE, (width - 1 - _GUTTER) // 2)


def set_text(text: str, base: str, marks: Marks, width: int) -> Column:
    """A text as lines of at most `width` cells; from right to left, flush right."""
    marked = list(marks)
    lines: Column = []
    for span in wrap(text, width):
        pieces = tuple(styled(text, base, marked, Span(span.start, span.end)))
        if is_right_to_left(text):
            pieces = (Piece(" " * max(0, width - Line(pieces).cells)), *pieces)
        lines.append(pieces)
    return lines


def note(text: str, corner: str, width: int) -> Column:
    """Return the note on the text above, in as many lines as it needs, its uncertainty emphasised."""
    lines = wrap(text, max(8, width - 2))
    unsure = [(Span(*match.span()), "warning") for match in _UNSURE.finditer(text)]
    return [
        (Piece(f"{corner if n == 0 else ' '} ", "rule"), *styled(text, "muted", unsure, Span(span.start, span.end)))
        for n, span in enumerate(lines)
    ]


def lay_sides(left: Column, right: Column, glyph: Piece, width: int, tags: Sequence[tuple[str, str]]) -> list[Line]:
    """Both sides of a row. `tags` are the three letters of both and their styles, for where they are stacked."""
    if is_stacked(width):
        return _stacked(left, right, glyph, tags)
    return beside(left, right, glyph, text_width(width))


def beside(left: Column, right: Column, glyph: Piece, each: int) -> list[Line]:
    lines = []
    for n in range(max(len(left), len(right))):
        a = left[n] if n < len(left) else ()
        b = right[n] if n < len(right) else ()
        gap = Piece(" " * max(1, each + _GUTTER // 2 - Line(a).cells))
        middle = glyph if n == 0 else Piece(" ")
        lines.append(Line((Piece(" "), *a, gap, middle, Piece(" " * (_GUTTER // 2)), *b)))
    return lines


def _stacked(left: Column, right: Column, glyph: Piece, tags: Sequence[tuple[str, str]]) -> list[Line]:
    lines: list[Line] = []
    for column, (tag, style) in zip((left, right), tags, strict=True):
        for n, pieces in enumerate(column):
            sign = glyph if not lines else Piece(" ", glyph.style)
            name = f"{tag}{' ' * (_TAG - 3 - len(tag))}" if n == 0 else " " * (_TAG - 3)
            lines.append(Line((Piece(" "), sign, Piece(" "), Piece(name, style), *pieces)))
    return lines


def heads_of_sides(lens: Lens, width: int) -> list[Line]:
    """Return the lines above both sides: outlet, date, byline, headline, and how much they have in common."""
    if is_stacked(width):
        return _stacked_heads(lens, width)
    each = text_width(width)
    return beside(_head(lens, 0, each), _head(lens, 1, each), Piece(" "), each)


def _head(lens: Lens, number: int, width: int) -> Column:
    article, dot = lens.articles[number], lens.glyphs.dot
    byline = article.byline.value if article.byline is not None else "no byline"
    style = lens.style_of(number)
    glyph = (lens.glyphs.left, lens.glyphs.right)[number]
    about = (
        Piece(f"{glyph} ", style),
        Piece(outlet_of(article), f"{style} bold"),
        Piece(f" {dot} {written(article.published)} {dot} {byline}", "muted"),
    )
    headline = article.headline.value
    spans = wrap(headline, width)
    rows = [headline[span.start : span.end] for span in spans[:_HEADLINE_ROWS]]
    if len(spans) > _HEADLINE_ROWS:
        rows[-1] = shorten(headline[spans[_HEADLINE_ROWS - 1].start :], width, lens.glyphs.ellipsis)
    common = in_common_with(lens, number)
    below = [(Piece(shorten(common, width, lens.glyphs.ellipsis), "muted"),)] if common else []
    return [fit(about, width), *((Piece(row, "strong"),) for row in rows), *below]


def _stacked_heads(lens: Lens, width: int) -> list[Line]:
    lines = []
    for number, article in enumerate(lens.articles):
        style = lens.style_of(number)
        glyph = (lens.glyphs.left, lens.glyphs.right)[number]
        about = f" {outlet_of(article)} {lens.glyphs.dot} {written(article.published)}"
        pieces = [Piece(f"{glyph} ", style), Piece(lens.tags[number], f"{style} bold"), Piece(about, "muted")]
        common = in_common_with(lens, number)
        if common:
            pieces.append(Piece(f" {lens.glyphs.dot} {common}", "muted"))
        lines.append(Line(fit(pieces, width - 1)))
    return lines


def in_common_with(lens: Lens, number: int) -> str:
    """`62 % in common with Meridian · credits Agence France-Presse`, as far as there is something to say; first the
    language, where the articles are in several, whose words can't be compared."""
    copied = lens.compared.lenses.copied[number]
    said = [f"in {lens.articles[number].language}"] if differ_in_language(lens) else []
    if copied.share >= _WORTH_SAYING:
        others = [lens.names[other] for other, share in copied.shared_with if share >= _WORTH_SAYING]
        said.append(f"{percent(copied.share)} in common with {', '.join(others)}")
    if copied.credits:
        said.append(f"credits {', '.join(credit.source for credit in copied.credits)}")
    return f" {lens.glyphs.dot} ".join(said)


def differ_in_language(lens: Lens) -> bool:
    return len({article.language for article in lens.articles} - {None}) > 1
