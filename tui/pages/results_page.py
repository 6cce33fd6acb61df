"""The page of the result list: a fixed number of rows for each result, so that line N is found by division."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.article import Span
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, fit, justify, shorten, styled
from tui.pages.wording import written_short
from tui.pages.wrap import is_right_to_left, wrap

if TYPE_CHECKING:
    from index import Hit

LEFT = 2  # cells before the text, for the cursor
RIGHT = 1  # cell behind the text, for the scrollbar


class ResultLayout(Struct, frozen=True):
    """The layout of a result: rows of text without the blank row below, at most `headline` of them for the headline."""

    rows: int
    headline: int

    @property
    def height(self) -> int:
        return self.rows + 1


NARROW = ResultLayout(3, 1)
DESK = ResultLayout(4, 2)
WIDE = ResultLayout(5, 2)


class ResultsPage:
    """Results as lines. `hit(i)` gives a result, or None while it is not loaded; a line's target is its result."""

    def __init__(
        self,
        total: int,
        hit: Callable[[int], Hit | None],
        width: int,
        shape: ResultLayout,
        *,
        cursor: int = 0,
        marked: Container[str] = (),
        read: Container[str] = (),
        glyphs: Glyphs = UNICODE,
        stale: bool = False,
        tags: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.total = total
        self.hit = hit
        self.shape = shape
        self.width = width
        self.cursor = cursor
        self.marked = marked
        self.read = read
        self.glyphs = glyphs
        self.stale = stale
        self.tags = tags or {}
        self._laid: dict[int, tuple[Hit, bool, list[tuple[Piece, ...]]]] = {}

    @property
    def height(self) -> int:
        return max(0, self.total * self.shape.height - 1)

    def line(self, y: int) -> Line:
        i, row = divmod(y, self.shape.height)
        if row == self.shape.rows:
            return BLANK
        here = i == self.cursor
        margin = (Piece(self.glyphs.cursor, "cursor"), Piece(" ")) if here else (Piece(" " * LEFT),)
        hit = self.hit(i)
        if hit is None:
            pieces: tuple[Piece, ...] = (Piece(self.glyphs.ellipsis, "muted"),) if row == 0 else ()
        else:
            pieces = self._lay(i, hit)[row]
        if self.stale:
            pieces = tuple(Piece(piece.text, "muted") for piece in pieces)
        return Line((*margin, *pieces), ground="surface" if here else "", target=i)

    def _lay(self, i: int, hit: Hit) -> list[tuple[Piece, ...]]:
        marked = hit.id in self.marked
        cached = self._laid.get(i)
        if cached is None or cached[0] is not hit or cached[1] != marked:
            cached = self._laid[i] = (hit, marked, self._rows(hit, marked))
        return cached[2]

    def _rows(self, hit: Hit, marked: bool) -> list[tuple[Piece, ...]]:
        width = self.width - LEFT - RIGHT
        rows = [self._label(hit, marked, width), *self._headline(hit, width)]
        rows += self._snippet(hit, width, self.shape.rows - len(rows))
        return rows + [()] * (self.shape.rows - len(rows))

    def _label(self, hit: Hit, marked: bool, width: int) -> tuple[Piece, ...]:
        mark = (Piece(f"{self.glyphs.marked} ", "accent"),) if marked else ()
        tags = " ".join(f"#{tag}" for tag in self.tags.get(hit.id, ()))
        mark = (Piece(f"{shorten(tags, width // 3)} ", "accent"), *mark) if tags else mark
        mark = (*mark, Piece(f"{self.glyphs.near}{hit.copies + 1:,} ", "muted")) if hit.copies else mark
        outlet = Piece(hit.outlet, "text") if hit.outlet else Piece("outlet unknown", "muted")
        return justify((outlet,), (*mark, Piece(written_short(hit.published), "muted")), width)

    def _headline(self, hit: Hit, width: int) -> list[tuple[Piece, ...]]:
        style = "text" if hit.id in self.read else "strong"
        spans = wrap(hit.headline, width)
        kept = [hit.headline[s.start : s.end] for s in spans[: self.shape.headline]]
        if len(spans) > self.shape.headline:
            kept[-1] = shorten(hit.headline[spans[len(kept) - 1].start :], width, self.glyphs.ellipsis)
        return [self._aligned(kept_line, style, width) for kept_line in kept]

    def _aligned(self, text: str, style: str, width: int) -> tuple[Piece, ...]:
        if is_right_to_left(text):
            return justify((), (Piece(text, style),), width)
        return (Piece(text, style),)

    def _snippet(self, hit: Hit, width: int, rows: int) -> list[tuple[Piece, ...]]:
        text = hit.snippet.text
        marks = [(span, "hit") for span in hit.snippet.hits]
        spans = wrap(text, width)
        laid = [tuple(styled(text, "muted", marks, span)) for span in spans[:rows]]
        if laid and len(spans) > rows:
            last = Span(spans[rows - 1].start, len(text))
            laid[-1] = (*fit(styled(text, "muted", marks, last), width - 1), Piece(self.glyphs.ellipsis, "muted"))
            laid[-1] = _without_double_ellipsis(laid[-1], self.glyphs.ellipsis)
        return laid


def _without_double_ellipsis(pieces: tuple[Piece, ...], ellipsis: str) -> tuple[Piece, ...]:
    *rest, last, end = pieces
    return (*rest, last) if last.text.endswith(ellipsis) else (*rest, last, end)
