"""Lines that say who wrote an article and when, and nothing else."""

from __future__ import annotations

import re

from corpus.boilerplate.blocks import ends_sentence
from corpus.boilerplate.classifier.word_kinds import WORD_KINDS, WordKind
from corpus.boilerplate.name_patterns import AGENCIES, DATE, NAME, NAMES

_DATE_WORDS = (
    r"(?:first |last |originally )?(?:published|updated|posted|created|modified|released|date|issued|stand|"
    r"aktualisiert|veröffentlicht|erstellt|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|"
    r"am|at|on|um|le|el|il|à|às|and|uhr|h|hrs|am|pm|a\.m\.|p\.m\.|noon|gmt|utc|est|edt|et|ist|bst|cet|cest|pst|pdt|pt|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"\d+ (?:minutes?|hours?|days?|weeks?) ago|\d+ min(?:ute)? read|updated)"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?|[+-]\d{2}:?\d\d"
_DATE_LINE = re.compile(
    rf"\W*(?:(?:{_DATE_WORDS})\b\W*){{0,6}}{DATE}(?:\W+(?:{_DATE_WORDS}|{_CLOCK}|{DATE})(?:\b|(?<=\.)))*\W*", re.I
)
_SAYS_WHEN = re.compile(r"\d{4}|\d[:.]\d\d|published|updated|posted|aktualisiert|veröffentlicht|publi|ago\b", re.I)
_DIGIT = re.compile(r"\d")
_FULL_DATE = re.compile(rf"{DATE}(?<=\d{{4}})", re.I)
_AGENCY_LINE = re.compile(
    rf"\W*(?:by |from |source:? |quelle:? |fuente:? |via )?(?:{AGENCIES})(?:\s?[/,|&]\s?[\w. ]{{2,30}})?\W*", re.I
)
BY = (
    r"(?i:by|written by|reported by|text by|words by|story by|von|par|por|di|da|door|av|af|od|"
    r"autor|autora|author|auteur|autore|texte|text)\s?:?\s+"
)
_BYLINE = re.compile(
    rf"\W{{0,3}}{BY}{NAMES}(?:(?:,|\s(?i:and|und|et|y|e|en|och|&)|\s?[|/•–—-])\s*"
    rf"(?:{NAMES}|(?i:in|for|at|à|en|em|aus|special to|staff)\b[^.!?,|/]{{1,40}}|{DATE}.{{0,40}}|\S+@\S+)){{0,5}}\W*"
)
_NAME_LINE = re.compile(
    rf"{NAME}\s(?:{NAME}\s){{0,2}}{NAME}(?:(?:,?\s(?:and|und|et|y)\s|,\s|\s&\s){NAME}\s(?:{NAME}\s?){{1,3}}){{0,3}}"
    r"(?:,?\s(?i:in [A-Z]\w+|(?:staff|senior|political|chief|foreign)?\s?(?:writer|reporter|correspondent|editor)"
    r"|contributor)[^.!?]{0,30})?"
)
_IN_NO_NAME = re.compile(
    r"['’]s\b|\b(?:with|that|this|what|who|why|how|when|where|from|for|not|is|are|was|were|be|to|of|on|at)\b", re.I
)
_OUTLET = re.compile(
    r"\b(?:today|news|times|post|journal|herald|tribune|gazette|press|daily|weekly|wire|magazine|review|observer|"
    r"chronicle|guardian|tv|radio|online|network|bureau|newsroom|zeitung|tagblatt|rundschau)\W*$",
    re.I,
)
_OF_WIDGETS = frozenset((WordKind.YOU, *range(WordKind.SHARE, WordKind.CREDIT)))
_SURNAMES = frozenset(("page", "price", "sale", "close", "jobs", "lees", "miss", "free", "wait"))


def is_byline(text: str) -> bool:
    """Return whether `text` is "By …" and names."""
    return len(text) <= 160 and _BYLINE.fullmatch(text) is not None


def is_name_line(text: str) -> bool:
    """Return whether `text` is nothing but a name or several, perhaps with what they do."""
    if len(text) > 90 or ends_sentence(text) or _NAME_LINE.fullmatch(text) is None or _IN_NO_NAME.search(text):
        return False
    return is_outlet_line(text) or not text.lower().startswith("the ")


def names_people(text: str) -> bool:
    """Return whether `text` is only names of people, and none is made of the words of buttons and menus."""
    names = text.lower().split(",", 1)[0].split()
    return is_name_line(text) and not any(
        WORD_KINDS.get(word) in _OF_WIDGETS and len(word) > 3 and word not in _SURNAMES for word in names
    )


def is_outlet_line(text: str) -> bool:
    """Return whether what is capitalised like a name is called as newspapers and stations are."""
    return _OUTLET.search(text) is not None


def is_agency_line(text: str) -> bool:
    return len(text) <= 70 and _AGENCY_LINE.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """Return whether `text` says when, and nothing else: more than “March 27”, which heads a part of a chronicle."""
    return (
        len(text) <= 140
        and _DIGIT.search(text) is not None
        and _DATE_LINE.fullmatch(text) is not None
        and _SAYS_WHEN.search(text) is not None
    )


def has_date(text: str) -> bool:
    """Return whether `text` contains a date with its year."""
    return _FULL_DATE.search(text) is not None
