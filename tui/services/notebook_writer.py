"""The reader's memory: the user's notebook, kept in a thread of its own, so that no key waits for a disk.

A note that can't be written waits and is tried again; meanwhile the screen says that notes are not saved.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from corpus.errors import WiresideError

if TYPE_CHECKING:
    from index import Notebook, Session

HISTORY = 200  # newest queries offered again
MEMORY_THREAD = "memory"
RETRY_AFTER = 5.0  # seconds: soon enough for somebody who makes room on the disk and looks


class Recalled(Struct, frozen=True):
    """The user's notes: marks in their order, ids of read articles, queries newest first, the last reading place.

    `tags` are those of each article, `saved` queries by name.
    """

    marked: tuple[str, ...] = ()
    read: frozenset[str] = frozenset()
    history: tuple[str, ...] = ()
    session: Session | None = None
    tags: dict[str, tuple[str, ...]] = {}
    saved: dict[str, str] = {}


class Saving(Struct, frozen=True):
    """The state of saving: `error` is the reason notes can't be saved, None if they are."""

    error: WiresideError | None


class CopyFailed(Struct, frozen=True):
    """The day's copy of the notebook couldn't be made; notes are saved all the same."""

    error: WiresideError


NotebookNews = Saving | CopyFailed | Recalled


class _Note(NamedTuple):
    """Something to write down; `saved` is done after the first try, True if it was written."""

    write: Callable[[Notebook], None]
    saved: Future[bool]
    kind: str = ""


class NotebookWriter:
    """Write down the user's actions on one corpus.

    `tell` is called in our thread, and must not wait: with Saving when notes begin to fail and when they are saved
    again, and with Recalled once a notebook that could not be opened at first is there. Each note returns a future:
    whether it was saved at the first try.
    """

    def __init__(
        self,
        path: Path,
        tell: Callable[[NotebookNews], object],
        today: Callable[[], str] = lambda: date.today().isoformat(),
    ) -> None:
        self._path = path
        self._tell = tell
        self._today = today
        self._notebook: Notebook | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=MEMORY_THREAD)
        self._lock = threading.Lock()
        self._waiting: list[_Note] = []
        self._error: WiresideError | None = None
        self._copied = self._copy_failed = ""  # the day of each

    async def recall(self) -> Recalled:
        """All that is known from before. Raises WiresideError where the notebook can't be read."""
        recalled = await asyncio.get_running_loop().run_in_executor(self._thread, self._recall)
        self.retry(always=True)
        return recalled

    def mark(self, id: str, on: bool) -> Future[bool]:
        return self._add(lambda notebook: notebook.mark(id, on))

    def mark_read(self, id: str) -> Future[bool]:
        return self._add(lambda notebook: notebook.mark_read(id))

    def tag(self, id: str, tag: str, on: bool) -> Future[bool]:
        return self._add(lambda notebook: notebook.tag(id, tag, on))

    def save_query(self, name: str, query: str | None) -> Future[bool]:
        return self._add(lambda notebook: notebook.save_query(name, query))

    def add_query(self, text: str) -> Future[bool]:
        return self._add(lambda notebook: notebook.add_query(text))

    def save_session(self, session: Session) -> Future[bool]:
        return self._add(lambda notebook: notebook.save_session(session), "session")

    def retry(self, *, always: bool = False) -> None:
        """Try again to save what couldn't be saved; `always` also if nothing failed yet."""
        if always or self._error is not None:
            self._thread.submit(self._save)

    def close(self) -> WiresideError | None:
        """Finish writing and let go of the notebook; return why some notes could not be saved, if they couldn't."""
        self._thread.submit(self._save)
        self._thread.submit(self._let_go)
        self._thread.shutdown(wait=True)
        return self._error if any(note.kind != "session" for note in self._waiting) else None

    # In the thread

    def _recall(self) -> Recalled:
        try:
            return self._recalled(self._opened())
        except WiresideError as error:
            self._now(error)
            raise

    def _opened(self) -> Notebook:
        from index import Notebook

        if self._notebook is None:
            self._notebook = Notebook(self._path)
        return self._notebook

    def _recalled(self, notebook: Notebook) -> Recalled:
        return Recalled(
            notebook.marked(),
            notebook.read_ids(),
            notebook.history(HISTORY),
            notebook.session(),
            notebook.tags(),
            notebook.saved(),
        )

    def _add(self, write: Callable[[Notebook], None], kind: str = "") -> Future[bool]:
        note = _Note(write, Future(), kind)
        with self._lock:
            if kind:  # of the places where one was, the last is enough
                self._waiting = [other for other in self._waiting if other.kind != kind]
            self._waiting.append(note)
        self._thread.submit(self._save)
        return note.saved

    def _save(self) -> None:
        """Write all notes that wait, in one transaction, and make the day's copy before the first of a day."""
        with self._lock:
            notes = list(self._waiting)
        opened_late = self._notebook is None
        try:
            notebook = self._opened()
            notebook.check_writable()
            self._copy()
            if notes:
                with notebook.together():
                    for note in notes:
                        note.write(notebook)
            with self._lock:
                self._waiting = [note for note in self._waiting if note not in notes]
            self._now(None)
            if opened_late:
                self._tell(replace(self._recalled(notebook), session=None))
        except WiresideError as error:
            self._now(error)
        for note in notes:
            if not note.saved.done():
                note.saved.set_result(self._error is None)

    def _now(self, error: WiresideError | None) -> None:
        """Report whether notes are saved, if that has changed."""
        before, self._error = self._error, error
        if (error and str(error)) != (before and str(before)):
            self._tell(Saving(error))

    def _copy(self) -> None:
        from index import keep_copy

        today = self._today()
        if self._copied == today:
            return
        try:
            keep_copy(self._path, today)
            self._copied = today
        except WiresideError as error:
            if self._copy_failed != today:
                self._copy_failed = today
                self._tell(CopyFailed(error))

    def _let_go(self) -> None:
        if self._notebook is not None:
            self._notebook.close()
