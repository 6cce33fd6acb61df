"""The desk: search bar, results, article, actors, timeline. Where one works.

What the desk can do is in its rooms, each in a module of its own. They share what `base` has, and know nothing of each
other; here they are put together, the desk is opened, and it is left.
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widgets import Input

from corpus.errors import WiresideError
from tui.commands import bindings
from tui.screens.desk.asking import Asking
from tui.screens.desk.base import READING, Damaged, Desk
from tui.screens.desk.comparing import Comparing
from tui.screens.desk.explaining import Explaining
from tui.screens.desk.following import Following
from tui.screens.desk.in_stories import InStories
from tui.screens.desk.judging import Judging
from tui.screens.desk.looking import Looking
from tui.screens.desk.naming import Naming
from tui.screens.desk.narrowing import Narrowing
from tui.screens.desk.noting import Noting
from tui.screens.desk.persons import Persons
from tui.screens.desk.taking import Taking
from tui.screens.desk.timing import Timing
from tui.screens.desk.walking import Walking
from tui.services.notebook_writer import RETRY_AFTER, CopyFailed, Recalled, Saving

if TYPE_CHECKING:
    from index import Session


_SAVE_EVERY = 3.0
"""Seconds between two looks at whether the place has changed: what a crash or a power cut may cost."""


class DeskScreen(
    Walking,
    Asking,
    Narrowing,
    Timing,
    Looking,
    Explaining,
    Judging,
    Persons,
    Naming,
    Noting,
    Taking,
    Comparing,
    InStories,
    Following,
):
    """One corpus: its results, an article, its actors."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    _saved_session: Session | None = None
    unsaved: WiresideError | None = None
    """Why some notes were not saved, once the desk is left."""

    def on_mount(self) -> None:
        self.results.focus()
        self.set_interval(RETRY_AFTER, self.notebook_writer.retry)
        self.call_after_refresh(self._open)
        self.call_after_refresh(self.know_listed)
        self.set_interval(_SAVE_EVERY, self.save_session)

    @work(group="open")
    async def _open(self) -> None:
        try:
            recalled = await self.notebook_writer.recall()
        except WiresideError:
            recalled = Recalled()  # the memory says why
        self._take_up(recalled)
        try:
            await asyncio.to_thread(lambda: self.config.corpus_settings)
            opened = await self.search_service.open()
        except WiresideError as error:
            self.app.post_message(Damaged(error))
            return
        if opened:
            await self.find(self.search.input.value)
            gc.freeze()  # what was loaded to search stays
        else:
            self.first_time = True
            self.results.say(READING)
        self.read_folder()
        if self.config.index.watch:
            self.follow_folder()

    def _take_up(self, recalled: Recalled) -> None:
        """Go on where reading stopped last time."""
        self.marked = list(recalled.marked)
        self.tags = {id: list(tags) for id, tags in recalled.tags.items()}
        self.saved = dict(recalled.saved)
        self.results.read = set(recalled.read)
        self.show_noted()
        self.search.input.history = list(recalled.history)
        if recalled.session is not None:
            self._go_on(recalled.session)

    @on(Desk.Remembered)
    def _remembered(self, event: Desk.Remembered) -> None:
        match event.news:
            case Recalled():
                self._take_up(event.news)
            case CopyFailed(error):
                self.warn(error)
            case Saving(None):
                self.footer.alarm("")
                self.notify("notes are saved again", timeout=4)
            case Saving(WiresideError() as error):
                self.footer.alarm("notes not saved")
                self.warn(error)

    def _go_on(self, session: Session) -> None:
        self.pending = session
        self.sort = session.sort
        with self.prevent(Input.Changed):
            self.search.input.value = session.query
        self.search.input.cursor_position = len(session.query)

    def save_session(self) -> None:
        """Write down the place where reading is now, unless that is done, or the last place is yet to come."""
        from index import Session

        query = self.search.input.value
        if self.pending is not None or (self.current_id is None and not query):
            return
        session = Session(query, self.sort, self.current_id, self.article.place)
        if session != self._saved_session:
            self._saved_session = session
            self.notebook_writer.save_session(session)

    async def on_unmount(self) -> None:
        """Save the place, stop what is under way."""
        self.save_session()
        self.unsaved = await asyncio.to_thread(self.notebook_writer.close)
        self.search_service.close()
        self.stop_reading()
