"""The reader's memory: the user's notebook, kept in a thread of its own, so that no key waits for a disk.

What can't be written is told once, and reading goes on without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.errors import WiresideError

if TYPE_CHECKING:
    from index.notebook import Notebook, Session

HISTORY = 200
MEMORY_THREAD = "memory"


class Recalled(Struct, frozen=True):
    """What the user did before: marks in their order, what was read, queries newest first, the last place.

    `tags` are those of each article, `saved` queries by name.
    """

    marked: tuple[str, ...] = ()
    read: frozenset[str] = frozenset()
    history: tuple[str, ...] = ()
    session: Session | None = None
    tags: dict[str, tuple[str, ...]] = {}
    saved: dict[str, str] = {}


class Memory:
    """Writes down what the user does with one corpus. `complain` is called, in our thread, when that fails."""

    def __init__(self, path: Path, complain: Callable[[WiresideError], None]) -> None:
        self._path = path
        self._complain = complain
        self._notebook: Notebook | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=MEMORY_THREAD)
        self._complained = False

    async def recall(self) -> Recalled:
        """All that is known from before. Raises WiresideError where the notebook can't be read."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._recall)

    def mark(self, id: str, on: bool) -> None:
        self._write(lambda notebook: notebook.mark(id, on))

    def mark_read(self, id: str) -> None:
        self._write(lambda notebook: notebook.mark_read(id))

    def tag(self, id: str, tag: str, on: bool) -> None:
        self._write(lambda notebook: notebook.tag(id, tag, on))

    def save_query(self, name: str, query: str | None) -> None:
        self._write(lambda notebook: notebook.save_query(name, query))

    def add_query(self, text: str) -> None:
        self._write(lambda notebook: notebook.add_query(text))

    def save_session(self, session: Session) -> None:
        self._write(lambda notebook: notebook.save_session(session))

    def close(self) -> None:
        """Finish writing, and let go of the notebook."""
        self._write(lambda notebook: notebook.close())
        self._thread.shutdown(wait=True)

    def _recall(self) -> Recalled:
        from index.notebook import Notebook

        self._notebook = notebook = Notebook(self._path)
        return Recalled(
            notebook.marked(),
            notebook.read_ids(),
            notebook.history(HISTORY),
            notebook.session(),
            notebook.tags(),
            notebook.saved(),
        )

    def _write(self, note: Callable[[Notebook], None]) -> Future[None]:
        return self._thread.submit(self._try, note)

    def _try(self, note: Callable[[Notebook], None]) -> None:
        if self._notebook is None:
            return
        try:
            note(self._notebook)
        except WiresideError as error:
            if not self._complained:
                self._complained = True
                self._complain(error)
