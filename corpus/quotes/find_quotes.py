"""Quotes: who said what, with which verb. Direct, mixed and indirect speech, by rules for marks and learnt rankers.

paragraphs ─ marks ─ words ─ noun phrases, cues ─ candidates ─ rankers ─ speakers ─> Quote
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from msgspec.structs import replace

from corpus.article import Actor, Block, Quote, Role
from corpus.quotes.attribution import IndirectSpeech, Speech, classify_spans, indirect_speech
from corpus.quotes.discourse import Discourse
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import MARKS, OUTSIDE, QuoteText
from corpus.quotes.ranker import shipped_model
from corpus.quotes.speakers import NOBODY, ActorCast
from corpus.quotes.transcripts import find_turns

_SPOKEN_IN = frozenset((Role.BODY, Role.DEK, Role.CAPTION))
_JOINTS = frozenset((",", ";", ":", "and", "but", "—", "–", "-"))
_TRAILING = frozenset(".,;:!?…—–-")
_CLOSING = frozenset(",;")
_DASHES = frozenset("—–-―")
_LONGEST_DATELINE = 12
_SURE_OF_TURNS = 0.9

Kind = Literal["direct", "mixed", "indirect"]


class _Found(NamedTuple):
    first: int
    end: int
    kind: Kind
    cue: int | None
    phrase: NounPhrase | None
    sure: float


def find_quotes(blocks: Sequence[Block], actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """Return the quotes in the body, dek and captions of an article, in reading order; offsets are those of the source.

    `actors` are the article's own, by whom speakers are known. Headlines and subheads repeat what the body quotes.
    """
    spoken = [block for block in blocks if block.role in _SPOKEN_IN and block.text]
    model = shipped_model()
    scene = Discourse(QuoteText([block.text for block in spoken]), model.vocabulary)
    if not scene.tells:
        return ()
    speech = [one for one in classify_spans(scene, model) if one.chance > 0.5]
    cast = ActorCast(scene, spoken, actors, model.first_names)
    turns = find_turns(scene.text, cast.names)
    told = {scene.text.paragraph[turn.first] for turn in turns}
    found = [_Found(turn.first, turn.end, "direct", None, turn.phrase, _SURE_OF_TURNS) for turn in turns]
    joined = _joined(scene, speech, indirect_speech(scene, model))
    found += [one for one in joined if scene.text.paragraph[one.first] not in told]
    return tuple(_quote(scene, spoken, cast, one) for one in sorted(found, key=lambda one: (one.first, one.end)))


def count_quotes(actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Actor, ...]:
    """Return the actors, each with how many of the quotes are theirs."""
    spoken = Counter(key for quote in quotes for key in quote.said_by)
    return tuple(replace(actor, quotes=spoken[actor.key]) for actor in actors)


def _joined(scene: Discourse, speech: Sequence[Speech], said: Sequence[IndirectSpeech]) -> Iterator[_Found]:
    """Merge quoted and indirect speech if one contains the other, so that no words are reported twice."""
    text = scene.text
    spoken = {one.number: one for one in speech}
    told: set[int] = set()
    for one, following in zip_longest(said, said[1:]):
        if following and following.phrase.first < one.first < following.cue < one.end:
            one = one._replace(end=following.cue)
        first, end = _untangled(scene, one, spoken)
        first = _behind_dateline(text, first, end)
        if end - first < 2 or _only_quoted(text, first, end):
            continue
        inside = {number for number in text.inside[first:end] if number != OUTSIDE}
        if inside & told:
            continue
        told |= inside
        yield _Found(first, end, "mixed" if inside else "indirect", one.cue, one.phrase, one.sure)
    for number, verdict in spoken.items():
        if number not in told:
            quote = text.quoted[number]
            kind: Kind = "mixed" if _is_fragment(scene, number) else "direct"
            yield _Found(
                quote.first, quote.end, kind, verdict.cue, verdict.phrase, verdict.chance * (0.5 + 0.5 * verdict.sure)
            )


def _untangled(scene: Discourse, said: IndirectSpeech, spoken: dict[int, Speech]) -> tuple[int, int]:
    """Return the content up to where speech with a cue of its own begins, and up to the end of a quote that it cuts."""
    text = scene.text
    first, end = said.first, said.end
    at = first
    while at < end:
        number = text.inside[at]
        if number == OUTSIDE:
            at += 1
            continue
        quote, verdict = text.quoted[number], spoken.get(number)
        if verdict is not None and verdict.cue != said.cue and verdict.cue is not None and verdict.phrase is not None:
            start = min(verdict.cue, quote.before)
            end = start if start > first else first
            while end > first and text.lower[end - 1] in _JOINTS:
                end -= 1
            break
        if quote.before < first:
            first = quote.after
        at = quote.after
        end = max(end, min(quote.after, len(text)))
    while end > first and (text.words[end - 1] in _TRAILING or text.lower[end - 1] in _JOINTS):
        end -= 1
    return first, end


def _behind_dateline(text: QuoteText, first: int, end: int) -> int:
    """Return where the words begin behind “OSTRENE (Meridian Wire) — ”, if the paragraph begins so."""
    if first != text.paragraph_starts[text.paragraph[first]] or not text.words[first].isupper():
        return first
    dash = next((at for at in range(first + 1, min(end, first + _LONGEST_DATELINE)) if text.words[at] in _DASHES), None)
    if dash is None or not any(_stands_apart(text, at) for at in (dash, dash + 1)):
        return first
    behind = dash
    while behind < end and text.words[behind] in _DASHES:
        behind += 1
    return behind


def _stands_apart(text: QuoteText, dash: int) -> bool:
    """Return whether `dash` has only a dash right behind it that is no hyphen, as that in “Port-Ilmay” is."""
    return text.words[dash] in _DASHES and dash + 1 < len(text) and text.end_of(dash) < text.starts[dash + 1]


def _only_quoted(text: QuoteText, first: int, end: int) -> bool:
    """Return whether nothing is outside of quotation marks."""
    return all(
        text.inside[at] != OUTSIDE or not text.words[at][0].isalnum() or text.words[at] in MARKS
        for at in range(first, end)
    )


def _is_fragment(scene: Discourse, number: int) -> bool:
    """Return whether a quoted span is a piece of the outlet's own sentence: “predicted ‘the same level of energy’”."""
    text, quote = scene.text, scene.text.quoted[number]
    start = text.paragraph_starts[text.paragraph[quote.first]]
    if quote.before == start or not text.words[quote.first][0].islower():
        return False
    return text.words[quote.before - 1] not in {",", ":"} and quote.before - 1 != start


