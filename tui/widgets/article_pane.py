"""The article: wrapped text with its hits and actors; clean, with the stripped blocks as ghosts, or raw."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from corpus.article import Block, Span
from tui.pages.article_page import SHOW_STORY, SHOW_STRIPPED, ArticleOptions, ArticlePage, Mode, nearest_hit, text_width
from tui.pages.display_width import cell_len
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page, Piece
from tui.pages.readable_text import BlockSpan, ShownArticle
from tui.pages.user_marks import UserMarks
from tui.pages.wording import counted, written
from tui.widgets.line_view import EmptyPage, LineView
from tui.widgets.pane import Pane

_MARKED = 6.0
"""Seconds that words stand out which one was led to."""


class ArticlePane(Pane):
    """One article. A jump shows a place with a third of the pane above it."""

    hints: ClassVar[tuple[str, ...]] = ("next_hit", "boilerplate", "compare", "mark", "reading", "help")
    ghost_hints: ClassVar[tuple[str, ...]] = ("boilerplate", "next_block", "next_any_block", "why", "help")
    block_hints: ClassVar[tuple[str, ...]] = ("boilerplate", "next_block", "toggle_block", "rule", "why", "help")
    name_in_title: ClassVar[str] = "Article"

    marks_shown: var[UserMarks] = var(UserMarks(), init=False)
    layouts: var[int] = var(0, init=False)
    """How often an article was laid out: the reasons beside it follow."""

    class ModeChanged(Message):
        """The article is shown in another way."""

        def __init__(self, mode: Mode) -> None:
            super().__init__()
            self.mode = mode

    class StoryWanted(Message):
        """The line about the story was clicked."""

    def __init__(self, *, measure: int, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self.measure = measure
        self.shown: ShownArticle | None = None
        self.mode = Mode.CLEAN
        self.reasons_width = 0
        self.at_hit = -1
        self.at_block = -1
        self._ticks: dict[int, bool] = {}
        self._mention: tuple[int, int] = (-1, -1)
        self._place = 0
        self._to_mark: tuple[str, Span] | None = None
        self._spot: BlockSpan | None = None

    # What is shown

    def show_article(self, shown: ShownArticle | None, *, source_at: int = 0) -> None:
        """Show an article from its beginning, or from an offset of its source on."""
        same = shown is not None and self.shown is not None and shown.article.id == self.shown.article.id
        row = self._row_of_block if same else None
        self._place = source_at or (self.place if same else 0)
        self.shown = shown
        self.page = EmptyPage()
        self.at_hit = -1
        self._mention = (-1, -1)
        self._spot = self._spot_in(shown)
        if not same:
            self.at_block = -1
        self.renew()
        if row is not None and self.laid is not None and not source_at:
            self.jump(max(0, self.laid.block_lines(self.at_block).start - row))
        self.retitle()

    @property
    def _row_of_block(self) -> int | None:
        """In which row of the pane the block under the cursor begins; it may be above it."""
        if self.laid is None or self.at_block < 0:
            return None
        return self.laid.block_lines(self.at_block).start - self.scroll_offset.y

    def make_page(self, width: int) -> Page:
        if self.shown is None:
            return EmptyPage()
        look = ArticleOptions(self.mode, self.measure, self.reasons_width, self.glyphs)
        tags = self.marks_shown.tags.get(self.shown.article.id, ())
        return ArticlePage(self.shown, width, look, self._hit, self.at_block, self._spot, tags)

    def renew(self) -> None:
        """Lay out the article again; the top line stays at the top."""
        self._place = self.place
        super().renew()
        self.go_to_source(self._place)
        self._place_ticks()
        self.layouts += 1

    def watch_marks_shown(self) -> None:
        self.renew()

    def leave_room(self, width: int) -> None:
        """Lay the article out again, with room at its right for reasons this wide, in cells."""
        self.reasons_width = width
        self.renew()

    def set_mode(self, mode: Mode) -> None:
        """Show the text in another way."""
        self.mode = mode
        if mode is not Mode.GHOSTS:
            self.at_block = -1
        self.post_message(self.ModeChanged(mode))

    @property
    def laid(self) -> ArticlePage | None:
        return self.page if isinstance(self.page, ArticlePage) else None

    @property
    def text_width(self) -> int:
        """The width of lines of text, in cells; 0 while the pane is not on the screen."""
        width = self.scrollable_content_region.width
        return text_width(width, self.measure) if width else 0

    # Position in the article

    @property
    def place(self) -> int:
        """The offset in the source at the top of the pane, or what is to be there once the pane is laid out."""
        return self.laid.source_of_line(self.scroll_offset.y) if self.laid is not None else self._place

    def go_to_source(self, offset: int) -> None:
        if self.laid is not None:
            self.jump(self.laid.line_of_source(offset) if offset else 0)

    def go_to_place(self, place: BlockSpan) -> None:
        if self.laid is not None:
            self.show_line(self.laid.line_of(place), margin=self.rows // 3)

    def mark_when_shown(self, id: str, span: Span) -> None:
        """Highlight some words of the source for some seconds when the article is shown next."""
        self._to_mark = id, span

    def _spot_in(self, shown: ShownArticle | None) -> BlockSpan | None:
        wanted, self._to_mark = self._to_mark, None
        if wanted is None or shown is None or shown.article.id != wanted[0]:
            return None
        self.set_timer(_MARKED, self._unmark)
        return shown.place(wanted[1])

    def _unmark(self) -> None:
        self._spot = None
        self.renew()

    # Hits

    @property
    def _hit(self) -> BlockSpan | None:
        hits = self.shown.read_hits if self.shown is not None else ()
        return hits[self.at_hit] if 0 <= self.at_hit < len(hits) else None

    def step_hit(self, by: int) -> bool:
        """Go to the next hit or the last one; False when there is none further."""
        hits = self.shown.read_hits if self.shown is not None else ()
        if self.at_hit < 0 and self.shown is not None and self.laid is not None:
            at = nearest_hit(self.shown, self.laid, self.scroll_offset.y) if by > 0 else len(hits) - 1
        else:
            at = self.at_hit + by
        if not 0 <= at < len(hits):
            return False
        self.at_hit = at
        self.renew()
        self.go_to_place(hits[at])
        self.retitle()
        return True

    # Blocks

    @property
    def block(self) -> Block | None:
        """The block under the cursor."""
        return self.shown.article.blocks[self.at_block] if self.shown is not None and self.at_block >= 0 else None

    def step_block(self, by: int, *, read: bool = False) -> bool:
        """Go to the next stripped block or the last one, or, with `read`, to the next of all; ghosts are shown then.

        False when there is none further.
        """
        if self.shown is None:
            return False
        blocks, top = self.shown.article.blocks, self.place
        if not any(read or block.stripped for block in blocks):
            return False
        if self.mode is not Mode.GHOSTS:
            self.set_mode(Mode.GHOSTS)
            self.renew()
        if (laid := self.laid) is None:
            return False
        # headline and dek are laid first, wherever they are
        order = sorted(range(len(blocks)), key=lambda i: laid.block_lines(i).start)
        at = order.index(self.at_block) if self.at_block >= 0 else -1
        if at < 0 and read and top:
            at = next((n for n, i in enumerate(order) if blocks[i].start >= top), len(order)) - (by > 0)
        further = order[at + 1 :] if by > 0 else order[: max(0, at)][::-1]
        found = next((i for i in further if read or blocks[i].stripped), None)
        if found is None:
            return False
        self.at_block = found
        self.renew()
        self.go_to_place(BlockSpan(self.at_block, Span(0, 0)))
        self.retitle()
        return True

    # Actors

    def step_mention(self, actor: int) -> None:
        """Go to the next mention of an actor, after the last one to its first."""
        if self.shown is None or actor >= len(self.shown.article.actors):
            return
        mentions = self.shown.mentions(actor)
        at = self._mention[1] + 1 if self._mention[0] == actor else 0
        if mentions:
            self._mention = (actor, at % len(mentions))
            self.go_to_place(mentions[at % len(mentions)])

    # Painting

    def _place_ticks(self) -> None:
        """A tick beside the text for each hit: at its line, or in proportion where the text is longer than the pane."""
        before, self._ticks = self._ticks, {}
        if self.laid is not None and self.laid.height:
            scale = min(1.0, self.scrollable_content_region.height / self.laid.height)
            for number, y in enumerate(self.laid.hit_lines()):
                row = int(y * scale)
                self._ticks[row] = self._ticks.get(row, False) or number == self.at_hit
        self.refresh_rows(
            {row for row in before.keys() | self._ticks.keys() if before.get(row) != self._ticks.get(row)}
        )

    def strips_in(self, rows: range) -> list[Strip]:
        strips = super().strips_in(rows)
        for row, now in self._ticks.items():
            if row + self.gutter.top in rows:
                at = row + self.gutter.top - rows.start
                strips[at] = self._ticked(strips[at], now=now)
        return strips

    def _ticked(self, strip: Strip, *, now: bool) -> Strip:
        tick = self.glyphs.tick_now if now else self.glyphs.tick
        style = self.style_named("") + self.style_named("accent bold" if now else "near")
        width = self.scrollable_content_region.width
        return Strip.join([strip.crop(0, width - 2), Strip([Segment(tick, style)]), strip.crop(width - 1)])

    def title(self, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        if self.shown is None:
            return super().title(width)
        article = self.shown.article
        outlet = article.outlet_name or "outlet unknown"
        about = f" {self.glyphs.dot} {written(article.published)}"
        source = f" ({source_in_a_word(article.published.reason)})" if article.published is not None else ""
        if cell_len(outlet + about + source) + len(self.standing) + 2 > width:
            source = ""
        return (Piece(outlet, self.title_style), Piece(about + source, "muted")), (Piece(self.standing, "muted"),)

    @property
    def standing(self) -> str:
        """Describe the position in the article in words."""
        if self.shown is None:
            return ""
        if self.mode is Mode.RAW:
            return "raw text"
        if self.mode is Mode.GHOSTS:
            stripped = [i for i, block in enumerate(self.shown.article.blocks) if block.stripped]
            if self.at_block in stripped:
                return f"block {stripped.index(self.at_block) + 1} of {len(stripped)}"
            return f"{'kept, ' if self.block is not None else ''}{len(stripped)} stripped"
        hits = len(self.shown.read_hits)
        if self.at_hit >= 0:
            return f"hit {self.at_hit + 1} of {hits}"
        return counted(hits, "hit") if hits else ""

    def on_line_view_clicked(self, event: LineView.Clicked) -> None:
        event.stop()
        if event.line.target == SHOW_STRIPPED:
            self.set_mode(Mode.GHOSTS)
        elif event.line.target == SHOW_STORY:
            self.post_message(self.StoryWanted())

    def on_focus(self) -> None:
        self.retitle()

    def on_blur(self) -> None:
        self.retitle()


def source_in_a_word(reason: str) -> str:
    """Return the source of a date, short enough for a title: its reason up to the first mark."""
    words = re.split('[,:;“"(]', reason, maxsplit=1)[0].strip()
    return words if len(words) <= 24 else words.split()[0]
