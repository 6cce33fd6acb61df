"""Names that people have, in some seventy countries, from the lists that Faker makes up people from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = "\u024f"
"""The last letter of the Latin alphabets."""
_GIVEN, _SURNAMES = re.compile("first|middle"), re.compile("last|surname")
_NO_NAMES = re.compile("prefix|suffix|format")


def names_of_people() -> tuple[set[str], set[str]]:
    """Words of given names and of surnames, in Latin letters, three of them at least."""
    from faker.providers import person

    given: set[str] = set()
    surnames: set[str] = set()
    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for what, names in _lists(provider):
            if _GIVEN.search(what):
                given.update(_words(names))
            elif _SURNAMES.search(what):
                surnames.update(_words(names))
    return given, surnames


def _lists(provider: type) -> Iterator[tuple[str, Iterable[object]]]:
    for what in dir(provider):
        names = getattr(provider, what)
        if isinstance(names, (tuple, list, dict, set)) and not _NO_NAMES.search(what):
            yield what, names


def _words(names: Iterable[object]) -> Iterator[str]:
    for name in names:
        text = name if isinstance(name, str) else name[0] if isinstance(name, (tuple, list)) and name else ""
        for word in _WORD.findall(text):
            if len(word) > 2 and word[0].isupper() and word[0] <= _LATIN:
                yield word.capitalize() if word.isupper() else word
