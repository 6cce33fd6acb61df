"""Resolve a speaker's words to an actor: a name by its mention, a pronoun or an office by what came before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.article import Actor, Block
from corpus.quotes.cue_words import DETERMINERS, OFFICES, SINGULAR_PERSON
from corpus.quotes.discourse import Discourse
from corpus.quotes.noun_phrases import NounPhrase

_MEN, _WOMEN = frozenset(("mr", "sir", "king", "prince")), frozenset(("mrs", "ms", "miss", "queen", "princess", "dame"))
_ENDS_NAME = frozenset(("(", ",", "and", "of", "for", "at", "in", "from", "with", "’", "'", "’s", "'s"))
_FAR_SENTENCES = 12
_APPOSITION = 14
_CLEAR = 0.75
_SURE_OF_NAMES = 0.97
_MOST_CALLED = 200
_JOINS = frozenset(("of", "for", "at", "in", "from", "with", "and"))
_ENDS_APPOSITION = frozenset((",", ".", ";", "and", "said", "told"))
_POSSESSIVE = ("'s", "’s")


class SpeakerReading(NamedTuple):
    """The keys of the actors, and how sure they are: none if nobody can be identified, several if they spoke
    together.
    """

    keys: tuple[str, ...]
    sure: float


class _Mention(NamedTuple):
    first: int
    end: int
    actor: int


NOBODY = SpeakerReading((), 1.0)


class ActorCast:
    """The actors of an article by where they are mentioned, as far as words have been read."""

    def __init__(
        self, scene: Discourse, blocks: Sequence[Block], actors: Sequence[Actor], first_names: Mapping[str, float]
    ) -> None:
        self._scene = scene
        self._actors = actors
        self._mentions = sorted(_mentions(scene, blocks, actors))
        self._firsts = [mention.first for mention in self._mentions]
        self._men = self._manly(first_names)
        self._titles: dict[str, list[tuple[int, int]]] | None = None
        self._spoke: list[tuple[int, int]] = []

    def speaker(self, phrase: NounPhrase) -> SpeakerReading:
        """Return the actor that `phrase` refers to. Call it in reading order: the last speaker is likely to go on."""
        lower = self._scene.text.lower
        if phrase.kind == "name":
            number = self._named(phrase)
            if number is not None:
                return self._known(phrase, number, _SURE_OF_NAMES)
            together = self._together(phrase)
            if together:
                return SpeakerReading(together, _SURE_OF_NAMES)
        if phrase.kind in ("name", "noun"):
            return self._by_office(phrase)
        if phrase.kind in ("who", "which"):
            before = next((one for one in reversed(self._phrases(phrase)) if one.end <= phrase.first), None)
            return self.speaker(before) if before and before.kind in ("name", "noun") else NOBODY
        if lower[phrase.first] in SINGULAR_PERSON:
            return self._by_pronoun(phrase.first, man=lower[phrase.first] == "he")
        return NOBODY

    def names(self, phrase: NounPhrase) -> bool:
        """Return whether `phrase` is the name of an actor."""
        return self._named(phrase) is not None

    def _phrases(self, phrase: NounPhrase) -> list[NounPhrase]:
        return self._scene.phrases(self._scene.text.sentence[phrase.first])

    def _known(self, phrase: NounPhrase, number: int, sure: float) -> SpeakerReading:
        self._spoke.append((phrase.first, number))
        return SpeakerReading((self._actors[number].key,), sure)

    def _within(self, first: int, end: int) -> list[_Mention]:
        return self._mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, end)]

    def _named(self, phrase: NounPhrase) -> int | None:
        """Return the actor that the phrase names, and does not only mention: not in “Tosk's aide”, “a lawyer for the
        port”.
        """
        words, lower = self._scene.text.words, self._scene.text.lower
        named: list[int] = []
        for mention in self._within(phrase.first, phrase.end):
            if self._is_joined(phrase.first, mention.first):
                break
            whole = mention.end >= phrase.end
            if whole or (lower[mention.end] in _ENDS_NAME and not words[mention.end - 1].endswith(_POSSESSIVE)):
                if not whole and "and" in lower[mention.end : phrase.end]:
                    return None
                named.append(mention.actor)
        persons = [number for number in named if self._actors[number].kind == "person"]
        return persons[-1] if persons else named[-1] if named else None

    def _together(self, phrase: NounPhrase) -> tuple[str, ...]:
        """Return the actors of “Tosk and Halm”, if there is one on either side of each “and”."""
        lower = self._scene.text.lower
        joints = [at for at in range(phrase.first, phrase.end) if lower[at] == "and"]
        firsts, ends = [phrase.first, *(at + 1 for at in joints)], [*joints, phrase.end]
        named = [self._named(phrase._replace(first=first, end=end)) for first, end in zip(firsts, ends, strict=True)]
        keys = dict.fromkeys(self._actors[number].key for number in named if number is not None)
        return tuple(keys) if len(keys) == len(named) else ()

    def _is_joined(self, first: int, mention: int) -> bool:
        """Return whether “for”, “of the” … connect the mention to the words before it in the phrase."""
        lower = self._scene.text.lower
        at = mention - 1
        while at > first and lower[at] in DETERMINERS:
            at -= 1
        return at >= first and lower[at] in _JOINS

    def _may_be_person(self, number: int) -> bool:
        return self._actors[number].kind in ("person", None)

    def _manly(self, first_names: Mapping[str, float]) -> list[float]:
        """Return how likely each actor is a man, 0 to 1, by title or else by first name."""
        lower = self._scene.text.lower
        manly = [first_names.get(actor.name.split(" ", 1)[0], 0.5) for actor in self._actors]
        for mention in self._mentions:
            before = lower[max(0, mention.first - 2) : mention.end]
            if not _MEN.isdisjoint(before):
                manly[mention.actor] = 1.0
            elif not _WOMEN.isdisjoint(before):
                manly[mention.actor] = 0.0
        return manly

    def _by_pronoun(self, at: int, *, man: bool) -> SpeakerReading:
        text = self._scene.text
        sentence, paragraph = text.sentence[at], text.paragraph[at]
        scores: dict[int, float] = {}
        for number in range(bisect_left(self._firsts, at) - 1, -1, -1):
            mention = self._mentions[number]
            back = sentence - text.sentence[mention.first]
            if back > _FAR_SENTENCES:
                break
            manly = self._men[mention.actor]
            if not self._may_be_person(mention.actor) or (manly < 0.35 if man else manly > 0.65):
                continue
            subject = self._leads(mention)
            score = -back * (1.0 if text.paragraph[mention.first] == paragraph else 1.3)
            score += 1.2 * subject + 0.5 * (manly != 0.5) - (at - mention.first) / 1000
            score += 0.5 * (self._actors[mention.actor].kind == "person")
            score += 0.3 * (len(self._actors[mention.actor].mentions) > 1)
            if text.words[mention.end - 1].endswith(_POSSESSIVE):
                score -= 0.7
            scores[mention.actor] = max(score, scores.get(mention.actor, score))
        if self._spoke:
            spoke_at, last = self._spoke[-1]
            if last in scores and paragraph - text.paragraph[spoke_at] < 3:
                scores[last] += 1.4
        return self._clearest(at, scores)

    def _clearest(self, at: int, scores: Mapping[int, float]) -> SpeakerReading:
        ranked = sorted(scores.items(), key=lambda one: -one[1])
        if not ranked:
            return NOBODY
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
        if lead < _CLEAR:
            return NOBODY
        self._spoke.append((at, ranked[0][0]))
        return SpeakerReading((self._actors[ranked[0][0]].key,), min(0.9, 0.6 + 0.1 * lead))

    def _leads(self, mention: _Mention) -> bool:
        """Return whether the mention is in the first noun phrase of its sentence, or was a speaker."""
        phrases = self._scene.phrases(self._scene.text.sentence[mention.first])
        leads = bool(phrases) and phrases[0].first <= mention.first < phrases[0].end
        return leads or any(first <= mention.first < first + 8 for first, _ in self._spoke[-3:])

    def _by_office(self, phrase: NounPhrase) -> SpeakerReading:
        """“the minister”: the one person so called before, in front of the name or in an apposition behind it."""
        text = self._scene.text
        words = text.lower[phrase.first : phrase.end]
        offices = [word for word in words if word in OFFICES]
        if not offices or words[0] in ("a", "an", "one", "another", "some", "two", "several"):
            return NOBODY
        called = self._people_called(offices[-1], phrase.first)
        return self._known(phrase, called.pop(), 0.8) if len(called) == 1 else NOBODY

    def _people_called(self, office: str, before: int) -> set[int]:
        """Return the people who were given the office before, by the text or the actor's role."""
        if self._titles is None:
            self._titles = {}
            for mention in self._mentions:
                if self._may_be_person(mention.actor):
                    for word in OFFICES.intersection(self._words_around(mention)):
                        self._titles.setdefault(word, []).append((mention.first, mention.actor))
        return {actor for first, actor in self._titles.get(office, ())[:_MOST_CALLED] if first < before}

    def _words_around(self, mention: _Mention) -> list[str]:
        """Return the words before the name, those of an apposition behind it, and those of the actor's role."""
        text = self._scene.text
        start, end = text.sentences[text.sentence[mention.first]]
        before = text.lower[max(start, mention.first - 4) : mention.first]
        following = text.lower[mention.end : mention.end + 1]
        behind = text.lower[mention.end + 1 : min(end, mention.end + _APPOSITION)] if following == [","] else []
        behind = behind[: next((at for at, word in enumerate(behind) if word in _ENDS_APPOSITION), len(behind))]
        role = self._actors[mention.actor].role
        return before + behind + (role.lower().split() if role else [])


def _mentions(scene: Discourse, blocks: Sequence[Block], actors: Sequence[Actor]) -> Iterator[_Mention]:
    """Mentions as words of the text; `blocks` are its paragraphs, in order."""
    starts, bounds = scene.text.starts, scene.text.paragraph_starts
    begins = [block.start for block in blocks]
    ends = [block.end for block in blocks]
    for number, actor in enumerate(actors):
        for start, end in actor.mentions:
            at = bisect_right(begins, start) - 1
            if at < 0 or start >= ends[at]:
                continue
            in_text = blocks[at].from_source
            first = bisect_left(starts, in_text(start), bounds[at], bounds[at + 1])
            behind = bisect_left(starts, in_text(end), first, bounds[at + 1])
            if behind > first:
                yield _Mention(first, behind, number)
