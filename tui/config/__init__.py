"""Settings: the defaults, over them the user's file, over that the environment, over all the command line.

Every value on the way is text with a place (`tree`), read from YAML (`yaml_file`), the environment or the command
line (`layers`), fitted to the type that its setting has (`fitting`), and merged (`loading`).
"""

from tui.config.loading import Outcome, load, outcome
from tui.config.settings import Config

__all__ = ["Config", "Outcome", "load", "outcome"]
