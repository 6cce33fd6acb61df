"""A file of the user's that holds one YAML list: read, changed, and restored exactly.

Others read and write it too: the user with an editor, another wireside. So every change begins with what the file
holds now, under a lock, and replaces it in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic

from msgspec import Struct

from corpus.errors import WiresideError
from index import alone_in, replace_file
from tui.config.yaml_reader import MAX_BYTES, read_regular
from tui.services.yaml_list import T, YamlList


class ListFileError(WiresideError):
    """The file can't be read or written. Its content is unchanged."""


class ListChange(Struct, Generic[T], frozen=True):
    """A change that was made: the values removed and added, and the text before and after; None means no file."""

    removed: tuple[T, ...]
    added: tuple[T, ...]
    before: str | None
    after: str | None


class YamlListFile(Generic[T]):
    """The file at `path`, which may be missing, in the form of `form`.

    Every method raises FaultyConfig, a UsageError, if the file holds anything else, and ListFileError if it can't be
    read or written.
    """

    def __init__(self, path: Path, form: YamlList[T]) -> None:
        self.path = path
        self._form = form

    def state(self) -> tuple[int, int] | None:
        """Return the time of the last change in ns and the size in bytes, or None if there is no file."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def read(self) -> tuple[T, ...]:
        """Return the values, in their order."""
        return self._form.values(self._text() or "", str(self.path))

    def change(self, remove: Iterable[T], add: Iterable[T]) -> ListChange[T]:
        """Remove some values and add others at the end; the user's comments stay."""
        removed, added = tuple(remove), tuple(add)
        with self._locked():
            before = self._text()
            after = self._form.changed(before or "", removed, added, str(self.path))
            self._write(after)
        return ListChange(removed, added, before, after)

    def undo(self, change: ListChange[T]) -> None:
        """Undo a change. If nothing else happened since, the file is restored byte for byte."""
        with self._locked():
            if self._text() == change.after:
                self._write(change.before)
                return
        self.change(change.added, change.removed)

    def _text(self) -> str | None:
        try:
            raw = read_regular(self.path, MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ListFileError(f"can't read {self.path}: {error.strerror}", "check its permissions") from None
        if len(raw) > MAX_BYTES:
            raise ListFileError(f"{self.path} is over 1 MB", "remove entries that you don't need any more")
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
            raise ListFileError(f"{self.path} would be over 1 MB", "remove entries that you don't need any more")
        replace_file(target, raw)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep others from changing the file meanwhile."""
        try:
            folder = self.path.resolve().parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with alone_in(folder):
                yield
        except OSError as error:
            raise ListFileError(
                f"can't write {self.path}: {error.strerror}", "check the disk and the permissions"
            ) from None
