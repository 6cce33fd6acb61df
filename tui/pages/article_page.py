"""The page of an article: headline, dek, a line about the text, and its blocks; clean, with ghosts, or raw.

With ghosts, stripped blocks are shown in their places, each with a reason: beside it if there is a column for
reasons, else on the lines below it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from corpus.article import Article, Block, Role, Span
from corpus.overrides.rules import is_by_rule
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Marks, Piece, fit, styled
from tui.pages.readable_text import ABOUT_ROLES, BlockSpan, ShownArticle
from tui.pages.wording import counted, percent
from tui.pages.wrap import is_right_to_left, wrap

LEFT = 2  # cells before the text, for the cursor
RIGHT = 4  # cells behind the text, for the scrollbar and air
SHOW_STRIPPED, SHOW_STORY = 1, 2  # targets of the lines that do so when clicked
_ORIGIN_NAME = 8  # cells for `outlet` or `byline` and a space


class Mode(StrEnum):
    """The parts of a text that are shown."""

    CLEAN = "clean"
    GHOSTS = "ghosts"
    RAW = "raw"


class ArticleOptions(Struct, frozen=True):
    """Options of an article's page. `reasons` is the width in cells of the column of reasons, 0 for none."""

    mode: Mode = Mode.CLEAN
    measure: int = 76
    reasons: int = 0
    glyphs: Glyphs = UNICODE


class Reason(Struct, frozen=True):
    """The reason for a block's role, shown from line `y` on."""

    y: int
    block: int
    role: str
    confidence: float
    lines: tuple[str, ...]


class _Row(Struct, frozen=True, gc=False):
    """One line: a span of a block's text (`block` ≥ 0), or a line of its own."""

    block: int = -1
    span: Span = Span(0, 0)
    pieces: tuple[Piece, ...] = ()
    target: int | None = None


_STYLES = {
    Role.HEADLINE: "strong",
    Role.DEK: "muted italic",
    Role.SUBHEAD: "strong",
    Role.CAPTION: "muted italic",
    Role.CREDIT: "muted",
    Role.BYLINE: "muted",
    Role.DATELINE: "muted",
}
_SPACE = _Row()


