"""Copying: to the clipboard through the terminal where that is sure to arrive, else to a file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_MOST = 50_000
"""Bytes that terminals take in one sequence; some take no more than 74,994, base64 included."""


def reaches_the_clipboard(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether OSC 52 will do: not too much, and not under a tmux that keeps it to itself. May wait for tmux: 1 s."""
    if len(text.encode("utf-8", "replace")) > _MOST:
        return False
    if "TMUX" not in environment:
        return True
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-gv", "set-clipboard"], capture_output=True, timeout=1, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.stdout.strip() == b"on"


def copied_to_file(text: str, file: Path) -> Path:
    """Keep the text in a file of the user's, for the owner alone. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as copy:
        copy.write(text)
    return file
