"""Phrase families: the words of widgets, by role. The families themselves are in `config.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from corpus.article import Role
from corpus.errors import UsageError
from corpus.settings import BoilerplateSettings
from corpus.text.phrases.net import PhraseNet
from corpus.text.phrases.regexes import Pattern, compile_regex, is_regex
from corpus.text.phrases.syntax import Phrase, PhraseError, normalize, parse_phrase, phrase_tokens

_LONGEST = 900
_LONGEST_PHRASE = 300
_LONGEST_WITH_QUOTE = 120
_LONG_WINDED = frozenset((Role.LEGAL, Role.DIALOG, Role.NEWSLETTER, Role.AI_NOTICE, Role.COMMENT_WIDGET))
_NEVER_IN_BRACKETS = frozenset((Role.NAVIGATION, Role.SHARE))
_LONGEST_LABEL = 45
_TELLS_OF_LINKS = re.compile(
    r"\W*(?:related|see|read|also|more|recommended|you|don.t|in case|find|learn|lesen|mehr|lea|leia|leggi|lees|läs)\b",
    re.I,
)
_QUOTE = re.compile('["“”„»]')
_BUTTON = re.compile(r"[\"“„»][^\s\"“”„»«]{1,20}(?:\s[^\s\"“”„»«]{1,20}){0,2}[\"”“«]")
_SENTENCE = re.compile(r"[^.][.][\"'”’»)]*$|[”\"’]$")
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


class PhraseTable:
    """The phrase table: a verdict on a text that is nothing but a known widget's words."""

    def __init__(self, families: dict[Role, tuple[str, ...]]) -> None:
        plain = [(role, phrase) for role, some in families.items() for phrase in some if not is_regex(phrase)]
        self._net = PhraseNet((role, _parsed(role, phrase)) for role, phrase in plain)
        self._patterns: list[tuple[Role, Pattern]] = [
            (role, _parsed_pattern(role, phrase))
            for role, some in families.items()
            for phrase in some
            if is_regex(phrase)
        ]

    def verdict(self, text: str) -> Judgement | None:
        """Role, reason and confidence, or None where no family knows the whole of `text`."""
        if len(text) > _LONGEST:
            return None
        role = self._net.kind(normalize(text)) if self._net.may_fit(text.lower()) else None
        if role is None or not _may_be(role, text):
            role = self._by_pattern(text) if len(text) <= _LONGEST_PHRASE else None
        if role is None:
            return (Role.NAVIGATION, "signs only, no words", 0.6) if not any(map(str.isalnum, text)) else None
        return role, _reason(role, text), 0.95

    def _by_pattern(self, text: str) -> Role | None:
        for role, fits in self._patterns:
            if fits(text):
                return role
        return None

    def is_section(self, word: str) -> bool:
        """Return whether a word by itself is the name of a section, or something else in a menu."""
        return self._net.kind(normalize(word)) is Role.NAVIGATION


def _may_be(role: Role, text: str) -> bool:
    """Return whether a text that says what a widget says may be one: not too long for it, and no sentence of an
    article.
    """
    if len(text) > _LONGEST_PHRASE and role not in _LONG_WINDED:
        return False
    if text[0] in '“"„«' or (len(text) > _LONGEST_WITH_QUOTE and _quotes_somebody(role, text)):
        return False
    if text[0] == "[" and role in _NEVER_IN_BRACKETS:
        return False
    words = list(islice(phrase_tokens(normalize(text)), 3))
    label = role is Role.RELATED and len(text) > _LONGEST_LABEL and not _TELLS_OF_LINKS.match(text)
    return any(map(str.isalpha, text)) and not ((label or len(words) < 3) and _SENTENCE.search(text))


def _quotes_somebody(role: Role, text: str) -> bool:
    """Return whether a long text holds quotation marks, other than around the name of a button."""
    return _QUOTE.search(_BUTTON.sub("", text) if role in _LONG_WINDED else text) is not None


def phrase_table(settings: BoilerplateSettings) -> PhraseTable:
    """Return the table for `settings`; raises UsageError for an unknown role or a phrase that can't be read."""
    return _compiled(tuple(settings.phrases.items()))


@lru_cache(maxsize=8)
def _compiled(families: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseTable:
    known: dict[Role, tuple[str, ...]] = {}
    for name, some in families:
        try:
            known[Role(name)] = some
        except ValueError as error:
            roles = ", ".join(role for role in Role if role.stripped)
            raise UsageError(f"boilerplate.phrases: there is no role {name!r}", f"use one of {roles}") from error
    return PhraseTable(known)


def _parsed(role: Role, phrase: str) -> Phrase:
    try:
        return parse_phrase(phrase)
    except PhraseError as error:
        raise _faulty(role, phrase, error) from error


def _parsed_pattern(role: Role, phrase: str) -> Pattern:
    try:
        return compile_regex(phrase)
    except PhraseError as error:
        raise _faulty(role, phrase, error) from error


def _faulty(role: Role, phrase: str, error: PhraseError) -> UsageError:
    return UsageError(f"boilerplate.phrases.{role}: {phrase!r} can't be read", f"fix it: {error}")


def _reason(role: Role, text: str) -> str:
    if role is Role.LEGAL and _COPYRIGHT.search(text):
        return "closing line: copyright"
    return _REASONS.get(role, f"words of a {role} line")