class ArticlePage:
    """The lines of one article at one width.

    `hit` is the current hit, `at_block` the block under the cursor, `spot` the words that the user jumped to,
    `tags` are the user's.
    """

    def __init__(
        self,
        shown: ShownArticle,
        width: int,
        look: ArticleOptions,
        hit: BlockSpan | None = None,
        at_block: int = -1,
        spot: BlockSpan | None = None,
        tags: Sequence[str] = (),
    ) -> None:
        self.shown = shown
        self.look = look
        self.width = width
        self.text_width = text_width(width, look.measure)
        self.left = max(LEFT, (width - RIGHT - self.text_width + LEFT) // 2)
        self.hit = hit
        self.spot = spot
        self.at_block = at_block
        self.tags = tags
        self.reasons: list[Reason] = []
        self.origins: list[tuple[str, str]] = []
        self.origins_at = 0
        self._rows: list[_Row] = []
        if look.mode is Mode.RAW:
            self._lay_raw()
        else:
            self._lay_head()
            self._lay_blocks()
        self._lines_of = _lines_of(self._rows)

    @property
    def height(self) -> int:
        return len(self._rows)

    def line(self, y: int) -> Line:
        row = self._rows[y]
        if row.block < 0:
            return Line((Piece(" " * self.left), *row.pieces), target=row.target) if row.pieces else BLANK
        if self.look.mode is Mode.RAW:
            return self._raw_line(row)
        block = self.shown.article.blocks[row.block]
        base = "stripped" if block.stripped else _STYLES.get(block.role, "text")
        pieces = styled(block.text, base, self._marks(row.block, block), row.span)
        return Line((*self._margin(row.block, block, pieces), *pieces))

    def line_of(self, place: BlockSpan) -> int:
        """The line where a place begins; 0 when its block is not shown."""
        lines = self.block_lines(place.block)
        starts = [self._rows[y].span.start for y in lines]
        return lines[max(0, bisect_right(starts, place.span.start) - 1)] if lines else 0

    def line_of_source(self, offset: int) -> int:
        """The line that shows the character at an offset of the source, or the nearest before it."""
        best = 0
        for y, row in enumerate(self._rows):
            if row.block >= 0:
                if self._source(row) > offset:
                    break
                best = y
        return best

    def source_of_line(self, y: int) -> int:
        """The offset in the source of the first text at or below line `y`; 0 at the top."""
        if y <= 0:
            return 0
        return next((self._source(row) for row in self._rows[y:] if row.block >= 0), len(self.shown.raw))

    def block_lines(self, block: int) -> range:
        """The lines of a block; empty when it is not shown."""
        return self._lines_of.get(block, range(0))

    def hit_lines(self) -> list[int]:
        """The lines of the hits in the text that is read, in order."""
        return [self.line_of(hit) for hit in self.shown.read_hits] if self.look.mode is not Mode.RAW else []

    # How the lines are laid

    def _lay_head(self) -> None:
        article = self.shown.article
        head = [i for i, block in enumerate(article.blocks) if block.role is Role.HEADLINE][:1]
        if head:
            self._lay_text(head[0])
        else:
            for span in wrap(article.headline.value, self.text_width):
                self._rows.append(_Row(pieces=(Piece(article.headline.value[span.start : span.end], "strong"),)))
        for i, block in enumerate(article.blocks):
            if block.role is Role.DEK:
                self._lay_text(i)
        about = f" {self.look.glyphs.dot} ".join(about_article(self.shown))
        self._rows.append(_SPACE)
        self.origins_at = len(self._rows)
        for span in wrap(about, self.text_width):
            self._rows.append(_Row(pieces=(Piece(about[span.start : span.end], "muted"),)))
        if self.tags:
            told = fit((Piece(" ".join(f"#{tag}" for tag in self.tags), "accent"),), self.text_width)
            self._rows.append(_Row(pieces=told))
        if others := others_on_story(self.shown):
            keys = (Piece("S", "accent bold"), Piece(" V" if self.shown.same_text else "", "accent bold"))
            told = fit((Piece(f"{others} · ", "muted"), *keys), self.text_width)
            self._rows.append(_Row(pieces=told, target=SHOW_STORY))
        if self.look.mode is Mode.GHOSTS and self.look.reasons:
            self.origins = _origins(article, self.look.reasons)
            self._rows += [_SPACE] * (len(self.origins) - (len(self._rows) - self.origins_at))

    def _lay_blocks(self) -> None:
        headline_laid = False
        ghosts = self.look.mode is Mode.GHOSTS
        for i, block in enumerate(self.shown.article.blocks):
            if block.role is Role.DEK or (block.role is Role.HEADLINE and not headline_laid):
                headline_laid = headline_laid or block.role is Role.HEADLINE
            elif block.role in ABOUT_ROLES and not ghosts:
                continue
            elif ghosts and (block.stripped or is_by_rule(block)):
                self._rows.append(_SPACE)
                self._lay_ghost(i, block)
            elif not block.stripped:
                y = len(self._rows) + 1
                self._rows.append(_SPACE)
                self._lay_text(i)
                if i == self.at_block and ghosts and self.look.reasons:
                    # what is read does not move when the cursor comes to it
                    self._explain(i, block, y, most=len(self._rows) - y)
        if not ghosts:
            self._lay_summary()

    def _lay_text(self, i: int) -> None:
        for span in wrap(self.shown.article.blocks[i].text, self.text_width):
            self._rows.append(_Row(i, span))

    def _lay_ghost(self, i: int, block: Block) -> None:
        y = len(self._rows)
        self._lay_text(i)
        if self.look.reasons:
            lines = self._explain(i, block, y)
            self._rows += [_SPACE] * (lines + 1 - (len(self._rows) - y))
        else:
            said = f"{block.role.value} · {percent(block.confidence)} · {block.reason}"
            corner = self.look.glyphs.corner
            for n, span in enumerate(wrap(said, self.text_width - 2)):
                lead = f"{corner} " if n == 0 else "  "
                self._rows.append(_Row(pieces=(Piece(lead, "rule"), Piece(said[span.start : span.end], "muted"))))

    def _explain(self, i: int, block: Block, y: int, most: int | None = None) -> int:
        """Put the reason for a block, `most` lines of it, beside the lines from `y` on; gives how many lines it has."""
        lines = tuple(block.reason[s.start : s.end] for s in wrap(block.reason, self.look.reasons))[:most]
        self.reasons.append(Reason(y, i, block.role.value, block.confidence, lines))
        return len(lines)

    def _lay_summary(self) -> None:
        count = len(self.shown.article.stripped_blocks)
        if not count:
            return
        with_hits = self.shown.stripped_with_hits
        said = f" {counted(count, 'block')} stripped" + (f", {with_hits} with hits" if with_hits else "")
        glyph = self.look.glyphs.stripped * 2
        pieces = (Piece(glyph, "stripped"), Piece(f"{said} · ", "stripped"), Piece("b", "accent bold"))
        told = fit((*pieces, Piece(" shows them", "stripped")), self.text_width)
        self._rows += [_SPACE, _Row(pieces=told, target=SHOW_STRIPPED)]

    def _lay_raw(self) -> None:
        for i, line in enumerate(self.shown.raw_lines):
            for span in wrap(self.shown.raw[line.start : line.end].expandtabs(4), self.text_width):
                self._rows.append(_Row(i, span))

    # How a line is painted

    def _marks(self, i: int, block: Block) -> Marks:
        if self.spot is not None and self.spot.block == i:
            yield self.spot.span, "strong underline"
        if not block.stripped and block.role is not Role.HEADLINE:
            yield from self.shown.actor_marks[i]
        for span in self.shown.hits[i]:
            now = self.hit is not None and self.hit.block == i and self.hit.span == span
            yield span, "hit-now" if now else "hit"

    def _margin(self, i: int, block: Block, pieces: list[Piece]) -> tuple[Piece, ...]:
        indent = self.left
        if is_right_to_left(block.text):
            indent += self.text_width - Line(tuple(pieces)).cells
        at = i == self.at_block
        if not block.stripped and not at:
            return (Piece(" " * indent),)
        glyph = Piece(self.look.glyphs.cursor, "accent") if at else Piece(self.look.glyphs.stripped, "stripped")
        return (Piece(" " * (self.left - LEFT)), glyph, Piece(" " * (indent - self.left + LEFT - 1)))

    def _raw_line(self, row: _Row) -> Line:
        line = self.shown.raw_lines[row.block]
        text = self.shown.raw[line.start : line.end].expandtabs(4)
        marks = [(span, "hit") for span in self.shown.raw_hits[row.block]] if "\t" not in text else []
        return Line((Piece(" " * self.left), *styled(text, "text", marks, row.span)))

    # Places of lines

    def _source(self, row: _Row) -> int:
        if self.look.mode is Mode.RAW:
            return self.shown.raw_lines[row.block].start + row.span.start
        return self.shown.article.blocks[row.block].to_source(row.span.start)


def _lines_of(rows: list[_Row]) -> dict[int, range]:
    """For each block the lines that show it, which follow each other."""
    lines: dict[int, range] = {}
    for y, row in enumerate(rows):
        if row.block >= 0:
            lines[row.block] = range(lines[row.block].start if row.block in lines else y, y + 1)
    return lines


def text_width(width: int, measure: int) -> int:
    """The length of a line of text in a pane `width` cells wide."""
    return max(10, min(measure, width - LEFT - RIGHT))


def about_article(shown: ShownArticle) -> list[str]:
    """Return the pieces of the line under the headline: byline, place, length, id."""
    article = shown.article
    known = [verdict.value for verdict in (article.byline, article.dateline) if verdict is not None]
    words = article.words
    return [*known, counted(words, "word"), article.id]


def others_on_story(shown: ShownArticle) -> str:
    """`12 others on this story, 3 of them the same text`; nothing where it is the only one."""
    count, same = shown.on_story, shown.same_text
    if not count:
        return ""
    said = f"{counted(count, 'other')} on this story"
    if not same:
        return said
    return f"{said}, {'the same text' if count == 1 else f'{same:,} of them the same text'}"


def _origins(article: Article, width: int) -> list[tuple[str, str]]:
    """Return the sources of date, outlet and byline: a name and a line of its reason, the name "" on further lines."""
    values = (("date", article.published), ("outlet", article.outlet), ("byline", article.byline))
    return [
        (name if n == 0 else "", value.reason[span.start : span.end])
        for name, value in values
        if value is not None
        for n, span in enumerate(wrap(value.reason, max(8, width - _ORIGIN_NAME)))
    ]


def nearest_hit(shown: ShownArticle, page: ArticlePage, y: int) -> int:
    """The index of the first hit at or below line `y`, or of the last one."""
    lines = page.hit_lines()
    return min(bisect_left(lines, y), len(lines) - 1)
