"""Quotes measured on the labelled articles of split dev, beside a floor: the nearest name said all that is quoted.

    python -m bench.quotes [--errors]

The weights learnt on split train alone. `--errors` prints what went wrong, a line each.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from time import process_time
from typing import NamedTuple

from bench.labelled.quotes import Attribution, Labelled, halves, is_found, labelled_quotes, overlap
from corpus.article import Span
from corpus.quotes.attribution import IndirectSpeech, Speech, classify_spans, indirect_speech
from corpus.quotes.discourse import Discourse
from corpus.quotes.find_quotes import find_quotes
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import OUTSIDE
from corpus.quotes.ranker import shipped_model
from corpus.settings import CorpusSettings

_FAR = 10**9


class Verdicts(NamedTuple):
    """What was made of the quoted spans and the cues of an article."""

    speech: list[Speech]
    said: list[IndirectSpeech]


class Error(NamedTuple):
    """`kind` of error, and the place in words."""

    kind: str
    words: str


def learnt(article: Labelled) -> Verdicts:
    """By the weights that are shipped."""
    scene = Discourse(article.text, shipped_model().vocabulary)
    return Verdicts(classify_spans(scene, shipped_model()), indirect_speech(scene, shipped_model()))


def nearest_name(article: Labelled) -> Verdicts:
    """The floor: all that is quoted is speech, said by the nearest name with the nearest cue."""
    scene = Discourse(article.text, shipped_model().vocabulary)
    text = article.text
    names = [one for at in range(len(text.sentences)) for one in scene.phrases(at) if one.kind == "name"]
    found = []
    for number, quote in enumerate(text.quoted):

        def distance(first: int, end: int, start: int = quote.before, stop: int = quote.after) -> int:
            return start - end if end <= start else first - stop if first >= stop else _FAR

        name = min(names, key=lambda one: distance(one.first, one.end), default=None)
        cue = min(scene.cues, key=lambda at: distance(at, at + 1), default=None)
        found.append(Speech(number, 1.0, cue, name, 1.0))
    return Verdicts(found, [])


class Measured:
    """Counts over articles, and what went wrong."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: list[Error] = []

    def figures(self) -> Mapping[str, float]:
        """Shares of 1, by name."""
        count = self.counts
        return {
            "quoted spans: precision": _share(count["span right"], count["span"]),
            "quoted spans: recall": _share(count["span found"], count["span wanted"]),
            "quoted spans: F1": _f1(count["span right"], count["span"], count["span found"], count["span wanted"]),
            "quoted spans, cut ones joined: F1": _f1(
                count["joined right"], count["span"], count["joined found"], count["joined wanted"]
            ),
            "speaker": _share(count["speaker"], count["told"]),
            "cue": _share(count["cue"], count["told"]),
            "speaker and cue": _share(count["both"], count["told"]),
            "indirect: precision": _share(count["said right"], count["said"]),
            "indirect: recall": _share(count["said found"], count["said wanted"]),
            "indirect: F1": _f1(count["said right"], count["said"], count["said found"], count["said wanted"]),
        }

    def add(self, article: Labelled, verdicts: Verdicts) -> None:
        """Count one article."""
        self._count_spans(article, verdicts.speech)
        for speech in verdicts.speech:
            self._count_speaker(article, speech)
        self._count_indirect(article, verdicts.said)

    def _count_spans(self, article: Labelled, speech: Sequence[Speech]) -> None:
        quoted = article.text.quoted
        wanted = article.quoted_parts()
        got = [article.span(quoted[one.number].first, quoted[one.number].end) for one in speech if one.chance > 0.5]
        right = [is_found(span, wanted) for span in got]
        found = [is_found(span, got) for span in wanted]
        self.counts.update(
            {"span": len(got), "span right": sum(right), "span wanted": len(wanted), "span found": sum(found)}
        )
        joined = article.joined_parts()
        self.counts.update(
            {
                "joined right": sum(is_found(span, joined) for span in got),
                "joined found": sum(is_found(span, got) for span in joined),
                "joined wanted": len(joined),
            }
        )
        for kind, spans, good in (("not speech", got, right), ("speech missed", wanted, found)):
            for span, is_good in zip(spans, good, strict=True):
                if not is_good:
                    self._note(article, kind, span, "")

    def _count_speaker(self, article: Labelled, speech: Speech) -> None:
        text, quote = article.text, article.text.quoted[speech.number]
        span = article.span(quote.first, quote.end)
        gold = article.behind(span)
        if gold is None or not gold.source:
            return
        speaker = speech.phrase is not None and article.fits(speech.phrase, gold.source)
        cue = speech.cue is not None and overlap(article.span(speech.cue, speech.cue + 1), gold.cue) > 0
        self.counts.update({"told": 1, "speaker": speaker, "cue": cue, "both": speaker and cue})
        if not (speaker and cue):
            ours = f"{_words(article, speech.phrase)} | {text.words[speech.cue] if speech.cue is not None else None}"
            theirs = f"{article.words_in(gold.source)} | {article.words_in(gold.cue)}"
            self._note(article, "cue" if speaker else "speaker", span, f"[{ours}] for [{theirs}]")

    def _count_indirect(self, article: Labelled, said: Sequence[IndirectSpeech]) -> None:
        """Of statements without quotation marks, as the annotated ones are."""
        inside = article.text.inside
        plain = [one for one in said if all(number == OUTSIDE for number in inside[one.first : one.end])]
        wanted = article.indirect()
        right = [any(_is_said(article, one, gold) for gold in wanted) for one in plain]
        found = [any(_is_said(article, one, gold) for one in plain) for gold in wanted]
        self.counts.update(
            {"said": len(plain), "said right": sum(right), "said wanted": len(wanted), "said found": sum(found)}
        )
        for one, is_right in zip(plain, right, strict=True):
            if not is_right:
                span = article.span(one.first, one.end)
                self._note(
                    article, "not said", span, f"[{_words(article, one.phrase)} | {article.text.words[one.cue]}]"
                )
        for gold, is_found_ in zip(wanted, found, strict=True):
            if not is_found_:
                note = " | ".join(article.words_in(part) for part in (gold.source, gold.cue, gold.content))
                self._note(article, "said missed", gold.cue[0], note)

    def _note(self, article: Labelled, kind: str, span: Span, note: str) -> None:
        raw = article.raw
        before, behind = raw[max(0, span.start - 110) : span.start], raw[span.end : span.end + 90]
        place = f"{before}⟦{raw[span.start : span.end][:300]}⟧{behind}"
        self.errors.append(Error(kind, f"{note} {place}".replace("\n", "¶")))


