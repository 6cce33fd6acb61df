"""What the desk tells of, how what was done is taken back, and where `esc` leads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import NamedTuple

from textual import work
from textual.widget import Widget

from corpus.errors import WiresideError
from tui.config import Config
from tui.screens.desk.frame import Frame

Back = Callable[[], Awaitable[object] | None]


class WayBack(NamedTuple):
    """What `esc` does where one came to from elsewhere, as long as one has not gone on."""

    holds: Callable[[], bool]
    go: Callable[[], object]


class GoingBack(Frame):
    """The frame of the desk, with the way back."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._undoing: list[tuple[str, Back]] = []
        self._ways_back: dict[Widget, WayBack] = {}

    # Telling

    def warn(self, error: WiresideError) -> None:
        """Tell of an error."""
        self.notify(str(error), severity="warning", markup=False, timeout=8)

    def complain(self, error: WiresideError) -> None:
        """Tell of an error from another thread."""
        self.app.call_from_thread(self.warn, error)

    # Taking back

    def can_undo(self, said: str, back: Back) -> None:
        """Remember how to take something back; `back` may raise WiresideError."""
        self._undoing.append((said, back))

    def done(self, said: str, back: Back) -> None:
        """The same, and tell what was done."""
        self.can_undo(said, back)
        self.notify(f"{said} · {self.key('undo')} takes it back", markup=False, timeout=4)

    @work(group="undo")
    async def action_undo(self) -> None:
        if not self._undoing:
            self.notify("nothing to take back", timeout=3)
            return
        said, back = self._undoing.pop()
        try:
            if isawaitable(going := back()):
                await going
        except WiresideError as error:
            self._undoing.append((said, back))
            self.warn(error)
        else:
            self.notify(f"taken back: {said}", markup=False, timeout=4)

    # Going back

    def came_from_elsewhere(self, to: Widget, way: WayBack) -> None:
        """Remember where `esc` leads from here."""
        self._ways_back[to] = way

    def way_from(self, widget: Widget) -> WayBack | None:
        """The way that leads back from here now."""
        way = self._ways_back.get(widget)
        return way if way is not None and way.holds() else None

    def went_back(self) -> bool:
        """Go back to what one came from; False where one did not, or has gone on since."""
        way = self._ways_back.pop(self.focused, None) if self.focused is not None else None
        if way is None or not way.holds():
            return False
        way.go()
        return True
