"""The reasons for stripped blocks, and the sources of date, outlet and byline: shown beside the ghosts."""

from __future__ import annotations

from tui.pages.line import BLANK, Line, Page, Piece
from tui.pages.reasons_page import ReasonsPage
from tui.widgets.article_pane import ArticlePane
from tui.widgets.line_view import EmptyPage, LineView
from tui.widgets.pane import title_line

_TITLE = (Piece("Why stripped", "strong"),), (Piece("how sure", "muted"),)


class ReasonsPane(LineView, can_focus=False):
    """Reasons level with the blocks that they explain; scrolls with the article."""

    DEFAULT_CSS = "ReasonsPane { overflow: hidden hidden; }"

    def __init__(self, article: ArticlePane, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._article = article

    def on_mount(self) -> None:
        self.watch(self._article, "scroll_y", self._follow, init=False)
        self.watch(self._article, "layouts", self.renew, init=False)

    def make_page(self, width: int) -> Page:
        laid = self._article.laid
        if laid is None:
            return EmptyPage()
        return ReasonsPage(laid, width - 1)

    def line_above(self, row: int) -> Line:
        return title_line(*_TITLE, self.size.width) if row == 0 else BLANK

    def renew(self) -> None:
        super().renew()
        self._follow()

    def _follow(self) -> None:
        # what has no scrollbar scrolls only by force
        self.scroll_to(y=self._article.scroll_offset.y, animate=False, immediate=True, force=True)
