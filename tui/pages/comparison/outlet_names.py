"""Outlets in the heads of tables: by a short name of nine cells, or by three letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

from corpus.article import Article
from tui.pages.display_width import cell_len, cut
from tui.pages.line import shorten

SHORT = 9  # cells of a short name: twelve columns of it fit into 120
TAG = 3  # letters of a tag
_SMALL = "the of and a an la le el il der die das daily news online weekly al"
_UNTELLING = frozenset(_SMALL.split())


def outlet_of(article: Article) -> str:
    """The name of an article's outlet."""
    return article.outlet_name or "outlet unknown"


def called(articles: Sequence[Article]) -> tuple[str, ...]:
    """The whole name of the outlet of each; the short one where it would be that of several."""
    full = [outlet_of(article) for article in articles]
    often = Counter(full)
    return tuple(one if often[one] == 1 else short for one, short in zip(full, names_of(articles), strict=True))


def names_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """A short name for the outlet of each, no two the same: `Lantern`, `KV Post`, or `Lantern 1` and `Lantern 2`."""
    return _told_apart([short_name(article.outlet.value) if article.outlet else "unknown" for article in articles], " ")


def tags_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """Three letters for the outlet of each, no two the same."""
    return _told_apart([tag_of(article.outlet.value) if article.outlet else "???" for article in articles], "")


def short_name(outlet: str) -> str:
    """Return an outlet's name in at most nine cells: whole, or its most distinctive words."""
    name = re.sub(r"^the\s+|\.\w{2,4}$|\s+\([^()]*\)$", "", outlet.strip(), flags=re.IGNORECASE) or outlet
    if cell_len(name) <= SHORT:
        return name
    words = [word for word in re.findall(r"\w+", name) if word.lower() not in _UNTELLING] or [name]
    if len(words) > 2:
        initials = "".join(word[0] for word in words).upper()
        shortened = f"{initials[:-1]} {words[-1]}"
        return shortened if cell_len(shortened) <= SHORT else cut(initials, SHORT).rstrip()
    fitting = [word for word in words if cell_len(word) <= SHORT]
    return str(max(reversed(fitting), key=cell_len)) if fitting else shorten(words[0], SHORT)


def tag_of(outlet: str) -> str:
    """An outlet in three letters: initials where it has three words, else the first letters."""
    words = [word for word in re.findall(r"\w+", outlet) if word.lower() not in ("the", "of", "and")]
    initials = "".join(word[0] for word in words[:TAG]) if len(words) >= TAG else ""
    return cut((initials or "".join(words) or outlet).upper(), TAG).rstrip()


def _told_apart(names: Sequence[str], gap: str) -> tuple[str, ...]:
    """The names, with numbers where some are the same."""
    often = Counter(names)
    taken = {name for name in names if often[name] == 1}
    told = []
    for name in names:
        if often[name] > 1:
            name = next(one for n in count(1) if (one := _numbered(name, f"{gap}{n}", gap)) not in taken)
            taken.add(name)
        told.append(name)
    return tuple(told)


def _numbered(name: str, number: str, gap: str) -> str:
    return cut(name, (SHORT + 1 if gap else TAG) - len(number)).rstrip() + number
