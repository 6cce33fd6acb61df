"""The headline and the authors of a page, picked from the many that a page states: in its metadata for machines, its
metadata for networks, its title, its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LONGEST = 400  # characters; what is longer is neither a headline nor a name
_LEAST_SHARED = 0.5
_SHORTEST = 8  # characters
_FEWEST = 3  # words
_MOST_OF_A_SECTION = 3  # words
_WORD = re.compile(r"\w+")
_BARS = re.compile(r"\s+[|·•»–—-]+\s+|\s*ㅣ\s*|--")
_WROTE = re.compile(r"^\W*(?:(?:by|von|par|por|di|text|author|autore?|auteur|written by|reported by)\b\W*)+", re.I)
_MORE = re.compile(r"\W*\b(?:read more|view (?:all|more)|more (?:posts|articles|about)|follow|see all)\b.*$", re.I)
_OFFICE = re.compile(
    r"(?<=\S\s)(?:Reporter|Editor|Correspondent|Writer|Columnist|Journalist|Producer|Contributor|Redakteur(?:in)?|기자)\b.*$"
)
_KINDS_OF_OFFICE = frozenset().union(
    ("senior", "chief", "staff", "deputy", "managing", "associate", "assistant", "executive", "contributing"),
    ("freelance", "tech", "technology", "autos", "trending", "political", "politics", "business", "sports", "sport"),
    ("news", "world", "foreign", "travel", "food", "science", "health", "education", "digital", "media"),
)
_BOUNDS = re.compile(r"\s*(?:;|,|/|\||·|\b(?:and|und|et|y|og|och)\b|&)\s*")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
_HOST = re.compile(r"(?:https?://|www\.)|\w\.(?:com|de|org|net|co\.uk)\b|@", re.I)


def pick_headline(headings: Sequence[str], stated: Sequence[str], outlet: str) -> tuple[str, bool]:
    """Return the main heading that says what one of the stated titles says, else the first of those; and whether it is
    a heading. A topic put before the headline and a section or an outlet behind it are left off.

    `headings` are the main headings of the page, `stated` its titles elsewhere, the best first.
    """
    headings = [heading for heading in headings if len(heading) <= _LONGEST]
    stated = [title for title in stated if len(title) <= _LONGEST] or [title[:_LONGEST] for title in stated[:1]]
    titles = [words for title in stated if (words := _words(title))]
    shares = [max((_share(_words(heading), title) for title in titles), default=0.0) for heading in headings]
    likely = [
        (share, -i)
        for i, share in enumerate(shares)
        if share >= _LEAST_SHARED and len(headings[i]) >= _SHORTEST and _words(headings[i]) != _words(outlet)
    ]
    if not likely:
        return (_without_section(stated[0], outlet) if stated else ""), False
    heading = headings[-max(likely)[1]]
    own = _words(heading)
    for title in stated:
        words = _words(title)
        if _FEWEST <= len(words) < len(own) and own[-len(words) :] == words:
            return title, True
    return _without_section(heading, outlet), True


def pick_authors(stated: Sequence[str], outlet: str) -> list[str]:
    """Return the names among those stated as authors, without their office; without the outlet, unless it is alone."""
    names = list(dict.fromkeys(name for one in stated for name in _names(one[:_LONGEST])))
    return [name for name in names if not is_outlet(name, outlet)] or names[:1]


def is_outlet(name: str, outlet: str) -> bool:
    """Return whether it is the outlet, or a web site, that is named as an author."""
    return set(_words(name)) <= set(_words(outlet)) or _HOST.search(name) is not None


def _names(stated: str) -> Iterator[str]:
    for part in _BOUNDS.split(_IN_BRACKETS.sub("", _MORE.sub("", stated))):
        name = _without_office(_WROTE.sub("", part)).strip(" .,:–—-")
        if name:
            yield name


def _without_office(name: str) -> str:
    bare = _OFFICE.sub("", name)
    words = bare.split()
    while bare != name and len(words) > 2 and words[-1].lower() in _KINDS_OF_OFFICE:
        words.pop()
    return " ".join(words)


def _without_section(title: str, outlet: str) -> str:
    """Without the name of the outlet behind a bar, or of a section."""
    known = _words(outlet)
    while bars := list(_BARS.finditer(title)):
        before, behind = _words(title[: bars[-1].start()]), _words(title[bars[-1].end() :])
        is_outlet = bool(known) and (behind == known or set(behind) <= set(known))
        is_section = "|" in bars[-1][0] and len(behind) <= _MOST_OF_A_SECTION <= len(before)
        if not before or not (is_outlet or is_section):
            break
        title = title[: bars[-1].start()]
    return title


def _share(words: Sequence[str], title: Sequence[str]) -> float:
    """Return how much of a title is in a heading."""
    return len(set(words) & set(title)) / len(set(title))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
