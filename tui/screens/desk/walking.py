"""Going about the desk: from pane to pane, through the results, a level back."""

from __future__ import annotations

from tui.pages.article_page import Mode
from tui.screens.desk.base import Desk


class Walking(Desk):
    """What moves the focus, and the cursor of the results."""

    def _turn(self, by: int) -> None:
        """Give the focus to the next pane, or the last; in a folded desk that turns the page."""
        open_panes = [pane for pane in self.panes if pane is not self.actors or not self.ghosts_beside]
        if not self.has_class("-reading"):
            open_panes[(open_panes.index(self.pane_with_focus) + by) % len(open_panes)].focus()

    def action_next_pane(self) -> None:
        self._turn(1)

    def action_previous_pane(self) -> None:
        self._turn(-1)

    def action_left(self) -> None:
        self._turn(-1)

    def action_right(self) -> None:
        self._turn(1)

    def action_actors(self) -> None:
        self.set_focus(self.article if self.actors.has_focus else self.actors)

    def action_next_article(self) -> None:
        self.results.go_to(self.results.cursor + 1)

    def action_previous_article(self) -> None:
        self.results.go_to(self.results.cursor - 1)

    def action_back(self) -> None:
        if self.article.mode is not Mode.CLEAN:
            self.article.set_mode(Mode.CLEAN)
        elif self.went_back():
            return
        elif self.has_class("-reading"):
            self.remove_class("-reading")
            self.article.focus()
        elif self.focused is not self.results:
            (self.article if self.focused is self.actors else self.results).focus()

    def action_back_or_quit(self) -> None:
        if self.focused is self.results and self.article.mode is Mode.CLEAN and not self.has_class("-reading"):
            self.app.exit()
        else:
            self.action_back()
