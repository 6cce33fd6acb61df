"""`python -P -m tui.cli` is `wireside`."""

from tui.cli import main

main()
