"""Fused pieces cut apart: what a scraper glued to a paragraph that is no part of it."""

from __future__ import annotations

import re

from corpus.article import Block, Role
from corpus.boilerplate.blocks import is_prose, split_block
from corpus.boilerplate.name_patterns import AGENCIES
from corpus.boilerplate.phrase_families import PhraseTable

_SCRIPTS = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f",
    "Hebrew": "\u0590-\u05ff",
    "Cyrillic": "\u0400-\u04ff",
    "Greek": "\u0370-\u03ff",
    "Devanagari": "\u0900-\u097f",
    "Latin": "A-Za-z\u00c0-\u024f",
}
_ALL = "".join(_SCRIPTS.values())


def _glued(script: str) -> str:
    """Return two words or more in `script`, and without a space a letter of another one."""
    letters = _SCRIPTS[script]
    return rf"(?P<{script}>[{letters}]+(?:[\s،,:]+[{letters}]+)+)(?=[{_ALL}])(?![{letters}])"


_FOREIGN_LEAD = re.compile("|".join(map(_glued, _SCRIPTS)))
_LATIN_ONLY = re.compile(r"[\x00-\u024f\u2000-\u22ff]*")
_SIGN_OFF = re.compile(
    rf"[.!?…][\"'”’»)]*(?P<gap>\s+|\s*(?=[–—(/-]))"
    rf"(?P<credit>[(\[–—/-]{{0,2}}\s*(?P<name>(?:[A-Z][\w.’'-]+\s){{1,3}}[A-Z][\w’'-]+|"
    r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+)?,?\s*(?:in\s[A-Z]\w+,?\s)?"
    rf"(?:{AGENCIES})(?:\s?[/,&]\s?[\w.]+){{0,2}}\s*[/)\].]*)$"
)
_CLOSE_A_QUOTE = ('"', "”", "»")
_HANDLE = re.compile(
    r"(?<=[.!?”\"’)])\s+(?P<handle>(?:follow|find|tweet)\b[^.!?]{0,60}@\w+(?:[^.!?@]{0,30}@\w+)*[\s.!]*)$", re.I
)
_PICTURE = re.compile(
    r"[.!?”\"’)]\s+(?P<credit>[(\[](?:photo|image|picture|screenshot|credit|graphic)\b[^()\[\]]{3,90}[)\]])$", re.I
)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+(?=\S)")


def cut_fused(text: str, block: Block, phrases: PhraseTable) -> tuple[Block, ...]:
    """Return the pieces of `block`, or the block alone where nothing is glued to it."""
    left: list[Block] = []
    in_latin = block.text.isascii() or _LATIN_ONLY.fullmatch(block.text, 0, 200)
    if not in_latin and (lead := _FOREIGN_LEAD.match(block.text)):
        link, block = split_block(text, block, lead.end())
        left.append(link.judged(Role.NAVIGATION, f"link in {lead.lastgroup} script, glued before the paragraph", 0.9))
    return (*left, *_cut_tail(text, block, phrases))


def _cut_tail(text: str, block: Block, phrases: PhraseTable) -> tuple[Block, ...]:
    shown = block.text
    size = len(shown)
    if sign_off := _SIGN_OFF.search(shown, max(0, size - 90)):
        body, credit = split_block(text, block, sign_off.start("credit"))
        if sign_off["name"]:
            return body, credit.judged(Role.BYLINE, "name and agency, glued to the last sentence", 0.9)
        return body, credit.judged(Role.CREDIT, "agency, glued to the last sentence", 0.9)
    if shown.find("@", size - 160 if size > 160 else 0) >= 0 and (handle := _HANDLE.search(shown, max(0, size - 160))):
        body, link = split_block(text, block, handle.start("handle"))
        return body, link.judged(Role.SHARE, "asks to follow an account, glued to the last sentence", 0.9)
    if shown.endswith((")", "]")) and (picture := _PICTURE.search(shown, max(0, size - 100))):
        body, credit = split_block(text, block, picture.start("credit"))
        return body, credit.judged(Role.CREDIT, "credit of a picture, glued to the last sentence", 0.85)
    if shown.endswith(_CLOSE_A_QUOTE):
        return (block,)
    last = _last_sentence(shown)
    if last and size - last > 8 and (verdict := phrases.verdict(shown[last:])):
        body, widget = split_block(text, block, last)
        role, reason, _ = verdict
        if is_prose(body) and not phrases.verdict(shown):
            return body, widget.judged(role, f"{reason}, glued to the paragraph", 0.8)
    return (block,)


def _last_sentence(text: str) -> int:
    """Return where the last sentence begins, 0 where it is long, or the only one."""
    last = 0
    for end in _SENTENCE.finditer(text, max(0, len(text) - 150)):
        last = end.end()
    return last
