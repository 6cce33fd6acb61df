"""Phrases between slashes: regular expressions, for what plain words can't say. Those that could take for ever on some
text are refused."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

from corpus.text.phrases.syntax import LONGEST, PhraseError, parse_phrase

Pattern = Callable[[str], object]

_MOST_REPEATS = 3
_LONGEST_TEXT = 300
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[^)(]*?[:=!])?|[)|]|[*+]|\{\d*(?:,(?P<most>\d*))?\}|.", re.S)
_REFERENCE = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


def is_regex(phrase: str) -> bool:
    return len(phrase) > 2 and phrase[0] == phrase[-1] == "/"


def compile_regex(phrase: str) -> Pattern:
    """Return a test whether a text, all of it, fits a phrase between slashes. Raises PhraseError."""
    source = phrase[1:-1]
    if len(source) > LONGEST:
        raise PhraseError(f"longer than {LONGEST} characters")
    try:
        with warnings.catch_warnings(action="ignore"):
            compiled = re.compile(source, re.I)
    except (re.error, OverflowError, RecursionError) as error:
        raise PhraseError(f"not a valid regular expression ({error})") from error
    _refuse_what_may_hang(source)
    return lambda text: len(text) <= _LONGEST_TEXT and compiled.fullmatch(text)


def _refuse_what_may_hang(source: str) -> None:
    """A repeated group that repeats, or chooses, can be read in more ways than there is time for."""
    if _REFERENCE.search(source):
        raise PhraseError("a reference to a group, which can take forever")
    groups = [False]
    closed_branching = False
    repeats = 0
    for sign in _SIGN.finditer(source):
        token = sign[0]
        if token in "*+" or (token[0] == "{" and sign["most"] is not None and token != "{"):
            repeats += 1
            groups[-1] = True
            if closed_branching:
                raise PhraseError("a repeated group that repeats or chooses inside, which can take forever")
        closed_branching = False
        if token.startswith("("):
            groups.append(False)
        elif token == ")" and len(groups) > 1:
            closed_branching = groups.pop()
            groups[-1] |= closed_branching
        elif token in ("|", "?"):
            groups[-1] = True
    if repeats > _MOST_REPEATS:
        raise PhraseError(f"more than {_MOST_REPEATS} repeats, which together can take forever")


def phrase_fault(phrase: str) -> str | None:
    """Return why a phrase, plain or between slashes, can't be read, in a few words; None where it can."""
    try:
        if is_regex(phrase):
            compile_regex(phrase)
        else:
            parse_phrase(phrase)
    except PhraseError as error:
        return str(error)
    return None
