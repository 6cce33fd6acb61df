"""Who may have said a quoted span, with which cue, and what speaks for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.quotes.phrases import Phrase
from corpus.quotes.scene import Scene, step
from corpus.quotes.tokens import OUTSIDE, SINGLE_MARKS
from corpus.quotes.words import DASHES, FUNCTION_WORDS, SAYING

Signs = tuple[str, ...]
_SHORT = 4
_MOST_CUES = 4


class Candidate(NamedTuple):
    """A cue (None where there is none) and its subject; `signs` are groups, many of which candidates share."""

    cue: int | None
    phrase: Phrase
    signs: tuple[Signs, ...]


class Told(NamedTuple):
    """The last quote that was speech: its number, cue and speaker."""

    number: int
    cue: int | None
    phrase: Phrase


class Frame(NamedTuple):
    """A quoted span as its neighbours see it: the word before, the sign it ends with, the word after, its length."""

    before: str
    signs: str
    size: str


def frame_of(scene: Scene, number: int) -> Frame:
    """The frame of quoted span `number`."""
    text, quote = scene.text, scene.text.quoted[number]
    paragraph = text.paragraph[quote.first]
    bounds = text.paragraph_starts[paragraph], text.paragraph_starts[paragraph + 1]
    before = text.lower[quote.before - 1] if quote.before > bounds[0] else "^"
    after = text.lower[quote.after] if quote.after < bounds[1] else "$"
    last = text.lower[quote.end - 1]
    signs = (
        ("^" if before == "^" else before if before in ",:" else "w")
        + (last if not last[0].isalnum() else "w")
        + ("$" if after == "$" else "p" if not after[0].isalnum() else "w")
    )
    return Frame(before, signs, step(quote.end - quote.first))


def candidates_of(scene: Scene, number: int, frame: Frame) -> Iterator[Candidate]:
    """Each pair of a cue near quoted span `number` and a subject of it, and phrases beside the span without a cue."""
    text, quote = scene.text, scene.text.quoted[number]
    first, last = quote.before, quote.after - 1
    paragraph = text.paragraph[first]
    opening, closing = text.sentence[first], text.sentence[last]
    near = [
        sentence
        for sentence in range(max(0, opening - 2), min(closing + 2, len(text.sentences)))
        if sentence < opening or text.paragraph[text.sentences[sentence][0]] == paragraph
    ]
    before: list[tuple[int, str]] = []
    behind: list[tuple[int, str]] = []
    for sentence in near:
        start, end = text.sentences[sentence]
        where = "same" if sentence in (opening, closing) else "prev" if sentence < opening else "next"
        elsewhere = text.paragraph[start] != paragraph
        if where == "prev" and elsewhere and frame.before != "^":
            continue
        place = f"{where}{int(elsewhere)}"
        cues = scene.cues_of.get(sentence, [])
        split = bisect_left(cues, first)
        before += [(cue, place) for cue in cues[max(0, split - _MOST_CUES) : split]]
        behind += [(cue, place) for cue in cues[split : split + _MOST_CUES]]
        for cue in (first - 1, last + 1):
            if start <= cue < end and text.lower[cue] in DASHES and text.inside[cue] == OUTSIDE:
                yield from _with_cue(scene, number, frame, cue, place)
    for cue, place in before[-_MOST_CUES:] + behind[:_MOST_CUES]:
        yield from _with_cue(scene, number, frame, cue, place)
    for sentence in range(opening, min(closing, near[-1]) + 1):
        yield from _without_cue(scene, number, frame, sentence)


def _with_cue(scene: Scene, number: int, frame: Frame, cue: int, place: str) -> Iterator[Candidate]:
    text, quote = scene.text, scene.text.quoted[number]
    first, last = quote.before, quote.after - 1
    lower, word = text.lower, text.lower[cue]
    before = cue < first
    place = ("B" if before else "A") + place
    following = lower[cue + 1] if cue + 1 < len(text) else "$"
    following = '"' if cue + 1 == first else following if following in FUNCTION_WORDS else "w"
    preceding = lower[cue - 1] if cue and text.sentence[cue - 1] == text.sentence[cue] else "^"
    preceding = '"' if cue - 1 == last else preceding if preceding in FUNCTION_WORDS else "w"
    distance = first - cue - 1 if before else cue - last - 1
    low, high = (cue + 1, first) if before else (last + 1, cue)
    cues = min(2, bisect_left(scene.cues, high) - bisect_left(scene.cues, low))
    quotes = min(2, bisect_left(scene.opens, high) - bisect_left(scene.opens, low))
    name = "dash" if word in DASHES and word != ":" else word
    saying = word in SAYING
    opens = frame.before if frame.before in FUNCTION_WORDS else "w"
    own = (
        _span_signs(place, step(distance), frame.signs),
        _cue_signs(place, name, str(scene.lexicon.cues.get(word, "-")), saying, following, cues),
        _side_signs(place[0], frame.signs, name, preceding, saying),
        _way_signs(place, cues, quotes, opens, int(frame.size) > _SHORT),
    )
    for subject in scene.subjects(cue):
        phrase, side = subject.phrase, subject.side
        inner = "i" if low <= phrase.first < high else "o" if (phrase.first < cue) == before else "q"
        pair = _pair_signs(place[:2], side, subject.rank, phrase.kind, step(subject.gap), inner, cues)
        yield Candidate(cue, phrase, (*own, *subject.signs, pair))


@lru_cache(maxsize=4096)
def _span_signs(place: str, distance: str, frame: str) -> Signs:
    """How far a cue is from the quoted span, and where."""
    near = min(int(distance), 4)
    return f"p{place}", f"d{place}{distance}", f"f{place}{frame}", f"fd{place[0]}{frame}{near}"


@lru_cache(maxsize=8192)
def _cue_signs(place: str, name: str, rate: str, saying: bool, following: str, cues: int) -> Signs:
    """The cue, how often it is one, and what follows it."""
    return (
        f"r{place}{rate}",
        f"c {name}",
        f"n{place}{following}",
        f"cn{name}{following}",
        f"rs{place[0]}{rate}{saying}{cues}",
    )


@lru_cache(maxsize=8192)
def _side_signs(side: str, frame: str, name: str, preceding: str, saying: bool) -> Signs:
    """The cue on its side of the quoted span, and what precedes it."""
    return f"v{side}{preceding}{saying}", f"cf{side}{frame}{name}"


@lru_cache(maxsize=4096)
def _way_signs(place: str, cues: int, quotes: int, opens: str, long: bool) -> Signs:
    """What stands between the cue and the quoted span."""
    return f"o{place}{cues}{quotes}", f"cb{place[0]}{opens}{long}"


@lru_cache(maxsize=4096)
def _pair_signs(place: str, side: str, rank: int, kind: str, gap: str, inner: str, cues: int) -> Signs:
    """How phrase, cue and quote stand to each other."""
    return (
        f"ps{place}{side}{kind}",
        f"pr{place}{side}{rank}{kind}",
        f"pg{place}{side}{gap}",
        f"pi{place}{inner}{side}{cues}",
    )


def _without_cue(scene: Scene, number: int, frame: Frame, sentence: int) -> Iterator[Candidate]:
    """“the minister's ‘…’”, “Tosk: …” and the like."""
    text, quote = scene.text, scene.text.quoted[number]
    first, last = quote.before, quote.after - 1
    phrases = scene.phrases(sentence)
    beside = [phrase for phrase in phrases if phrase.end <= first][-2:]
    beside += [phrase for phrase in phrases if phrase.first > last][:1]
    for phrase in beside:
        before = phrase.first < first
        gap = text.lower[phrase.end : first] if before else text.lower[last + 1 : phrase.first]
        between = "_".join(gap[-2:]) if len(gap) < 3 else "far"
        signs = (
            ("nocue", f"nk{phrase.kind}{before}{step(len(gap))}", f"ng{between}"),
            (f"nf{frame.signs}", f"ns{frame.size}", f"nh{scene.head(phrase)}"),
        )
        yield Candidate(None, phrase, signs)


