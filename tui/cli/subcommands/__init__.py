"""The commands of `wireside`, a module each.

A command imports what it works with when it runs: `--help` and completion load no settings, and none but the commands
that ask the index load that. `tests/test_rooms.py` holds them to it.
"""
