"""The result list. It holds the hits that were loaded, and asks for those that come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var

from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Page, Piece
from tui.pages.results_page import DESK, LEFT, NARROW, RIGHT, WIDE, ResultLayout, ResultsPage
from tui.pages.user_marks import UserMarks
from tui.pages.wrap import wrap
from tui.services.search_service import PAGE
from tui.widgets.bar import FixedPage
from tui.widgets.pane import CursorPane, title_room

if TYPE_CHECKING:
    from index import Hit, Results

_SORTED = {"relevance": "best first", "date": "newest first"}


class ResultsPane(CursorPane):
    """Results of a search, of any number."""

    hints: ClassVar[tuple[str, ...]] = ("open", "peek_down", "mark", "compare", "sort", "help")
    name_in_title: ClassVar[str] = "Results"

    marks_shown: var[UserMarks] = var(UserMarks(), init=False)

    class Wanted(Message):
        """Hits that are not loaded have come into view: a page of them, from `start` on."""

        def __init__(self, results: Results, start: int) -> None:
            super().__init__()
            self.results = results
            self.start = start

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self.results: Results | None = None
        self.stale = False
        self._hits: dict[int, Hit] = {}
        self._asked: set[int] = set()
        self._said = ""

    def watch_marks_shown(self) -> None:
        self.renew()

    def say(self, text: str) -> None:
        """Show this text in the place of results, as long as there are none."""
        self._said = text
        self.renew()

    def show_results(self, results: Results, first: tuple[Hit, ...], at: int = 0) -> None:
        """Show other results, the cursor on the one at `at`."""
        self.results = results
        self.stale = False
        self._hits = dict(enumerate(first))
        self._asked = {0} if len(first) >= min(PAGE, results.total) else set()
        self.cursor = max(0, min(at, results.total - 1))
        self.renew()
        if self.cursor == 0:
            self.jump(0)
        self.show_line(self.cursor * self.entry_rows, self.entry_rows - 1)
        self.retitle()

    def add_hits(self, results: Results, start: int, hits: tuple[Hit, ...]) -> None:
        """Take hits that were wanted, if they are still of these results."""
        if results is self.results:
            self._hits.update(enumerate(hits, start))
            self.renew()

    def forget_hits(self) -> None:
        """Ask for all hits again, because the length of snippets has changed."""
        self._hits.clear()
        self._asked.clear()
        self.renew()

    def grow_stale(self) -> None:
        """Mute results that answer an older query until the answer to the new one comes."""
        self.stale = True
        self.renew()

    @property
    def screenful(self) -> int:
        """Return the number of results in view, in part too."""
        return max(2, -(-self.scrollable_content_region.height // self.entry_rows))

    def want_page(self) -> None:
        """Ask for what follows those that came first, before it comes into view."""
        if self.results is not None and 0 not in self._asked:
            self._ask_for(0)

    def hit(self, i: int) -> Hit | None:
        """The hit at `i`, if it is loaded; else it is asked for."""
        hit = self._hits.get(i)
        page = i // PAGE
        if hit is None and page not in self._asked:
            self._ask_for(page)
        return hit

    def _ask_for(self, page: int) -> None:
        if self.results is not None:
            self._asked.add(page)
            self.post_message(self.Wanted(self.results, page * PAGE))

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor, if it is loaded."""
        return self._hits.get(self.cursor)

    def index_of(self, id: str) -> int | None:
        """Return the position of a loaded hit."""
        return next((i for i, hit in self._hits.items() if hit.id == id), None)

    @property
    def entries(self) -> int:
        return self.results.total if self.results is not None else 0

    @property
    def entry_rows(self) -> int:
        return self._shape.height

    @property
    def _shape(self) -> ResultLayout:
        screen = self.screen.size.width
        return NARROW if screen < 100 else WIDE if screen >= 160 else DESK

    def make_page(self, width: int) -> Page:
        if self.results is None or not self.results.total:
            text = self._said
            spans = wrap(text, max(10, width - LEFT - RIGHT))
            return FixedPage(*(Line((Piece("  "), Piece(text[s.start : s.end], "muted"))) for s in spans))
        return ResultsPage(
            self.entries,
            self.hit,
            width,
            self._shape,
            cursor=self.cursor,
            marked=self.marks_shown.marked,
            read=self.marks_shown.read,
            glyphs=self.glyphs,
            stale=self.stale,
            tags=self.marks_shown.tags,
        )

    def title(self, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        left, _ = super().title(width)
        if self.results is None or not self.entries:
            return left, ()
        # what has no scores is in the order of its dates: all articles, those of a story
        order = self.results.ranked.order
        folded = int(self.results.copies.sum()) if self.results.copies is not None else 0
        order_or_folded = f"{folded:,} folded" if folded else _SORTED[order]
        at = f"{self.cursor + 1:,} of {self.entries:,}"
        said = f"{at} {self.glyphs.dot} {order_or_folded}"
        room = title_room(width) - len(self.name_in_title) - 1
        return left, (Piece(said if len(said) <= room else at, "muted"),)
