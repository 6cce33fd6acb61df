"""Type-ahead: deliver keys one at a time, each once everything that the one before it set off has happened.

Textual forwards a key to the widget that has the focus when the key is read. Keys that arrive in one burst (a fast
typist, a paste, a slow line) would all go to the widget that had the focus before the first of them opened a sheet.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import Worker

_POLL = 0.02
"""Seconds between two looks at a widget that may have been removed, or at a sheet that is being prepared."""
_MOST_ROUNDS = 10
"""Rounds after which the next key is delivered although screen and focus still change."""

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Node = TypeVar("_Node", bound=DOMNode)


class TypeAheadApp(App[None]):
    """An app that delivers keys and pastes one at a time. `quit_keys` overtake all others, on every screen."""

    def __init__(self, *, ansi_color: bool | None = None, quit_keys: tuple[str, ...] = ()) -> None:
        super().__init__(ansi_color=ansi_color)
        self.type_ahead = TypeAhead(self)
        self._quit_keys = frozenset(quit_keys)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and self._quits(event):
                await self.action_quit()
                return
            if self.type_ahead.hold(event):
                return
        await super().on_event(event)

    def _quits(self, key: events.Key) -> bool:
        """Return whether a key quits; one that is a character does not where it is typed into a text."""
        focused = self.focused
        typed = key.is_printable and focused is not None and focused.check_consume_key(key.key, key.character)
        return key.key in self._quit_keys and not typed


def leads_to_sheet(
    start: Callable[Concatenate[_Node, _P], Worker[_R]],
) -> Callable[Concatenate[_Node, _P], Worker[_R]]:
    """Decorate a worker that opens a sheet or a screen: keys wait until that is up, or the worker has ended.

    They wait as well between two sheets of one worker, and after its last.
    """

    @wraps(start)
    def started(self: _Node, /, *args: _P.args, **kwargs: _P.kwargs) -> Worker[_R]:
        worker = start(self, *args, **kwargs)
        if isinstance(self.app, TypeAheadApp):
            self.app.type_ahead.expect_sheet_of(worker)
        return worker

    return started


class _Work(Protocol):
    """The part of a worker that matters here, whatever it returns."""

    @property
    def is_finished(self) -> bool: ...

    def cancel(self) -> None: ...


class _Opening:
    """A worker that is about to open a screen over those that were there when it began."""

    def __init__(self, worker: _Work, depth: int) -> None:
        self.worker = worker
        self.depth = depth
        self.has_opened = False


class TypeAhead:
    """The keys and pastes that were read but not delivered yet."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._buffer: deque[events.Event] = deque()
        self._released: events.Event | None = None
        self._delivering: asyncio.Task[None] | None = None
        self._openings: list[_Opening] = []

    def hold(self, event: events.Key | events.Paste) -> bool:
        """Return whether an event has to wait; it is posted to the app again when its turn comes.

        `escape` does not wait for a sheet that is being prepared: it drops the keys meant for it, and the sheet.
        """
        if event is self._released:
            self._released = None
            return False
        if isinstance(event, events.Key) and event.key == "escape" and self._sheet_is_coming():
            self._give_up()
            return True
        if self._delivering is not None:
            self._buffer.append(event)
            return True
        self._delivering = asyncio.create_task(self._deliver())
        return False

    def expect_sheet_of(self, worker: Worker[_R]) -> None:
        """Hold keys until `worker` has opened a screen over the current one, or has ended."""
        self._openings.append(_Opening(worker, len(self._app.screen_stack)))

    async def _deliver(self) -> None:
        """Deliver the buffered events, beginning once the key that is being handled now has done its work."""
        try:
            await self._settle()
            while self._buffer:
                self._released = self._buffer.popleft()
                self._app.post_message(self._released)
                await self._settle()
        except ScreenStackError:
            self._buffer.clear()  # the app is closing
        finally:
            self._delivering = None

    async def _settle(self) -> None:
        """Wait until a key, its action, and the messages these post have been handled, and focus has come to rest.

        A callback posted to a message queue runs after what is in the queue. Keys and messages bubble from the focused
        widget up to the app, through the queue of each ancestor, so a callback that takes the same way comes in behind
        them. The first round handles the key and its action, the second what these posted.
        """
        before = None
        for _ in range(_MOST_ROUNDS):
            await _caught_up(self._app)
            screen, focused = self._app.screen, self._app.focused
            for pump in (focused or screen).ancestors_with_self:
                await _caught_up(pump)
            while self._sheet_is_coming():  # noqa: ASYNC110, workers and the screen stack have no event to wait for
                await asyncio.sleep(_POLL)
            if before == (screen, focused) == (self._app.screen, self._app.focused):
                return
            before = screen, focused

    def _sheet_is_coming(self) -> bool:
        depth = len(self._app.screen_stack)
        self._openings = [one for one in self._openings if one.depth <= depth and not one.worker.is_finished]
        for one in self._openings:
            one.has_opened |= depth > one.depth
        return any(depth == one.depth for one in self._openings)

    def _give_up(self) -> None:
        """Drop the keys that wait, and cancel the workers that have not opened anything yet."""
        self._buffer.clear()
        for one in self._openings:
            if not one.has_opened:
                one.worker.cancel()
        self._openings.clear()


async def _caught_up(pump: MessagePump) -> None:
    """Wait until a message pump has handled what is in its queue now, or has stopped."""
    reached = asyncio.Event()
    if not pump.call_later(reached.set):
        return
    waiting = asyncio.ensure_future(reached.wait())
    try:
        while not (await asyncio.wait({waiting}, timeout=_POLL))[0]:
            if not pump.is_running:
                return
    finally:
        waiting.cancel()
