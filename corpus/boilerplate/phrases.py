"""Phrase families: what widgets say, by role. The families themselves stand in `config.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.article import Role
from corpus.errors import UsageError
from corpus.settings import Boilerplate

_LONGEST_PHRASE = 300
_LONGEST_WITH_QUOTE = 120
_BEFORE = " -–—•*·◦▪›»>|+#✕×▶►▸▷→"
_BEHIND = " :…!›»→>|*▸▶▼,;"
_QUOTE = re.compile('["“”„»]')
_OWN_FLAGS = re.compile(r"\(\?[aiLmsux]+\)")
_COPYRIGHT = re.compile(
    r"©|\(c\)|copyright|rights reserved|rechte vorbehalten|droits réservés|derechos reservados", re.I
)

_REASONS = {
    Role.SHARE: "share words only",
    Role.NEWSLETTER: "asks to sign up for a newsletter or a subscription",
    Role.RELATED: "points to other articles",
    Role.COMMENT_WIDGET: "words of a comment box",
    Role.READER_COMMENT: "words of a reader's comment",
    Role.DIALOG: "words of a dialog of the web site",
    Role.PLAYER: "words of a picture or video player",
    Role.PROMO: "the outlet advertises, or asks for something",
    Role.LEGAL: "legal notice of the web site",
    Role.NAVIGATION: "navigation words only",
    Role.AI_NOTICE: "notice about text made by AI",
}

Judgement = tuple[Role, str, float]


class Phrases:
    """The phrase table: a verdict on a text that is nothing but a known widget's words."""

    def __init__(self, patterns: dict[Role, tuple[str, ...]]) -> None:
        self._families = [(role, matcher) for role, some in patterns.items() for matcher in _matchers(role, some)]

    def verdict(self, text: str) -> Judgement | None:
        """Role, reason and confidence, or None where no family knows the whole of `text`."""
        if len(text) > _LONGEST_PHRASE or (len(text) > _LONGEST_WITH_QUOTE and _QUOTE.search(text)):
            return None
        core = _core(text)
        if not any(map(str.isalnum, core)):
            return Role.NAVIGATION, "signs only, no words", 0.6
        for role, matcher in self._families:
            if matcher.fullmatch(core):
                return role, _reason(role, text), 0.95
        return None


def _core(text: str) -> str:
    """`text` without the bullets before it, and the arrows, colons and dots of omission after it."""
    core = text.lstrip(_BEFORE).rstrip(_BEHIND)
    return core.rstrip(". ") if core.endswith("..") else core


def phrase_table(settings: Boilerplate) -> Phrases:
    """The table for `settings`; raises UsageError for an unknown role or a pattern that is none."""
    return _compiled(tuple(settings.phrases.items()))


@lru_cache(maxsize=8)
def _compiled(families: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    patterns: dict[Role, tuple[str, ...]] = {}
    for name, some in families:
        try:
            patterns[Role(name)] = some
        except ValueError as error:
            roles = ", ".join(role for role in Role if role.stripped)
            raise UsageError(f"boilerplate.phrases: there is no role {name!r}", f"use one of {roles}") from error
    return Phrases(patterns)


def _matchers(role: Role, patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    """One matcher for all patterns that can stand side by side, and one for each that has groups or flags."""
    together: list[str] = []
    alone: list[re.Pattern[str]] = []
    for pattern in patterns:
        try:
            compiled = re.compile(pattern, re.I)
        except re.error as error:
            raise UsageError(
                f"boilerplate.phrases.{role}: {pattern!r} is no regular expression",
                f"{error.msg} at character {error.pos}",
            ) from error
        if compiled.groups or _OWN_FLAGS.match(pattern):
            alone.append(compiled)
        else:
            together.append(f"(?:{pattern})")
    return ([re.compile("|".join(together), re.I)] if together else []) + alone


def _reason(role: Role, text: str) -> str:
    if role is Role.LEGAL and _COPYRIGHT.search(text):
        return "closing line: copyright"
    return _REASONS.get(role, f"words of a {role} line")
