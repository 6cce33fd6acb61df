"""One run of the command line: whatever happens in it, it ends with an exit code and at most one line of complaint.

The codes: 0; 1 nothing found; 2 wrong use or configuration; 3 corpus or index; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import select
import sys
import threading
import warnings
from collections.abc import Sequence

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchCommand, NoSuchOption

from corpus.errors import WiresideError
from tui.cli import is_interrupt
from tui.cli.exit_codes import USAGE, exit_code
from tui.cli.io import complain

INTERRUPTED = 130  # as shells report SIGINT: 128 + 2


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    _prepare()
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("WIRESIDE_DEBUG"):
            sys.excepthook(type(error), error, error.__traceback__)
        code = _ended_by(error)
    _leave_nothing_to_flush()
    return code


def _prepare() -> None:
    """UTF-8 whatever the locale says, the same bytes to a pipe as to a file, and no words from libraries or threads."""
    threading.excepthook = _log_error_of_thread
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115 - replaces a closed one to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads, for algebra that nobody does here, cost 30 ms
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _log_error_of_thread(lost: threading.ExceptHookArgs) -> None:
    if lost.exc_value is not None:
        from tui.error_log import internal_error

        internal_error(lost.exc_value)


def _invoke(arguments: Sequence[str]) -> int:
    from tui.cli.root import complete, wireside

    if complete():
        return 0
    try:
        with wireside.make_context("wireside", list(arguments)) as context:
            wireside.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _ended_by(error: BaseException) -> int:
    """Say what ended the run, in a line, and give the exit code for it."""
    match error:
        case WiresideError():
            complain(str(error))
            return exit_code(error)
        case click.UsageError():
            complain(advice(error))
            return USAGE
        case _ if is_interrupt(error) or isinstance(error, click.Abort):
            complain("interrupted")
            return INTERRUPTED
        case BrokenPipeError() if _nobody_reads():
            return 0
        case MemoryError():
            complain("not enough memory: close other programs, or lower index.workers and reading.max_bytes")
        case FileNotFoundError(filename=None):
            complain("the current folder is gone: go to another one")
        case OSError():
            where = f" {error.filename!s}" if error.filename else ""
            complain(f"{error.strerror or error}{where}: check the path, its permissions and the room on the disk")
        case _:
            from tui.error_log import internal_error

            complain(str(internal_error(error)))
    return 3


def _nobody_reads() -> bool:
    """Return True if the reader of our output is gone, as `head` is when it has enough."""
    if not hasattr(select, "poll"):  # not on every system
        return True
    poll = select.poll()
    poll.register(1, 0)
    return bool(poll.poll(0))


def _leave_nothing_to_flush() -> None:
    """Drop output that could not be written, of which the interpreter would complain at exit."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def advice(error: click.UsageError) -> str:
    """Return one line for a usage error of click: which command, what is wrong, what to do."""
    path = error.ctx.command_path if error.ctx else "wireside"
    command = path.removeprefix("wireside ")
    see = f"see `{path} --help`"
    match error:
        case NoSuchOption():
            dash = "put -- before a query that begins with a dash" if command == "search" else see
            return f"{command} has no option {error.option_name}: {_meant(error.possibilities) or dash}"
        case NoSuchCommand():
            return f"{command} has no command {error.command_name!r}: {_meant(error.possibilities) or see}"
        case MissingParameter() if error.param:
            return f"{command} needs {error.param.human_readable_name}: {see}"
    if isinstance(group := error.cmd, click.Group) and type(error) is click.UsageError:
        return f"{command} needs a command: {', '.join(group.commands)}"
    said = " ".join(error.format_message().split()).rstrip(".")
    if isinstance(error, BadOptionUsage):  # raised by click's parser, which doesn't say in which command
        return f"{said[:1].lower()}{said[1:]}: see `wireside COMMAND --help`"
    return f"{command}: {said[:1].lower()}{said[1:]}: {see}"


def _meant(possibilities: list[str] | None) -> str | None:
    return f"did you mean {possibilities[0]}?" if possibilities else None
