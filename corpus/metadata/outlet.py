"""The outlet: who published the article, where a line of its own says so; None rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.terms import AGENCIES
from corpus.source import Source

_NAME = r"(?:(?:The|the)\s)?[A-ZÀ-Þ][\w’'&-]*(?:\.\w+)*(?:\s(?:&\s|of\s|and\s|the\s)?[A-ZÀ-Þ][\w’'&-]*){0,4}"
_COPYRIGHT = re.compile(
    r"(?i:©|\(c\)|copyright)(?:\s?(?i:©|\(c\)|"
    rf"copyright))*\W*(?:\d{{4}}(?:\s?[-–/]\s?\d{{2,4}})?)?[\s,.]*(?:(?i:by)\s)?(?P<name>{_NAME})"
)
_LETTERS_FROM = re.compile(
    rf"\b(?i:content|newsletters?|e-?mails?|updates|offers|messages|alerts|promotions)\s(?i:from|by)\s(?P<name>{_NAME})"
)
_APP = re.compile(
    rf"\b(?i:download|get|install|try)\s(?:the|The)\s(?P<name>{_NAME}?)(?:\s(?i:news|mobile))?\s(?i:app)\b"
)
_NOT_A_NAME = re.compile(
    rf"(?:(?:{AGENCIES})|All|Rights|Reserved|Copyright|Policy|Notice|Terms|Privacy|Our|This|Us|App|Getty|"
    r"Inc|Its|Contact|Free|New|Monitor|Creators|Tribune Content)\b",
    re.I,
)
_COMPANY = re.compile(
    r"(?:[\s,]+(?:Inc|Ltd|LLC|GmbH|Limited|Corp|Corporation|Co|Co-operative|Cooperative|Publishing|Publishers|Company|PLC|AG"
    r"|S\.?A|All [Rr]ights.*)\.?)+$"
)
_REPRINTED = re.compile(r"\b(?:re)?printed (?:by|with) permission\b", re.I)
_LINES = (
    (_COPYRIGHT, (Role.LEGAL,), "names it as holder of the copyright", 0.85),
    (_LETTERS_FROM, (Role.NEWSLETTER, Role.PROMO, Role.LEGAL), "says that it sends its readers mail", 0.85),
    (_APP, (Role.PROMO, Role.DIALOG), "advertises its app", 0.8),
)


def find_outlet(source: Source, blocks: Sequence[Block]) -> Verdict | None:
    """The outlet that a closing line names, else the host of the address that the file brought, else None."""
    writers = " ".join(block.text for block in blocks if block.role is Role.BYLINE)
    for pattern, roles, says, confidence in _LINES:
        for block in blocks:
            if block.role not in roles or _REPRINTED.search(block.text):
                continue
            found = pattern.search(block.text)
            name = _cleaned(found["name"]) if found else None
            if name and name not in writers:
                return Verdict(name, f"line {block.lines[0]} {says}", confidence)
    return _by_host(source.brought.url)


def _cleaned(name: str) -> str | None:
    name = _COMPANY.sub("", name).strip(" .,'’")
    if name.startswith("the "):
        name = name[4:]
    return None if len(name) < 3 or _NOT_A_NAME.match(name.removeprefix("The ")) else name


def _by_host(url: str | None) -> Verdict | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    return Verdict(host.removeprefix("www."), "the host of its address", 0.6)
