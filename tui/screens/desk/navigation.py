"""Navigation: from pane to pane, an article alone on the screen, and where the key for "back" leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.screen import Screen
from textual.widget import Widget

from tui.pages.article_page import Mode
from tui.screens.desk.layout import DeskLayout

READING = "-reading"
"""The class of the screen while an article is shown alone."""


class WayBack(NamedTuple):
    """Where "back" leads from a pane: `go` is called as long as `holds` returns True."""

    holds: Callable[[], bool]
    go: Callable[[], object]


class Navigation:
    """Moves the focus, and goes one level back."""

    def __init__(self, screen: Screen[None], layout: DeskLayout) -> None:
        self._screen = screen
        self._layout = layout
        self._ways_back: dict[Widget, WayBack] = {}

    # From pane to pane

    def next_pane(self) -> None:
        self._turn(1)

    def previous_pane(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """Focus the next or the previous pane; in a folded desk that turns the page."""
        layout = self._layout
        open_panes = [pane for pane in layout.panes if pane is not layout.actors or not layout.reasons_beside]
        if not self._screen.has_class(READING):
            here = layout.pane_with_focus if layout.pane_with_focus in open_panes else layout.article
            open_panes[(open_panes.index(here) + by) % len(open_panes)].focus()

    def toggle_actors(self) -> None:
        """Go to the actors, or from them to the article, also if reasons are in their place."""
        layout = self._layout
        away = layout.actors.has_focus or layout.reasons_beside
        self._screen.set_focus(layout.article if away else layout.actors)

    def focus_search(self) -> None:
        self.leave_reading()
        self._screen.set_focus(self._layout.search_bar.input)
        self._layout.search_bar.input.action_select_all()

    def focus_timeline(self) -> None:
        self.leave_reading()
        self._layout.band.focus()

    def focus_article(self) -> None:
        self._layout.article.focus()

    def focus_results(self) -> None:
        self._layout.results.focus()

    # An article alone

    def toggle_reading(self) -> None:
        """Show the article alone, or the panes again."""
        self._screen.toggle_class(READING)
        self._layout.article.focus()

    def leave_reading(self) -> None:
        self._screen.remove_class(READING)

    # Back

    def remember_way_back(self, pane: Widget, way: WayBack) -> None:
        """Remember where "back" leads from a pane."""
        self._ways_back[pane] = way

    def way_back_from(self, pane: Widget) -> WayBack | None:
        """Return the way back from a pane, if it still holds."""
        way = self._ways_back.get(pane)
        return way if way is not None and way.holds() else None

    def back(self) -> None:
        """Go one level back."""
        screen, layout = self._screen, self._layout
        if layout.article.mode is not Mode.CLEAN:
            layout.article.set_mode(Mode.CLEAN)
        elif self._took_way_back():
            return
        elif screen.has_class(READING):
            self.leave_reading()
            layout.article.focus()
        elif screen.focused is not layout.results:
            (layout.article if screen.focused is layout.actors else layout.results).focus()

    def _took_way_back(self) -> bool:
        focused = self._screen.focused
        way = self._ways_back.pop(focused, None) if focused is not None else None
        if way is None or not way.holds():
            return False
        way.go()
        return True

    def leave(self) -> None:
        """Go one level back; on the last level quit."""
        screen, layout = self._screen, self._layout
        if screen.focused is layout.results and layout.article.mode is Mode.CLEAN and not screen.has_class(READING):
            screen.app.exit()
        else:
            self.back()