def _quote(scene: Discourse, blocks: Sequence[Block], cast: ActorCast, found: _Found) -> Quote:
    text = scene.text
    block = blocks[text.paragraph[found.first]]
    end = found.end - (text.words[found.end - 1] in _CLOSING and found.end - found.first > 1)
    low, high = text.starts[found.first], text.end_of(end - 1)
    speaker = cast.speaker(found.phrase) if found.phrase else NOBODY
    words = _named_phrase(scene, found.phrase)
    return Quote(
        speaker=speaker.keys[0] if len(speaker.keys) == 1 else None,
        speaker_text=words and _words_of(scene, blocks, words),
        cue=_cue_words(text, found.cue),
        text=block.text[low:high],
        start=block.to_source(low),
        end=block.to_source(high - 1) + 1,
        kind=found.kind,
        confidence=round(found.sure * speaker.sure, 3),
        speakers=speaker.keys if len(speaker.keys) > 1 else (),
    )


def _named_phrase(scene: Discourse, phrase: NounPhrase | None) -> NounPhrase | None:
    """Return the phrase, or for “who” the one that it refers to."""
    if phrase is None or phrase.kind not in ("who", "which"):
        return phrase
    before = [one for one in scene.phrases(scene.text.sentence[phrase.first]) if one.end <= phrase.first]
    return before[-1] if before else phrase


def _words_of(scene: Discourse, blocks: Sequence[Block], phrase: NounPhrase) -> str:
    """Return the words of a phrase as they are in the text."""
    text = scene.text
    return blocks[text.paragraph[phrase.first]].text[text.starts[phrase.first] : text.end_of(phrase.end - 1)]


def _cue_words(text: QuoteText, cue: int | None) -> str | None:
    """Return the cue; a colon or dash is none to print."""
    if cue is None or not text.words[cue][0].isalpha():
        return None
    if text.lower[cue] == "according" and cue + 1 < len(text) and text.lower[cue + 1] == "to":
        return f"{text.words[cue]} to"
    return text.words[cue]
