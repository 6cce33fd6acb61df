"""Sentences: the size in which two articles are laid side by side.

A quotation of several sentences stays whole, and one that is a sentence of its own stays with the sentence before it,
which names the speaker; unless that would make a passage too long to take in.
"""

from __future__ import annotations

import re

from corpus.article import Span

LONGEST = 1_000  # characters; what runs on longer is a list or a damaged text, and is cut at a space
LONGEST_WITH_QUOTATION = 400

OPENING = r"“‘«„‚\"'(\["
CLOSING = r"”’»\"')\]"
CAPITAL = r"[^\W_a-zß-öø-ÿ]"  # or a digit, or a letter of a script that has no capitals
WHO_ASKED = rf"(?:{CAPITAL}[\w'’-]*\s+){{1,3}}(?:said|asked|told|wrote|replied|answered|added|shouted)\b"
END = re.compile(
    # A run of dots is tried from its first one only, and never shortened: else 8,000 of them take seconds.
    rf"(?<![.!?…])[.!?…]++[{CLOSING}]*+(?!(?<=[?!][”\"’'])\s+{WHO_ASKED})\s++(?=[{OPENING}–—-]*+\s?{CAPITAL})"
    r"|[。！？]++[」』）”]*+\s*+"
    r"|[؟۔।]\s*"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Sen|Rep|Gov|Pres|Hon|Rev|Fr|St|Mt|Nos?|vs|cf|Art|"
    rf"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?<![\w.]){CAPITAL}|(?:\b{CAPITAL}\.)+{CAPITAL})\.\s+$"
)
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a paragraph, in order; only white space is between them."""
    spans: list[Span] = []
    for span in _pieces(text):
        if spans and _belongs_to_the_one_before(text, spans[-1], span):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _pieces(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for match in END.finditer(text):
        if not ABBREVIATION.search(text, max(start, match.start() - 20), match.end()):
            spans += _cut(text, start, match.end())
            start = match.end()
    return spans + _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> list[Span]:
    """Return the span without white space around it, in pieces of at most `LONGEST`."""
    spans: list[Span] = []
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= LONGEST:
            return [*spans, Span(start, end)] if start < end else spans
        space = text.rfind(" ", start + 1, start + LONGEST)
        stop = space if space > 0 else start + LONGEST
        spans.append(Span(start, stop))
        start = stop


def _belongs_to_the_one_before(text: str, before: Span, span: Span) -> bool:
    if span.end - before.start > LONGEST_WITH_QUOTATION:
        return False
    return _leaves_open(text, before) or (
        QUOTATION.fullmatch(text, span.start, span.end) is not None
        and QUOTATION.fullmatch(text, before.start, before.end) is None
    )


def _leaves_open(text: str, span: Span) -> bool:
    """Return whether a quotation begins in the span and does not end there."""
    opened = text.count("“", *span) + text.count("«", *span)
    closed = text.count("”", *span) + text.count("»", *span)
    return opened > closed or text.count('"', *span) % 2 == 1
