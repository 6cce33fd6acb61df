"""Where every process of wireside begins: the command, and its child processes.

The names of the three rooms are common words. A package of somebody else's with one of these names, on PYTHONPATH or in
the current folder, must not be taken for ours, so this module, whose name is our own, finds the rooms beside itself.
Run as a script, it is a child process: `python -P wireside.py MODULE` calls `main` of that module.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # what else is imported here would be out of reach of `main`, which takes a ^C for what it is
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import FrameType, ModuleType
    from typing import NoReturn

HOME = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - the same goes for pathlib
ROOMS = frozenset(("corpus", "index", "tui"))


class _OwnRooms:
    """Finds our rooms beside this file, whatever else `sys.path` offers under their names."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in ROOMS:
            return None
        from importlib.machinery import PathFinder

        return PathFinder.find_spec(fullname, [HOME], target)


def find_own_rooms() -> None:
    """Let imports of our rooms, here and from now on, find ours."""
    sys.meta_path.insert(0, _OwnRooms())


def main() -> None:
    """Run the command `wireside`."""
    try:
        import signal
        from importlib import import_module

        # where it is not Python's own, whoever started this wants it to hear no ^C
        hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if hears:
            signal.signal(signal.SIGINT, _leave)
    except KeyboardInterrupt:
        _leave()
    find_own_rooms()
    for module in ("tui.cli.runner", "tui.cli.root"):
        import_module(module)
    command = import_module("tui.cli")
    if hears:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command.main()


def _leave(number: int = 2, frame: FrameType | None = None) -> NoReturn:
    """End at once on a ^C while modules are imported, where Python would lose it or print where it was."""
    os.write(2, b"wireside: interrupted\n")
    os._exit(130)


def _run_child(module: str) -> None:
    from importlib import import_module

    find_own_rooms()
    import_module(module).main()


if __name__ == "__main__":
    _run_child(sys.argv[1])
