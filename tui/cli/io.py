"""Standard output for data, standard error for narration, and nothing that could harm a terminal on either."""

from __future__ import annotations

import sys

SPACES = str.maketrans("\r\n\t\xad", "    ")


def emit(text: str, *, at_once: bool = False) -> None:
    """A piece of data, as it is; `at_once` where it may be the last for long."""
    sys.stdout.write(text)
    if at_once:
        sys.stdout.flush()


def narrate(text: str) -> None:
    """A line for whoever looks on. Where nobody can, it is lost."""
    try:
        print(one_line(text), file=sys.stderr, flush=True)  # noqa: T201 - narration
    except (OSError, ValueError):
        return


def complain(text: str) -> None:
    """The line that an error is."""
    narrate(f"wireside: {text}")


def one_line(text: str) -> str:
    """A text, file name or message, fit for one line of a terminal; its spaces stay."""
    if text.isprintable():
        return text
    from corpus.safety import make_safe

    return make_safe(text).translate(SPACES)


def encodable(text: str) -> str:
    """A file name as text: bytes that are none are shown as U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def narrating_to_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
