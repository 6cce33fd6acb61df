"""The outlet: who published the article, where a line of its own says so; None rather than a guess.

A folder's name counts only where the text names the same outlet: `harbour-and-tide/` and “Harbour & Tide”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.article import Block, Evidence, Role, Verdict
from corpus.boilerplate.name_patterns import AGENCIES, PHOTO_AGENCIES
from corpus.metadata.dateline import Dateline
from corpus.metadata.evidence import excerpt, line_of, with_evidence
from corpus.source import Source

_WORD = r"[A-ZÀ-Þ][\w’'&-]{0,40}"  # bounded, or a line of capitals would take the square of its length
_NAME = rf"(?:(?:The|the)\s)?{_WORD}(?:\.\w{{1,40}}){{0,4}}(?:\s(?:&\s|of\s|and\s|the\s)?{_WORD}){{0,4}}"
_COPYRIGHT = re.compile(
    r"(?i:©|\(c\)|copyright)(?:\s?(?i:©|\(c\)|"
    rf"copyright))*\W*(?:\d{{4}}(?:\s?[-–/]\s?\d{{2,4}})?)?[\s,.]*(?:(?i:by)\s)?(?P<name>{_NAME})"
)
_IMPRINT = re.compile(
    rf"(?P<name>{_NAME})(?:\s(?i:is published (?:by|daily|weekly|monthly|online|in)\b)|"
    r"(?:,\s[a-z][\w\s,]{2,60})?[.,]?\s(?i:all rights reserved)\b)"
)
_LETTERS_FROM = re.compile(
    rf"\b(?i:content|newsletters?|e-?mails?|updates|offers|messages|alerts|promotions)\s(?i:from|by)\s(?P<name>{_NAME})"
)
_APP = re.compile(
    rf"\b(?i:download|get|install|try)\s(?:the|The)\s(?P<name>{_NAME}?)(?:\s(?i:news|mobile))?\s(?i:app)\b"
)
_NOT_A_NAME = re.compile(
    rf"(?:(?:{AGENCIES})|All|Rights|Reserved|Copyright|Policy|Notice|Terms|Privacy|Our|This|Us|App|Getty|"
    r"Inc|Its|Contact|Free|New|Monitor|Creators|Tribune Content|Apart|Except|Unless|Any|No|If|Photos?|Images?|Text|"
    r"Riproduzione|Unauthori[sz]ed|Dow Jones)\b",
    re.I,
)
_SELLS_TO_OUTLETS = re.compile(
    r"\b(?:Syndicate|Features|Media Services|Writers Group|Productions|Photos?|Images)\b", re.I
)
_POWERED = re.compile(r"\s(?:Powered|Built|Designed)$")
_COMPANY = re.compile(
    r"(?:[\s,]+(?:Inc|Ltd|LLC|GmbH|Limited|Corp|Corporation|Co|Co-operative|Cooperative|Publishing|Publishers|Company|PLC|AG"
    r"|S\.?A|All [Rr]ights.*)\.?)+$"
)
_OF_A_PICTURE = re.compile(rf"[\s\u200b]*[/|].{{0,30}}\b(?:{PHOTO_AGENCIES})\b")
_REPRINTED = re.compile(r"\b(?:re)?printed (?:by|with) permission\b", re.I)
_LINES = (
    (_COPYRIGHT, (Role.LEGAL,), "names it as holder of the copyright", 0.85),
    (_IMPRINT, (Role.LEGAL,), "says who publishes it", 0.85),
    (_LETTERS_FROM, (Role.NEWSLETTER, Role.PROMO, Role.LEGAL), "says that it sends its readers mail", 0.85),
    (_APP, (Role.PROMO, Role.DIALOG), "advertises its app", 0.8),
)
_CLOSING = frozenset(role for _, roles, _, _ in _LINES for role in roles)
_SLUG = re.compile(r"[a-z]+(?:[-_. ]+[a-z]+)*", re.I)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|info|news|[a-z]{2})", re.I)
_SHORTEST = 3
_SHORTEST_SLUG = 4
_NAMING = frozenset((Role.LEGAL, Role.PROMO, Role.NEWSLETTER, Role.DIALOG, Role.CREDIT))


class _Clue(NamedTuple):
    """An outlet as a line names it; `wrong` says why it is not this article's, if it is not."""

    name: str
    evidence: Evidence
    says: str
    confidence: float
    wrong: str | None


