"""Random keys at the reader in a pseudo-terminal: it never ends, and its memory, files and threads stay flat.

    python -m bench.soak.keys [--keys 20000] [--seed 1]

Keys come in bursts of 1 to 12, as from a fast typist or a slow line. `q` and `^q` are left out, since they quit. If the
list of commands is made to quit, with exit code 0, another reader is started; any other end is a failure.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pexpect

_PLAIN = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789/.,[]{}+-=?: "
_NAMED = (
    *("\r", "\t", "\x1b[Z", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"),
    *("\x01", "\x02", "\x04", "\x0f", "\x10", "\x12", "\x13", "\x14", "\x15", "\x1a"),
)
_ESCAPE = "\x1b"
_MOST_IN_A_BURST = 12
_PAUSE = 0.05
"""Seconds between two bursts; an escape key is told from a sequence by such a pause."""
_SECONDS_TO_ANSWER = 120
"""Seconds for a reader on a busy machine to show its first screen, or to quit."""


class Look(NamedTuple):
    """What the reader held after so many keys: MB of memory, open files, threads."""

    keys: int
    memory: int
    files: int
    threads: int


class Ended(Exception):
    """The reader ended, with an exit code, and last wrote this."""

    def __init__(self, code: int | None, last: bytes) -> None:
        super().__init__(f"the reader ended with {code}: {last!r}")
        self.code = code


class Reader:
    """The reader on its sample, in a pseudo-terminal and a home of its own."""

    def __init__(self, home: Path) -> None:
        folders = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self._process = pexpect.spawn(
            str(Path(sys.executable).with_name("wireside")),
            ["--demo"],
            cwd=home,
            env={**environment, **folders},
            dimensions=(36, 120),
        )
        self._process.expect("of 15", timeout=_SECONDS_TO_ANSWER)
        self._last = b""

    def press(self, keys: str) -> None:
        """Send keys in one write, and take what is painted. Raises Ended if the reader has ended."""
        try:
            self._process.send(keys)
            end = time.monotonic() + _PAUSE
            while (left := end - time.monotonic()) > 0:
                self._take(left)
        except (pexpect.EOF, OSError):
            self._process.close()
            raise Ended(self._process.exitstatus, self._last) from None

    def _take(self, seconds: float) -> None:
        try:
            self._last = (self._last + self._process.read_nonblocking(65536, timeout=seconds))[-500:]
        except pexpect.TIMEOUT:
            return

    def look(self, keys: int) -> Look:
        """Return what the process that shows the screen holds now."""
        children = subprocess.run(
            ["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=True
        ).stdout.split()
        process = Path("/proc") / children[0]
        fields = dict(line.split(":", 1) for line in (process / "status").read_text(encoding="utf-8").splitlines())
        memory = int(fields["VmRSS"].split()[0]) // 1024
        return Look(keys, memory, len(list((process / "fd").iterdir())), int(fields["Threads"]))

    def quit(self) -> int | None:
        """Quit from wherever it is; return the exit code."""
        self._process.send("\x11")
        self._process.expect(pexpect.EOF, timeout=_SECONDS_TO_ANSWER)
        self._process.close()
        code: int | None = self._process.exitstatus
        return code

    def kill(self) -> None:
        self._process.close(force=True)


def survey(home: Path, *, keys: int, seed: int, every: int) -> Iterator[Look]:
    """Press so many keys, and yield what the reader holds after each `every` of them.

    Raises Ended if the reader ends with another exit code than 0.
    """
    chance = random.Random(seed)
    reader = Reader(home)
    try:
        pressed = 0
        while pressed < keys:
            burst = [
                chance.choice(_NAMED) if chance.random() < 0.35 else chance.choice(_PLAIN)
                for _ in range(chance.randint(1, _MOST_IN_A_BURST))
            ]
            try:
                reader.press("".join(burst))
                if chance.random() < 0.5:
                    reader.press(_ESCAPE)
            except Ended as end:
                if end.code != 0:
                    raise
                reader = Reader(home)
            before, pressed = pressed, pressed + len(burst)
            if before // every < pressed // every:
                yield reader.look(pressed)
        code = reader.quit()
        if code != 0:
            raise Ended(code, b"")
    finally:
        reader.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description="Random keys at the reader.")
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print("   keys   memory  files  threads")
        for look in survey(Path(home), keys=given.keys, seed=given.seed, every=max(1, given.keys // 20)):
            print(f"{look.keys:>7,} {look.memory:>5} MB {look.files:>6} {look.threads:>8}", flush=True)


if __name__ == "__main__":
    main()
