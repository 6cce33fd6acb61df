"""Services behind the screens, each of which owns its state and its files."""
