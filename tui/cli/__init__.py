"""The command line. It works without the reader, and imports Textual only to open that."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run `wireside` with the arguments of this process, and end the process."""
    try:
        from tui.cli.running import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
