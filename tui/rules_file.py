"""The user's rules on boilerplate, in a file of their own: read, changed, and put back as it was.

Others read and write it too: the user with an editor, another wireside. So every change begins with what the file
says now, and replaces it in one step.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from corpus.errors import WiresideError
from corpus.settings import Rule
from tui.config.yaml_file import MAX_BYTES
from tui.rules_text import read_entries, with_rules, without_rules


class RulesError(WiresideError):
    """The file of rules can't be read or written. What is in it stays."""


class Change(Struct, frozen=True):
    """A change that was made: the rules that went, those that came, and the text before and after, None for no file."""

    out: tuple[Rule, ...]
    into: tuple[Rule, ...]
    before: str | None
    after: str | None


class RulesFile:
    """The file at `path`. It need not be there.

    Every method raises FaultyConfig, a UsageError, where the file holds anything but rules, and those that write
    RulesError where they can't.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def state(self) -> tuple[int, int] | None:
        """Something that differs once the file has changed; None while there is none."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def read(self) -> tuple[Rule, ...]:
        """The rules, in their order."""
        return tuple(entry.rule for entry in read_entries(self._text() or "", str(self.path)))

    def change(self, out: Iterable[Rule], into: Iterable[Rule]) -> Change:
        """Take some rules out and put others in, at the end; all else in the file stays."""
        gone, come = tuple(out), tuple(into)
        with self._alone():
            before = self._text()
            after = with_rules(without_rules(before or "", gone, str(self.path)), come, str(self.path))
            self._write(after)
        return Change(gone, come, before, after)

    def take_back(self, change: Change) -> None:
        """Undo a change: where nothing happened since, the file is the very same as before it."""
        with self._alone():
            if self._text() == change.after:
                self._write(change.before)
                return
        self.change(change.into, change.out)

    def _text(self) -> str | None:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RulesError(f"can't read {self.path}: {error.strerror}", "check its permissions") from None
        if len(raw) > MAX_BYTES:
            raise RulesError(f"{self.path} is over 1 MB", "take out rules that you don't need any more")
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise RulesError(f"{self.path}:{line}: is not UTF-8", "save the file as UTF-8") from None

    def _write(self, text: str | None) -> None:
        target = self.path.resolve()
        if text is None:
            target.unlink(missing_ok=True)
            return
        raw = text.encode()
        if len(raw) > MAX_BYTES:
            raise RulesError(f"{self.path} would be over 1 MB", "take out rules that you don't need any more")
        descriptor, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            Path(draft).replace(target)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes the file meanwhile."""
        try:
            folder = self.path.resolve().parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)
        except OSError as error:
            raise RulesError(
                f"can't write {self.path}: {error.strerror}", "check the disk and the permissions"
            ) from None
