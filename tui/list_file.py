"""A file of the user's that holds one list: read, changed, and put back as it was.

Others read and write it too: the user with an editor, another wireside. So every change begins with what the file
says now, and replaces it in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic

from msgspec import Struct

from corpus.errors import WiresideError
from index.atomic_file import alone_in, replace_file
from tui.config.regular import read_regular
from tui.config.yaml_file import MAX_BYTES
from tui.list_text import ListText, T


class ListFileError(WiresideError):
    """The file can't be read or written. What is in it stays."""


class Change(Struct, Generic[T], frozen=True):
    """A change that was made: the values that went and came, and the text before and after, None for no file."""

    out: tuple[T, ...]
    into: tuple[T, ...]
    before: str | None
    after: str | None


class ListFile(Generic[T]):
    """The file at `path`, which need not be there, in the form of `text`.

    Every method raises FaultyConfig, a UsageError, where the file holds anything else, and those that write
    ListFileError where they can't.
    """

    def __init__(self, path: Path, text: ListText[T]) -> None:
        self.path = path
        self._form = text

    def state(self) -> tuple[int, int] | None:
        """Something that differs once the file has changed; None while there is none."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def read(self) -> tuple[T, ...]:
        """The values, in their order."""
        return tuple(entry.value for entry in self._form.entries(self._text() or "", str(self.path)))

    def change(self, out: Iterable[T], into: Iterable[T]) -> Change[T]:
        """Take some values out and put others in, at the end; all else in the file stays."""
        gone, come = tuple(out), tuple(into)
        with self._alone():
            before = self._text()
            without = self._form.without_values(before or "", gone, str(self.path))
            after = self._form.with_values(without, come, str(self.path))
            self._write(after)
        return Change(gone, come, before, after)

    def take_back(self, change: Change[T]) -> None:
        """Undo a change: where nothing happened since, the file is the very same as before it."""
        with self._alone():
            if self._text() == change.after:
                self._write(change.before)
                return
        self.change(change.into, change.out)

    def _text(self) -> str | None:
        try:
            raw = read_regular(self.path, MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ListFileError(f"can't read {self.path}: {error.strerror}", "check its permissions") from None
        if len(raw) > MAX_BYTES:
            raise ListFileError(f"{self.path} is over 1 MB", "take out entries that you don't need any more")
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise ListFileError(f"{self.path}:{line}: is not UTF-8", "save the file as UTF-8") from None

    def _write(self, text: str | None) -> None:
        target = self.path.resolve()
        if text is None:
            target.unlink(missing_ok=True)
            return
        raw = text.encode()
        if len(raw) > MAX_BYTES:
            raise ListFileError(f"{self.path} would be over 1 MB", "take out entries that you don't need any more")
        replace_file(target, raw)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes the file meanwhile."""
        try:
            folder = self.path.resolve().parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with alone_in(folder):
                yield
        except OSError as error:
            raise ListFileError(
                f"can't write {self.path}: {error.strerror}", "check the disk and the permissions"
            ) from None
