"""Settings: the defaults, then the user's file, then the environment, then the command line; the last one wins.

Each value on the way is text with its location (`yaml_reader`), read from YAML, the environment or the command line
(`layers`), checked against the type of its setting (`schema`, `validation`), and merged (`loading`).
"""

from tui.config.loading import Outcome, load, outcome
from tui.config.schema import Config

__all__ = ["Config", "Outcome", "load", "outcome"]
