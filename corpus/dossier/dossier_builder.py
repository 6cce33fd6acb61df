"""Taking in articles one by one, so that a dossier can be looked at while it grows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby

from msgspec.structs import replace

from corpus.actors.linking.canonicalize import ActorMap
from corpus.article import Actor, Article, Block, Kind, Span
from corpus.dossier.labels import adds_to_role, labels
from corpus.dossier.model import ArticleSummary, CoMention, Dossier, Occurrence
from corpus.dossier.name_reasons import AS_FOUND, name_reason
from corpus.dossier.quote_forms import QuoteForm, group_quotes
from corpus.dossier.tallies import Used, dated_role, monthly_mentions, outlet_counts, sort_by_time, word_counts
from corpus.text.sentences import sentences

NO_MAP = ActorMap({}, {})


class DossierBuilder:
    """Builds a dossier from the articles that name an actor, one by one, so that it can be shown while it grows.

    `keys` are all keys of this actor; `whose` maps all keys to actors, with reasons.
    """

    def __init__(self, keys: Iterable[str], whose: ActorMap = NO_MAP) -> None:
        self._keys = frozenset(keys)
        self._whose = whose
        own = (whose.actors.get(whose.actor(key) or "") for key in sorted(self._keys))
        self._known = next((actor for actor in own if actor is not None), None)
        known = self._known
        self._why = dict(zip(known.found, known.why, strict=True)) if known is not None else {}
        self._whys: dict[str, Counter[str]] = {}
        self._articles: dict[str, ArticleSummary] = {}
        self._kinds: Counter[Kind] = Counter()
        self._shown: Counter[str] = Counter()
        self._names: defaultdict[str, list[Occurrence]] = defaultdict(list)
        self._roles: defaultdict[str, list[tuple[str | None, Occurrence]]] = defaultdict(list)
        self._cues: Used = defaultdict(lambda: defaultdict(list))
        self._labels: Used = defaultdict(lambda: defaultdict(list))
        self._forms: list[QuoteForm] = []
        self._seen: defaultdict[str, list[Occurrence]] = defaultdict(list)
        self._others: dict[str, Actor] = {}

    def add(self, article: Article) -> None:
        """Take in an article; one that does not name the actor, or was taken in, changes nothing."""
        own = [actor for actor in article.actors if actor.key in self._keys]
        if not own or article.id in self._articles:
            return
        outlet = article.outlet_name
        published = article.published.value if article.published else None
        self._articles[article.id] = ArticleSummary(article.headline.value, outlet, published)
        for actor in own:
            self._shown[actor.name] += len(actor.mentions)
            if actor.kind:
                self._kinds[actor.kind] += len(actor.mentions)
            if actor.role and actor.mentions:
                self._roles[actor.role].append((published, Occurrence(article.id, actor.mentions[0])))
        for quote in article.quotes:
            if not self._keys.isdisjoint(quote.said_by):
                place = Occurrence(article.id, Span(quote.start, quote.end))
                if quote.cue:
                    self._cues[outlet][quote.cue.lower()].append(place)
                if quote.kind != "indirect":
                    self._forms.append(QuoteForm(quote.text, place, outlet, published))
        self._read(article, own, outlet)

    def dossier(self) -> Dossier:
        """Return the dossier of the articles added so far."""
        roles = sorted((dated_role(role, found) for role, found in self._roles.items()), key=sort_by_time)
        months, rows = monthly_mentions(self._names.values(), self._articles)
        newest = max(roles, key=lambda held: (held.last or "", len(held.places)), default=None)
        return Dossier(
            keys=tuple(sorted(self._keys)),
            name=self._name,
            kind=self._known.kind if self._known else self._kinds.most_common(1)[0][0] if self._kinds else None,
            role=newest.role if newest else None,
            mentions=sum(map(len, self._names.values())),
            names=tuple(replace(name, why=self._reason(name.what)) for name in word_counts(self._names)),
            roles=tuple(roles),
            months=months,
            by_month=rows,
            cues=outlet_counts(self._cues),
            labels=outlet_counts(self._labels),
            quotes=group_quotes(self._forms),
            seen=tuple(
                CoMention(key, *self._called(key), tuple(places))
                for key, places in sorted(self._seen.items(), key=lambda item: -len(item[1]))
            ),
            articles=dict(self._articles),
        )

    @property
    def _name(self) -> str:
        if self._known is not None:
            return self._known.name
        return self._shown.most_common(1)[0][0] if self._shown else ""

    def _reason(self, words: str) -> str:
        """Return why a name is the actor's, mostly."""
        return self._whys[words].most_common(1)[0][0]

    def _called(self, key: str) -> tuple[str, Kind | None]:
        """Return the name and the kind of another actor."""
        actor = self._whose.actors.get(key)
        return (actor.name, actor.kind) if actor is not None else (self._others[key].name, self._others[key].kind)

    def _read(self, article: Article, own: list[Actor], outlet: str | None) -> None:
        """Go through the sentences that name the actor."""
        named = sorted(
            (number, span, actor)
            for actor in own
            for span in actor.mentions
            if (number := article.block_number_at(span.start)) is not None
        )
        others: defaultdict[int, list[tuple[Span, Actor]]] = defaultdict(list)
        for actor in article.actors:
            if actor.key not in self._keys and self._whose.actor(actor.key):
                for span in actor.mentions:
                    if (number := article.block_number_at(span.start)) is not None:
                        others[number].append((span, actor))
        for actor in own:
            for span in actor.by_office:
                block = article.block_at(span.start)
                if block is None:
                    continue
                said = block.text[block.from_source(span.start) : block.from_source(span.end)].lower()
                if adds_to_role(said, actor.role):
                    self._labels[outlet][said].append(Occurrence(article.id, span))
        for at, here in groupby(named, key=lambda one: one[0]):
            block = article.blocks[at]
            split = sentences(block.text)
            for _, span, actor in here:
                name = Span(block.from_source(span.start), block.from_source(span.end))
                words = block.text[name.start : name.end]
                self._names[words].append(Occurrence(article.id, span))
                why = name_reason(words, actor.name, self._why.get(actor.key, AS_FOUND))
                self._whys.setdefault(words, Counter())[why] += 1
                sentence = next((one for one in split if one.start <= name.start < one.end), Span(0, len(block.text)))
                for label in labels(block.text, sentence, name, actor.role):
                    said = block.text[label.start : label.end].lower()
                    self._labels[outlet][said].append(Occurrence(article.id, _in_source(block, label)))
            self._note_others(article.id, block, split, [span for _, span, _ in named], others[at])

    def _note_others(
        self, id: str, block: Block, split: list[Span], own: list[Span], others: list[tuple[Span, Actor]]
    ) -> None:
        for sentence in split:
            whole = _in_source(block, sentence)
            if not any(whole.start <= span.start < whole.end for span in own):
                continue
            here = {self._key(actor): actor for span, actor in others if whole.start <= span.start < whole.end}
            for key, actor in here.items():
                self._others.setdefault(key, actor)
                self._seen[key].append(Occurrence(id, whole))

    def _key(self, actor: Actor) -> str:
        return self._whose.actor(actor.key) or actor.key


def _in_source(block: Block, span: Span) -> Span:
    return Span(block.to_source(span.start), block.to_source(span.end))
