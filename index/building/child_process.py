"""Command lines for child processes of our own."""

from __future__ import annotations

import sys
from pathlib import Path

_START = Path(__file__).resolve().parents[2] / "wireside.py"


def child_command(module: str) -> list[str]:
    """Return the command line of a Python process that calls `main` of one of our modules.

    With `-P` it looks for no module in the current folder, which may be a corpus, and so in the hands of strangers.
    """
    return [sys.executable, "-P", str(_START), module]
