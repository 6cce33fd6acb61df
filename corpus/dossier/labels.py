"""Labels: the words that a text attaches to a name, “the unelected Aldane”, “Aldane, a former pilot,”.

Only in positions that hold little but labels: after a determiner, before a title, or in an apposition that begins with
an article. The role itself (“foreign minister”) is not a label, and is left out.
"""

from __future__ import annotations

import re

from corpus.article import Span

_WORD = r"[A-Za-zà-ÿ]+(?:-[A-Za-zà-ÿ]+)*"
_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<det>the|an?|this|that|its|their|his|her|our)\s|^|[,;:–—]\s|[\"“‘(])"
    rf"(?P<words>(?:{_WORD} ){{1,6}})$",
    re.I,
)
_AFTER = re.compile(r"(?:'s|’s)?, (?:an?|the) (?P<words>[a-zà-ÿ][\wà-ÿ-]*(?: [a-zà-ÿ0-9][\wà-ÿ-]*){0,5})(?=[,.;:)])")
_NEVER = (
    "a an and as at because before after but by for from had has have he her his if in into is it its like of on or "
    "our over said says she since than that the their them then there they this though through to told under until "
    "up was we were what when where which while who whom whose why will with would both also only even not no all "
    "some any other another such yesterday today tomorrow tonight meanwhile instead however later earlier still once "
    "monday tuesday wednesday thursday friday saturday sunday same first last next new two three"
)
_TITLES = (
    "mr mrs ms dr sir president prime minister chancellor king queen prince senator governor mayor secretary general "
    "chief foreign defence defense state spokesman spokeswoman spokesperson ambassador envoy leader deputy judge "
    "justice pope captain colonel lieutenant major professor chairman chairwoman director"
)
_DESCRIBES = re.compile(
    r".*(?:-.*|[^e]ed|al|ous|ful|ive|ish|ic|able|ible|less|ant|ent|ary|ory)|former|late|old|young|new|good|great|tough|"
    r"veteran|then|so-called|loyal|longtime|ageing|aging|outgoing|incoming|exiled|hardline|lame|weak|strong|angry|wily|"
    r"fiery|defiant|senior|junior|acting|rebel|right|left|far",
    re.I,
)
_NEVER_IN_A_LABEL, _TITLE_WORDS = frozenset(_NEVER.split()), frozenset(_TITLES.split())
_MARGIN = 120


def labels(text: str, sentence: Span, name: Span, role: str | None) -> list[Span]:
    """Return the spans in `text` of the labels of a name, given with its sentence."""
    known = _known(role)
    found = []
    begin = max(sentence.start, name.start - _MARGIN)
    before = _BEFORE.search(text[begin : name.start])
    if before and (own := _before_a_title(before["words"], known)):
        titled = len(own) < len(before["words"].rstrip())
        start = begin + before.start("words")
        if (before["det"] or titled) and _is_label(own, begins=before["det"] is None):
            found.append(Span(start, start + len(own)))
    after = _AFTER.match(text, name.end, min(sentence.end, name.end + _MARGIN))
    if after and known.isdisjoint(after["words"].lower().split()):
        found.append(Span(*after.span("words")))
    return found


def adds_to_role(words: str, role: str | None) -> bool:
    """Return whether the words of an office used for a name add something to the role: “the dictator”."""
    return _known(role).isdisjoint(words.lower().split())


def _known(role: str | None) -> frozenset[str]:
    return _TITLE_WORDS.union((role or "").lower().split())


def _before_a_title(words: str, known: frozenset[str]) -> str:
    own: list[str] = []
    for word in words.split():
        if word.lower() in known:
            break
        own.append(word)
    return " ".join(own)


def _is_label(words: str, *, begins: bool) -> bool:
    """Return whether these are small words that describe; where they begin a sentence, it is one, with a capital."""
    each = words.split()
    if (begins and len(each) > 1) or not _DESCRIBES.fullmatch(each[-1]):
        return False
    small = all(word[0].islower() for word in each[begins:])
    return small and _NEVER_IN_A_LABEL.isdisjoint(words.lower().split()) and not each[-1].lower().endswith("ly")