def find_outlet(source: Source, blocks: Sequence[Block], filed: Dateline | None) -> Verdict | None:
    """Return the outlet that a closing line names, else one that folder and text both name, else the host of the
    address.
    """
    clues = list(_clues(blocks, filed))
    taken = next((clue for clue in clues if clue.wrong is None), None)
    left = [_left(clue, taken) for clue in clues if clue is not taken]
    if taken is not None:
        verdict = Verdict(taken.name, f"{taken.evidence.place} {taken.says}", taken.confidence)
        return with_evidence(verdict, taken.evidence, *left)
    found = _by_folder(source.path, blocks) or _by_host(source.brought.url)
    return with_evidence(found, *found.evidence, *left) if found else None


def _clues(blocks: Sequence[Block], filed: Dateline | None) -> Iterator[_Clue]:
    closing = [block for block in blocks if block.role in _CLOSING]
    writers = " ".join([*(block.text for block in blocks if block.role is Role.BYLINE), (filed and filed.agency) or ""])
    writers = writers.casefold()
    for pattern, roles, says, confidence in _LINES:
        for block in closing:
            found = pattern.search(block.text) if block.role in roles else None
            name = _cleaned(found["name"]) if found else None
            if found and name:
                wrong = "wrote it" if name.casefold() in writers else None
                if _OF_A_PICTURE.match(block.text, found.end("name")):
                    wrong = "credit of a picture"
                if _REPRINTED.search(block.text):
                    wrong = "reprinted from there"
                words = excerpt(block.text, *found.span("name"))
                evidence = Evidence(wrong is None, name, line_of(block), words, wrong or says)
                yield _Clue(name, evidence, says, confidence, wrong)


def _left(clue: _Clue, taken: _Clue | None) -> Evidence:
    if clue.wrong is not None:
        return clue.evidence
    why = "says the same" if taken and clue.name == taken.name else f"{clue.says}, but another line counts more"
    return Evidence(False, clue.name, clue.evidence.place, clue.evidence.words, why)


def _cleaned(name: str) -> str | None:
    name = _COMPANY.sub("", _POWERED.sub("", name)).strip(" .,&'’")
    if name.startswith("the "):
        name = name[4:]
    bare = name.removeprefix("The ")
    if len(bare) < _SHORTEST or bare == "The" or _NOT_A_NAME.match(bare) or _SELLS_TO_OUTLETS.search(bare):
        return None
    return name


def _by_folder(path: str, blocks: Sequence[Block]) -> Verdict | None:
    """Return a folder that is called like what a line at the end, or a credit, names: a topic is named by the text
    alone.
    """
    for folder in path.split("/")[:-1]:
        if _HOST.fullmatch(folder):
            host, reason = folder.removeprefix("www.").lower(), "a folder of that name"
            return with_evidence(Verdict(host, reason, 0.6), Evidence(True, host, "path", path, reason))
        if len(folder) < _SHORTEST_SLUG or not _SLUG.fullmatch(folder):
            continue
        named = re.compile(rf"(?P<before>\b[Ff]rom |\bFROM )?\b(?P<name>(?:The )?{_as_a_name(folder)})\b", re.I)
        for block in blocks:
            found = named.search(block.text) if block.role in _NAMING or block.role is Role.RELATED else None
            if found and (found["before"] or block.role is not Role.RELATED) and found["name"][0].isupper():
                name = found["name"].title() if found["name"].isupper() else found["name"]
                reason = f"a folder of that name, and {line_of(block)} names it"
                words = excerpt(block.text, *found.span("name"))
                in_text = Evidence(True, name, line_of(block), words, "names it, as a folder does")
                in_path = Evidence(True, folder, "path", path, "a folder of that name")
                return with_evidence(Verdict(name, reason, 0.75), in_text, in_path)
    return None


def _as_a_name(folder: str) -> str:
    """Return a pattern for the name behind a slug such as `harbour-and-tide`."""
    words = [word for word in re.split(r"[-_. ]+", folder.lower()) if word]
    return r"\s".join("(?:&|and)" if word == "and" else word for word in words)


def _by_host(url: str | None) -> Verdict | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    host, reason = host.removeprefix("www."), "the host of its address"
    return with_evidence(Verdict(host, reason, 0.6), Evidence(True, host, "address", excerpt(url), reason))