def continuation(scene: Scene, number: int, frame: Frame, told: Told) -> Candidate:
    """The speaker of the last quote goes on speaking."""
    text, quote = scene.text, scene.text.quoted[number]
    before = text.quoted[told.number]
    paragraphs = text.paragraph[quote.first] - text.paragraph[before.first]
    sentences = text.sentence[quote.before] - text.sentence[before.after - 1]
    if before.runs_on and number == told.number + 1:
        relation = "on"
    elif paragraphs:
        relation = f"p{min(paragraphs, 3)}s{min(sentences, 4)}"
    else:
        relation = f"s{min(sentences, 3)}"
    cue_first = told.cue is not None and told.cue < before.first
    cue_between = told.cue is not None and told.cue >= before.after
    ended = cue_between and text.lower[quote.before - 1] in ".,"
    own = scene.cues_of.get(text.sentence[quote.before], ())
    between = [cue for cue in own if (told.cue or 0) < cue < quote.before and cue >= before.after]
    nearest = scene.lexicon.cues[text.lower[between[-1]]] if between else "-"
    signs = (
        "cont",
        f"ct{relation}",
        f"cf{relation}{frame.signs}",
        f"cz{relation}{frame.size}",
        f"ck{relation}{min(number - told.number, 3)}",
        f"cb{relation}{cue_first}{ended}",
        f"ca{relation}{len(scene.cues_of.get(text.sentence[quote.before], ())) > 0}{frame.before == '^'}",
        f"cp{relation}{told.phrase.kind}",
        f"cx{relation}{min(len(between), 2)}{nearest}{cue_between}",
        f"cy{relation}{_last_cue(scene, quote.before, between)}",
    )
    return Candidate(told.cue, told.phrase, (signs,))


