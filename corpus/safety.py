"""Make text from strangers fit for a terminal, character by character, so that every offset stays true.

A character that could steer a terminal or turn text around becomes U+FFFD, so that a reader sees that there was
something. One that shows nothing becomes a soft hyphen, `UNSEEN`, which blocks leave out. Joiners and variation
selectors stay where a script or an emoji needs them.
"""

from __future__ import annotations

import re

_REPLACED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\ud800-\udfff"  # halves of a character
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear annotation, noncharacters
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
)
UNSEEN = "\xad"
BLANK = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001)))) + UNSEEN

_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_UNSEEN = (
    "\xad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u061c\u200e\u200f"  # direction marks
    "\u034f\u180e\u2061-\u2065\u206a-\u206f"  # invisible signs and retired controls
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers and vowels without a shape
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"

_JOINED_SCRIPTS = (
    "\u0600-\u06ff\u0700-\u07ff\u0840-\u08ff\ufb50-\ufdff\ufe70-\ufefe"  # Arabic and its neighbours
    "\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a00-\u1bff\ua800-\uabff\U00010a00-\U00011fff"  # of India and around
)

# what few texts need is compiled when one does: it takes longer than all else here
_SUSPECT = re.compile(f"[\r{_REPLACED}{_LINE_ENDS}{_UNSEEN}{_JOINERS}{_SELECTORS}]")
_TO_REPLACE = f"[{_REPLACED}]"
_TO_BLANK = f"[{_LINE_ENDS}]"
_TO_UNSEE = f"[{_UNSEEN}]"
# DEL and C1, direction marks and overrides, line and paragraph separators: JSON encoders leave them as they are
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NOT_IN_NAMES = re.compile(r"[\r\n\t]")
_JOINER = f"[{_JOINERS}]"
_SELECTOR = f"[{_SELECTORS}]"
_NEEDS_JOINER = f"[{_JOINED_SCRIPTS}]"
_JOINS = "[\ufe0f\u203c-\u3299\xa9\xae\U0001f000-\U0001faff]"
_HAS_SHAPES = (
    "[#*0-9\xa9\xae\u1000-\u109f\u1800-\u18af\u203c-\u3299\u3400-\u9fff\ua840-\ua87f\uf900-\ufaff\U00010a00-\U00010aff"
    "\U0001f000-\U0003ffff]"
)


def make_safe(text: str) -> str:
    """`text` with every character that could harm or hide replaced; the result is as long as `text`.

    Tabs, line feeds and "\\r\\n" stay; a lone "\\r" becomes "\\n".
    """
    if _SUSPECT.search(text) is None:
        return text
    text = re.sub(_TO_REPLACE, "\ufffd", text)
    text = re.sub(_TO_BLANK, " ", text)
    text = re.sub(_TO_UNSEE, UNSEEN, text)
    text = _LONE_RETURN.sub("\n", text)
    text = re.sub(_SELECTOR, _selector_where_shaped, text)
    return re.sub(_JOINER, _joiner_where_needed, text)


def make_safe_name(name: str) -> str:
    """Return the name of a file, as `os.fsdecode` gives it, safe to show in one line and as long as it was."""
    return _NOT_IN_NAMES.sub("\ufffd", make_safe(name)).replace(UNSEEN, " ")


def make_safe_line(text: str) -> str:
    """`text` in one safe line: for names, titles and the like. White space is collapsed, so offsets are lost."""
    return " ".join(make_safe(text).replace(UNSEEN, "").split())


def escape_json(encoded: str) -> str:
    """Return encoded JSON with control and bidi characters as \\uXXXX, which decodes to the same values."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def _selector_where_shaped(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return found[0] if re.match(_HAS_SHAPES, before) else UNSEEN


def _joiner_where_needed(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if re.match(_NEEDS_JOINER, before) and re.match(_NEEDS_JOINER, after):
        return found[0]
    if found[0] == "\u200d" and re.match(_JOINS, before) and re.match(_JOINS, after):
        return found[0]
    return UNSEEN
