"""All phrases at once: a net of places, walked a word at a time, so that no phrase can take long whatever it says.

A place waits for a word. Where a text is, is a set of places; of most texts it is empty after a word or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from corpus.text.phrases.syntax import Alternatives, AnyNumber, AnyWords, Item, Phrase, PlainWord, phrase_tokens
from corpus.text.scripts import SYLLABIC

SIGNS = frozenset(":©@")
_ENDS = '.,:;!?)]"”»'
_AROUND = '.,!?…*"“”„«»'
_SHORT = 3  # letters

Kind = TypeVar("Kind")


class _Place(Generic[Kind]):
    """A state of the net: the next states by word, any word or any number, those reached at once, and the kind
    matched.
    """

    __slots__ = ("any", "at_once", "number", "said", "words")

    def __init__(self) -> None:
        self.words: dict[str, set[_Place[Kind]]] = {}
        self.any: set[_Place[Kind]] = set()
        self.number: set[_Place[Kind]] = set()
        self.at_once: list[_Place[Kind]] = []
        self.said: Kind | None = None

    @property
    def next(self) -> Iterator[_Place[Kind]]:
        for places in (*self.words.values(), self.any, self.number, self.at_once):
            yield from places


class PhraseNet(Generic[Kind]):
    """Phrases of several kinds, matched together; of two that match, the one whose kind was added first wins.

    Phrases that begin with `…`, or with a short word and `…`, are only tried on texts that contain one of their rarer
    words.
    """

    def __init__(self, phrases: Iterable[tuple[Kind, Phrase]]) -> None:
        self._order: dict[Kind, int] = {}
        self._first: _Place[Kind] = _Place()
        told_by: dict[str, set[_Place[Kind]]] = {}
        for kind, phrase in phrases:
            self._order.setdefault(kind, len(self._order))
            end: _Place[Kind] = _Place()
            end.said = kind
            start = _chain(phrase, end)
            at_once = any(place.any for place in (start, *_closure(start)))
            telling = _telling(phrase) if at_once else _telling_later(phrase)
            for word in telling:
                told_by.setdefault(word, set()).add(start)
            if not telling:
                self._first.at_once.append(start)
        _settle({self._first}.union(*told_by.values()))
        self._signs = {word: told_by[word] for word in told_by if word in SIGNS or SYLLABIC.match(word)}
        self._told_by = {word + end: told_by[word] for word in told_by for end in ("", *_ENDS)}
        self._go_on: dict[str, frozenset[str] | None] = {}
        self._telling = {word.replace("'", sign) for word in self._told_by for sign in ("'", "’")}

    def may_fit(self, lower: str) -> bool:
        """Return whether a text in lower case may match: a quick look at its first words, and for words that only
        phrases have.
        """
        words = lower.split()
        return (
            self._may_begin(words)
            or not self._telling.isdisjoint(words)
            or "(c)" in lower
            or any(map(lower.__contains__, self._signs))
        )

    def _may_begin(self, words: list[str]) -> bool:
        """Return whether the first two words may begin a phrase; True where that takes more than a look."""
        if len(words) < 2:
            return True
        first, second = words[0].strip(_AROUND), words[1].strip(_AROUND)
        if not first.isalpha() or SYLLABIC.match(first):
            return True
        if first not in self._first.words:
            return False
        if first not in self._go_on:
            self._go_on[first] = self._words_after(first)
        goes_on = self._go_on[first]
        return goes_on is None or second in goes_on or not second.isalpha() or SYLLABIC.match(second) is not None

    def _words_after(self, first: str) -> frozenset[str] | None:
        """Return the words that can follow a first one; None where any can."""
        places = self._first.words[first]
        if any(place.any for place in places):
            return None
        return frozenset(word for place in places for word in place.words)

    def kind(self, shown: str) -> Kind | None:
        """Return the kind of phrase that a plain text is, all of it; None where it is none."""
        here = {self._first}
        for word in self._told_by.keys() & shown.split():
            here |= self._told_by[word]
        for sign, starts in self._signs.items():
            if sign in shown:
                here |= starts
        for token in phrase_tokens(shown):
            there: set[_Place[Kind]] = set()
            for place in here:
                if token in place.words:
                    there.update(place.words[token])
                if place.any:
                    there.update(place.any)
                if place.number and token[0].isdigit():
                    there.update(place.number)
            if token in SIGNS:
                there.update(here)
            if not there:
                return None
            here = there
        said = [place.said for place in here if place.said is not None]
        return min(said, key=self._order.__getitem__, default=None)


def _chain(items: Phrase, after: _Place[Kind]) -> _Place[Kind]:
    """Return the place from which `items` lead to `after`."""
    for item in reversed(items):
        if isinstance(item, AnyWords):
            after = _any_words(item.most, after)
            continue
        before: _Place[Kind] = _Place()
        if isinstance(item, PlainWord):
            before.words[item.token] = {after}
        elif isinstance(item, AnyNumber):
            before.number = {after}
        else:
            _choose(before, item, after)
        after = before
    return after


def _any_words(most: int | None, after: _Place[Kind]) -> _Place[Kind]:
    for _ in range(1 if most is None else most):
        before: _Place[Kind] = _Place()
        before.any = {before if most is None else after}
        before.at_once = [after]
        after = before
    return after


def _choose(before: _Place[Kind], choice: Alternatives, after: _Place[Kind]) -> None:
    end = after
    if choice.repeats:
        end = _Place()
        end.at_once = [before, after]
    for option in choice.options:
        if len(option) == 1 and isinstance(word := option[0], PlainWord):
            before.words.setdefault(word.token, set()).add(end)
        else:
            before.at_once.append(_chain(option, end))
    if choice.optional:
        before.at_once.append(after)


def _settle(starts: Iterable[_Place[Kind]]) -> None:
    """Give every place all that the places have where one is at once, so that walking need not look there."""
    places = {place: [place, *_closure(place)] for place in _reached(starts)}
    words = {place: place.words for place in places}
    any_word = {place: place.any for place in places}
    numbers = {place: place.number for place in places}
    for place, at_once in places.items():
        if len(at_once) > 1:
            place.words = _joined(words[other] for other in at_once)
            place.any = set().union(*(any_word[other] for other in at_once))
            place.number = set().union(*(numbers[other] for other in at_once))
            place.said = next((other.said for other in at_once if other.said is not None), None)


def _reached(starts: Iterable[_Place[Kind]]) -> list[_Place[Kind]]:
    reached = dict.fromkeys(starts)
    open = list(reached)
    while open:
        new = [place for place in open.pop().next if place not in reached]
        reached.update(dict.fromkeys(new))
        open += new
    return list(reached)


def _closure(place: _Place[Kind]) -> list[_Place[Kind]]:
    """Return the other places where one is at once."""
    found = {place: None}
    open = [place]
    while open:
        for other in open.pop().at_once:
            if other not in found:
                found[other] = None
                open.append(other)
    del found[place]
    return list(found)


def _joined(tables: Iterable[dict[str, set[_Place[Kind]]]]) -> dict[str, set[_Place[Kind]]]:
    joined: dict[str, set[_Place[Kind]]] = {}
    for table in tables:
        for word, places in table.items():
            joined[word] = joined[word] | places if word in joined else places
    return joined


def _telling(phrase: Phrase) -> list[str]:
    """Words one of which is in every text that the phrase fits, and of such words the longest; none if it has none."""
    return max((words for item in phrase if (words := _all_words(item))), key=lambda w: min(map(len, w)), default=[])


def _telling_later(phrase: Phrase) -> list[str]:
    """Such words of a phrase that a short word and `…` begin, which many texts would fit to their end; else none."""
    first = _all_words(phrase[0])
    if not first or min(map(len, first)) > _SHORT or not any(isinstance(item, AnyWords) for item in phrase[1:2]):
        return []
    telling = _telling(phrase[2:])
    return telling if telling and min(map(len, telling)) > _SHORT else []


def _all_words(item: Item) -> list[str]:
    """Return a word of each way to say an item; none where it may be left out, or holds a way without words."""
    if isinstance(item, PlainWord):
        return [item.token]
    if not isinstance(item, Alternatives) or item.optional:
        return []
    ways = [_telling(option) for option in item.options]
    return [word for way in ways for word in way] if all(ways) else []