def _last_cue(scene: Scene, quote: int, cues: list[int]) -> str:
    """What kind of cue stands last before word `quote`."""
    if not cues:
        return ""
    word = scene.text.lower[cues[-1]]
    return f"{word in SAYING}{quote - cues[-1] < 3}{word.endswith('ing')}"


def speech_signs(
    scene: Scene, number: int, frame: Frame, best: Candidate | None, score: float, *, in_title: bool
) -> list[str]:
    """What tells whether a quoted span is speech, or else a title, a heading or a scare quote."""
    text, quote = scene.text, scene.text.quoted[number]
    words = [word for word in text.words[quote.first : quote.end] if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words) * 3 // max(len(words), 1)
    functions = sum(word.lower() in FUNCTION_WORDS for word in words)
    second = text.lower[quote.before - 2] if quote.before > 1 else "^"
    mark = "s" if text.words[quote.before] in SINGLE_MARKS else "d"
    if best is None:
        cue, kind, goes_on = "0", "-", False
    else:
        cue = "-" if best.cue is None else text.lower[best.cue]
        kind, goes_on = best.phrase.kind, best.signs[0][0] == "cont"
    size = frame.size
    around = text.quoted[max(0, number - 3) : number + 4]
    same = min(4, sum(text.sentence[other.first] == text.sentence[quote.first] for other in around))
    return [
        "bias",
        f"s{size}",
        f"f{frame.signs}",
        f"sf{size}{frame.signs}",
        f"cap{capitals}{step(len(words))}",
        f"pb {frame.before}",
        f"p2 {second}_{frame.before}",
        f"up{size}{words[0][0].isupper() if words else '-'}",
        f"v{step(functions)}",
        f"m{mark}{size}",
        f"top{int(max(min(score, 6), -6))}",
        f"c {cue}",
        f"cs {cue}{size}",
        f"k{kind}",
        f"on{quote.runs_on}{quote.repaired}",
        f"tl{in_title}",
        f"one {words[0].lower() if len(words) == 1 else ''}",
        f"w0 {words[0].lower() if words else ''}",
        f"wn {words[-1].lower() if words else ''}",
        f"pl{text.sentence[quote.before] == text.sentence[quote.after - 1]}{goes_on}",
        f"pc{text.paragraph[quote.first] < 3}{capitals}",
        f"nq{same}{size}",
    ]
