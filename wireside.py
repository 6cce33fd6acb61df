"""Where every process of wireside begins: the command, and its child processes.

The names of the three rooms are common words. A package of somebody else's with one of these names, on PYTHONPATH or in
the current folder, must not be taken for ours, so this module, whose name is our own, finds the rooms beside itself.
Run as a script, it is a child process: `python -P wireside.py MODULE` calls `main` of that module.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import NoReturn

HOME = str(Path(__file__).resolve().parent)
ROOMS = frozenset(("corpus", "index", "tui"))


class _OwnRooms(MetaPathFinder):
    """Finds our rooms beside this file, whatever else `sys.path` offers under their names."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return PathFinder.find_spec(fullname, [HOME], target) if fullname in ROOMS else None


def find_own_rooms() -> None:
    """Let imports of our rooms, here and from now on, find ours."""
    sys.meta_path.insert(0, _OwnRooms())


def main() -> NoReturn:
    """Run the command `wireside`."""
    find_own_rooms()
    from tui.cli import main as run

    run()


def _run_child(module: str) -> None:
    find_own_rooms()
    import_module(module).main()


if __name__ == "__main__":
    _run_child(sys.argv[1])
