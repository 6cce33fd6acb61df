"""The position of a piece of text on a page: the elements around it, and the roles that their names, classes and ids
suggest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from corpus.article import Role

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_REGIONS = HEADINGS.union(
    ("address", "article", "aside", "blockquote", "button", "dialog", "fieldset", "figcaption", "figure", "footer"),
    ("form", "header", "li", "main", "nav", "option", "select", "table", "textarea"),
)
_LANDMARKS = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

# What classes and ids say, the more telling role first: "newsletter-promo" is a newsletter.
_TELLING: dict[Role, str] = {
    Role.NEWSLETTER: r"newsletter\w*|subscri\w+|sign-?up|mailing-?list",
    Role.SHARE: r"shar(?:e|ing)\w*|social\w*|addthis\w*",
    Role.DIALOG: r"cookies?|consent|gdpr|modal|pop-?up|overlay|paywall|lightbox|log-?in|sign-?in|register|registration",
    Role.READER_COMMENT: r"comment-(?:body|text|content)|user-comments?",
    Role.COMMENT_WIDGET: r"comments?|disqus\w*|respond|coral|discussion",
    Role.CREDIT: r"credits?|photographer|copyright-holder",
    Role.CAPTION: r"\w*caption\w*|bildunterschrift|img-desc\w*",
    Role.PLAYER: r"player\w*|jw-?player|videos?|audio|podcasts?|slideshow",
    Role.RELATED: (
        r"related\w*|recommend\w*|read-?more|read-?next|more-(?:on|from|stories|news|in)|most-?(?:read|popular|viewed)"
        r"|trending|popular|teasers?|see-also|further|latest\w*|outbrain|taboola|onward|similar|recirc\w*"
    ),
    Role.PROMO: r"ads?|advert\w*|sponsor\w*|promo\w*|banner|donat\w+|marketing|affiliates?|anzeigen?|werbung",
    Role.LEGAL: r"copyright|legal|disclaimer|terms|imprint|impressum",
    Role.DEK: r"dek|standfirst|sub-?title|sub-?head(?:line|ing)?|article-summary|lede|article-intro",
    Role.BYLINE: r"by-?lines?|authors?|autoren|autor|writers?",
    Role.DATELINE: (
        r"date-?line|pub-?date|publish(?:ed)?-?(?:date|time|on)|date-?published|time-?stamp|(?:post|entry|article)-date"
    ),
    Role.NAVIGATION: (
        r"nav\w*|menu\w*|breadcrumbs?|masthead|footer|side-?bar|pagination|pager|tags?|tag-?list|topics?|tool-?bar|skip\w*"
        r"|search|logo"
    ),
}
_MARK = re.compile(
    "|".join(
        rf"(?P<{role.name}>(?<![a-z0-9])(?<!has-|not-)(?<!no-)(?<!with-)(?:{words})(?![a-z0-9]))"
        for role, words in _TELLING.items()
    )
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RANKS = {role.name: rank for rank, role in enumerate(_TELLING)}


class RoleHint(NamedTuple):
    """A role that a class or an id gives away, and the word that does."""

    role: Role
    word: str


class ElementPath(Struct, frozen=True):
    """The significant elements around a piece in `regions`; `mark` is the hint of the nearest class or id that
    has one.
    """

    regions: frozenset[str] = frozenset()
    mark: RoleHint | None = None
    hidden: bool = False

    def inside(self, tag: str, attributes: dict[str, str]) -> ElementPath:
        """Return the path within an element that is opened here."""
        region = _LANDMARKS.get(attributes.get("role", ""), tag)
        regions = self.regions if region in self.regions or region not in _REGIONS else self.regions | {region}
        hidden = self.hidden or "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None
        names = " ".join(attributes.get(name, "") for name in ("class", "id", "itemprop"))
        mark = None if tag in ("html", "body") else _mark_of(names)
        if regions is self.regions and mark is None and hidden is self.hidden:
            return self
        return ElementPath(regions, mark or self.mark, hidden)


NOWHERE = ElementPath()


@lru_cache(maxsize=8192)
def _mark_of(names: str) -> RoleHint | None:
    found = _MARK.finditer(_HUMP.sub("-", names).lower().replace("_", "-"))
    best = min(found, key=lambda match: _RANKS[match.lastgroup or ""], default=None)
    return RoleHint(Role[best.lastgroup or ""], best[0]) if best else None
