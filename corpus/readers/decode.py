"""Decode bytes to text, never failing and never dropping a byte: what can't be decoded becomes U+FFFD.

A byte order mark comes first, or zero bytes in the places of UTF-16 and UTF-32; then UTF-8, the encoding that a page
declares, and a guess by charset-normalizer from the encodings in which news is kept.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = ((4, (2, 3), "utf-32-le"), (4, (0, 1), "utf-32-be"), (2, (1,), "utf-16-le"), (2, (0,), "utf-16-be"))
"""Of so many bytes of a character these are zero: all in UTF-32, in UTF-16 those of what is ASCII."""
_UNMARKED_WITHIN, _READABLE = 4096, 0.98
_FEWEST_ZEROS, _MOST_ELSEWHERE = 0.05, 0.02

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*+=\s*+["']?+\s*+([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN = 4096
SAMPLE = 65_536
_LIKELY = (
    *("cp949", "cp932", "euc_jp", "iso2022_jp", "big5", "gb18030"),
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "cp866", "cp874"),
)
# On the web these names mean their Windows supersets (WHATWG Encoding Standard).
_SUPERSETS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}

_MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF"),
    *(b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!", b"SQLite format 3\x00", b"wOF"),
)
_FEW_CONTROLS = 2
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(raw: bytes) -> str:
    """Return the text of `raw`, without a byte order mark."""
    return _decode(raw, declared=None)


def decode_page(raw: bytes) -> str:
    """Return the text of an HTML page: as `decode`, but a charset that the page declares comes before a guess."""
    return _decode(raw, declared=_declared_encoding(raw))


def is_binary(raw: bytes) -> bool:
    """Return whether `raw` is no text: a known signature, or one control character in fifty at its beginning.

    One or two of them are damage, however short the text, unless there is little else.
    """
    if raw.startswith(codecs.BOM_UTF8) or wide_encoding(raw):
        return False
    head = raw[:SAMPLE]
    controls = len(_CONTROLS.findall(head))
    share = 50 if controls > _FEW_CONTROLS else 10
    return raw.startswith(_MAGIC) or controls * share > len(head)


def wide_encoding(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if the byte order mark or the places of zero bytes say so; None for any other
    encoding.
    """
    marked = next((name for mark, name in _MARKS[1:] if head.startswith(mark)), None)
    if marked or b"\0" not in head[:_UNMARKED_WITHIN]:
        return marked
    sample = head[: min(_UNMARKED_WITHIN, len(head) // 4 * 4)]
    return next((name for width, zeros, name in _ZEROS if _is_wide(sample, width, zeros, name)), None)


def _is_wide(sample: bytes, width: int, zeros: tuple[int, ...], encoding: str) -> bool:
    """Return whether there are zero bytes in these places of a character alone, and the result can be read."""
    shares = [sample[place::width].count(0) * width / max(1, len(sample)) for place in range(width)]
    if width == 4:
        told = all(shares[place] == 1 for place in zeros)
    else:
        (place,) = zeros
        told = shares[place] >= _FEWEST_ZEROS and shares[1 - place] <= _MOST_ELSEWHERE
    if not told:
        return False
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    readable = sum(letter.isprintable() or letter.isspace() for letter in text) - text.count("\ufffd")
    return readable >= _READABLE * len(text)


def _decode(raw: bytes, declared: str | None) -> str:
    wide = wide_encoding(raw)
    if wide or raw.startswith(codecs.BOM_UTF8):
        return raw.decode(wide or "utf-8", errors="replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = raw.decode("utf-8", errors="replace")
    if _is_damaged_utf8(lenient):
        return lenient
    return raw.decode(declared or _guessed_encoding(raw), errors="replace")


def _is_damaged_utf8(lenient: str) -> bool:
    """Return whether most of what is not ASCII did decode as UTF-8; text in another encoding hardly ever does."""
    lost = lenient.count("\ufffd")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", errors="ignore"))
    return beyond_ascii - lost > 4 * lost


def _declared_encoding(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_DECLARED_WITHIN])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", errors="replace")).name
        b"".decode(name)
    except LookupError:
        return None
    if name.startswith(("utf", "unicode", "raw", "idna", "punycode")):
        return None
    return _SUPERSETS.get(name, name)


def _guessed_encoding(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(raw[:SAMPLE], cp_isolation=list(_LIKELY))
    best = matches.best()
    if best is None:
        return "cp1252"
    # Encodings of one family tie on short texts; then the first of `_LIKELY` is meant.
    level = [match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    return min(level, key=_LIKELY.index)