def _is_said(article: Labelled, said: IndirectSpeech, gold: Attribution) -> bool:
    return (
        overlap(article.span(said.cue, said.cue + 1), gold.cue) > 0
        and article.fits(said.phrase, gold.source)
        and halves(article.span(said.first, said.end), gold.content)
    )


def _words(article: Labelled, phrase: NounPhrase | None) -> str:
    return article.words_in([article.span(phrase.first, phrase.end)]) if phrase else "nobody"


def _share(part: int, whole: int) -> float:
    return part / max(whole, 1)


def _f1(right: int, got: int, found: int, wanted: int) -> float:
    precision, recall = _share(right, got), _share(found, wanted)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def dev_figures() -> Mapping[str, float]:
    """What the shipped weights reach on split dev."""
    measured = Measured()
    for article in labelled_quotes("dev"):
        measured.add(article, learnt(article))
    return measured.figures()


def quotes_reach(settings: CorpusSettings) -> dict[str, float]:
    """The shares that the gate holds; no setting changes them."""
    figures = dev_figures()
    names = (
        "quoted spans: F1",
        "quoted spans, cut ones joined: F1",
        "speaker",
        "cue",
        "speaker and cue",
        "indirect: F1",
    )
    return {name: figures[name] for name in names}


def milliseconds(articles: Sequence[Labelled]) -> Iterator[float]:
    """CPU milliseconds for an article of 500 words, of each of several rounds."""
    blocks = [article.blocks() for article in articles]
    words = sum(len(article.raw.split()) for article in articles)
    for _ in range(3):
        begun = process_time()
        for one in blocks:
            find_quotes(one, ())
        yield 1000 * (process_time() - begun) / words * 500


def main(errors: bool) -> None:
    """Print the figures, ours and the floor's."""
    articles = labelled_quotes("dev")
    ours, floor = Measured(), Measured()
    for article in articles:
        ours.add(article, learnt(article))
        floor.add(article, nearest_name(article))
    print(f"{'':36}{'learnt':>9}{'nearest name':>14}   {len(articles)} articles")
    for (name, value), other in zip(ours.figures().items(), floor.figures().values(), strict=True):
        print(f"{name:36}{value:9.4f}{other:14.4f}")
    print(f"{'ms CPU for 500 words':36}{min(milliseconds(articles)):9.2f}")
    if errors:
        for error in sorted(ours.errors):
            print(f"{error.kind}: {error.words}")
    else:
        print(dict(Counter(error.kind for error in ours.errors)))


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
