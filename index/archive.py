"""An index, opened for reading: search it, and take articles out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

import numpy as np
from msgspec.structs import replace

from corpus.actors.linking.canonical_names import with_canonical_actors
from corpus.article import Article
from corpus.overrides.line_key import line_key
from corpus.overrides.line_recurrence import LineRecurrence
from corpus.overrides.overrides import apply_overrides, apply_role_overrides
from corpus.safety import UNSEEN
from index.aggregates import Aggregates
from index.errors import DamagedData, IndexMissing, trouble_with
from index.perspective import PLAIN, Perspective
from index.query.clauses import Among, And, Clause, Everything, Not, Query
from index.query.date_ranges import say_iso
from index.query.parser import parse
from index.query.query_completion import completed
from index.query.resolve import resolved
from index.query.spelling import Suggestion, respelt
from index.query.to_text import as_typed, narrowing
from index.search.collector import Collector
from index.search.date_histogram import Bar, Timeline, timeline, within
from index.search.facets import Facets, facets, often_named
from index.search.highlight import Snippet, snippet_of
from index.search.hits import Hidden, Hit, Results, Sort, Status
from index.search.keywords import telling_words
from index.search.similar import like
from index.search.text_scores import ScoredDocs
from index.search.top_k import Ranked
from index.storage.folders import check_folder, current_build, size_on_disk
from index.storage.index_entry import unpack_article, unpack_text
from index.storage.manifest import Manifest
from index.storage.whoosh.segment import Segment
from index.storage.whoosh.snapshot import Snapshot, newest_generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.stories import Story
    from index.actors.actor_names import ActorNames, AskedActor
    from index.stories.story_lookup import StoryCounts

__all__ = ["Archive", "Bar", "Hit", "Results", "Snippet", "Sort", "Status", "Timeline"]

_ALIKE = 100
_TOLD_BY = 40
_UNPACKED = 64
_FAR_MORE = 10


class Archive:
    """An index, opened for reading. Safe to use from several threads.

    It holds nothing that a caller could set: what the user has said comes with each question, as a `perspective`. From
    it articles get their rules and the names of their actors, and queries their notes. Whatever is asked of a damaged
    index raises IndexDamaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searching = threading.Lock()
        manifest, snapshot = _opened(_current_build(folder), {})
        self._known = Aggregates(manifest, snapshot)
        self._turn_to(snapshot)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the newest commit.

        Raises IndexMissing, IndexDamaged, and ArchiveError where others could have written it.
        """
        if not folder.is_dir():
            raise IndexMissing(folder)
        check_folder(folder)
        with trouble_with(folder):
            return cls(folder)

    @property
    def count(self) -> int:
        """Articles in the index."""
        return self._snapshot.count

    def search(
        self,
        query: Query,
        perspective: Perspective = PLAIN,
        *,
        sort: Sort = "relevance",
        stop: threading.Event | None = None,
        fold: bool = False,
    ) -> Results:
        """Return all hits of a query, with `fold` one of each text. Raises SearchStopped soon after `stop` is set."""
        begun = perf_counter()
        with self._searching, trouble_with(self._folder):
            snapshot = self._snapshot
            snapshot.check_sizes()
            stop = stop or threading.Event()
            found = self._found(query.clause, perspective, query.typing, stop)
            ranked = Ranked(found, snapshot, sort)
            copies = None
            if fold:
                kept, copies = self._known.stories.folded(ranked.docs)
                places = np.flatnonzero(kept)
                ranked, copies = ranked.only(places), copies[places]
            ranked.part(0, 1)
            return Results(
                query=query,
                sort=sort,
                of=snapshot.count,
                ms=(perf_counter() - begun) * 1000,
                ranked=ranked,
                snapshot=snapshot,
                copies=copies,
            )

    def more_like(self, name: str, text: str, perspective: Perspective = PLAIN) -> Results:
        """Return the articles that are most like one, best first, without itself; `text` is kept as the query."""
        article = self.article(name, perspective, as_found=True)
        clause = And((like(article, self._snapshot), Not(Among(frozenset({article.id})))))
        found = self.search(Query(text, clause, read_as=f"like “{article.headline.value}”"), perspective)
        return replace(found, ranked=found.ranked.only(np.arange(min(_ALIKE, found.total))))

    def facets(self, results: Results, perspective: Perspective = PLAIN) -> Facets:
        """Count what all hits have in common."""
        with trouble_with(self._folder):
            results.snapshot.check_sizes()
            return facets(results.snapshot, results.ranked.unordered, self.actors(perspective))

    def often_named(self, results: Results, perspective: Perspective = PLAIN) -> tuple[list[int], list[int]]:
        """In how many of the hits each of `actors` is, by its number, and how often it is named in them."""
        with trouble_with(self._folder):
            results.snapshot.check_sizes()
            actors = self.actors(perspective)
            articles, mentions = often_named(results.snapshot, results.ranked.unordered, actors)
            return articles.tolist(), mentions.tolist()

    def suggestion(
        self, query: Query, perspective: Perspective = PLAIN, stop: threading.Event | None = None
    ) -> Suggestion | None:
        """Suggest another spelling for a query that finds next to nothing, if that finds far more.

        Raises SearchStopped soon after `stop` is set.
        """
        stop = stop or threading.Event()
        with trouble_with(self._folder):
            self._snapshot.check_sizes()
            spelt = list(respelt(query, self._snapshot, self.actors(perspective), stop))
            if not spelt:
                return None
            with self._searching:
                enough = _FAR_MORE * len(self._found(query.clause, perspective, query.typing, stop).docs)
                totals = ((text, len(self._found(parse(text).clause, perspective, False, stop).docs)) for text in spelt)
                return next((Suggestion(text, total) for text, total in totals if total > enough), None)

    def hidden(self, query: Query, perspective: Perspective = PLAIN, stop: threading.Event | None = None) -> Hidden:
        """Count the articles that only the filters of a query keep out: dates, outlets, languages, exclusions.

        It searches a second time, without them, so ask for it when the hits are shown. A query of nothing but filters
        hides nothing. Raises SearchStopped soon after `stop` is set.
        """
        asked, filters = narrowing(query.clause)
        written = " ".join(filter(None, map(as_typed, filters)))
        if not written or isinstance(asked, Everything):
            return Hidden()
        stop = stop or threading.Event()
        with self._searching, trouble_with(self._folder):
            self._snapshot.check_sizes()
            hits, all_hits = (
                len(self._found(clause, perspective, query.typing, stop).docs) for clause in (query.clause, asked)
            )
        return Hidden(all_hits - hits, written)

    def complete(self, text: str, perspective: Perspective = PLAIN) -> str:
        """Complete the last word of the query, or return "" if there is no completion."""
        with trouble_with(self._folder):
            self._snapshot.check_sizes()
            return completed(text, self._snapshot, self.actors(perspective), perspective.notes.tagged)

    def actors(self, perspective: Perspective = PLAIN) -> ActorNames:
        """Return the actors of all articles, as far as they were counted; read when first asked for."""
        with trouble_with(self._folder):
            self._snapshot.check_sizes()
            return self._known.actors(perspective.corrections)

    def _found(self, clause: Clause, perspective: Perspective, typing: bool, stop: threading.Event) -> ScoredDocs:
        def asked(name: tuple[str, ...], *, prefix: bool = False) -> tuple[AskedActor, ...]:
            return self.actors(perspective).asked(name, prefix=prefix)

        plain = resolved(clause, perspective.notes, asked, lambda: self._known.stories)
        return self._collector.find(plain, typing, stop)

    def hits(
        self, results: Results, start: int, count: int, perspective: Perspective = PLAIN, *, width: int = 240
    ) -> tuple[Hit, ...]:
        """Return a page of the hits, with snippets of at most `width` characters."""
        page = slice(max(0, start), max(0, start) + max(0, count))
        docs, scores = results.ranked.part(page.start, page.stop)
        with trouble_with(self._folder):
            # what is remembered of an earlier commit would keep its files open
            unpacked = self._unpacked if results.snapshot is self._snapshot else _article
            found = (unpacked(results.snapshot, int(doc)) for doc in docs)
            rules, counts = perspective.rules, self._known.counts
            articles = [apply_role_overrides(article, rules, counts) for article in found]
            paths = self._known.paths(article.id for article in articles)
        copies = results.copies[page] if results.copies is not None else [0] * len(articles)
        return tuple(
            Hit(
                id=article.id,
                score=round(float(score), 4),
                headline=article.headline.value,
                outlet=article.outlet_name,
                published=article.published,
                path=paths.get(article.id, article.paths)[0],
                snippet=snippet_of(results.query, article, width),
                copies=int(copied),
            )
            for article, score, copied in zip(articles, scores, copies, strict=True)
        )

    def articles(
        self, results: Results, start: int, count: int, perspective: Perspective = PLAIN, *, as_found: bool = False
    ) -> tuple[Article, ...]:
        """Return some of the hits as whole articles; their `paths` have only the one that they were indexed from.

        With `as_found` their actors have the keys and names found in each.
        """
        with trouble_with(self._folder):
            docs, _ = results.ranked.part(start, start + count)
            found = (_article(results.snapshot, int(doc)) for doc in docs)
            articles = tuple(self._as_ruled(article, perspective) for article in found)
            if as_found:
                return articles
            whose = self.actors(perspective).whose
            return tuple(with_canonical_actors(one, whose) for one in articles)

    def timeline(self, results: Results, first: date, last: date) -> Timeline:
        """Count the hits from one day to another, both included, in bars as fine as suits them."""
        published = results.snapshot.published[results.ranked.unordered]
        return timeline(published[within(published, first, last)])

    def telling(self, results: Results, first: date, last: date) -> tuple[str, ...]:
        """Return the few words that set the headlines of these days apart from those of the other hits."""
        wanted = within(results.snapshot.published[results.docs], first, last)
        inside, outside = results.docs[wanted], results.docs[~wanted]
        with trouble_with(self._folder):
            here, there = (
                [_article(results.snapshot, int(doc)).headline.value for doc in _spread(docs)]
                for docs in (inside, outside)
            )
            return telling_words(here, there)

    def article(self, name: str, perspective: Perspective = PLAIN, *, as_found: bool = False) -> Article:
        """Return the article whose id begins with `name`, at least 4 hex digits.

        With `as_found` its actors have the keys and names found in it.

        Raises NothingFound where there is none, UsageError where there are several.
        """
        snapshot = self._snapshot
        with trouble_with(self._folder):
            found = _article(snapshot, snapshot.named(name))
            article = self._as_ruled(found, perspective)
            article = article if as_found else with_canonical_actors(article, self.actors(perspective).whose)
            paths = self._known.paths([article.id]).get(article.id, article.paths)
        return replace(article, paths=paths)

    def _as_ruled(self, article: Article, perspective: Perspective) -> Article:
        return apply_overrides(article, perspective.rules, self._known.counts, perspective.actor_settings)

    def ids_at(self, place: str) -> tuple[str, ...]:
        """Return the ids of the articles in a file, by its path in the corpus, or at a place in it ("a.jsonl#3")."""
        with trouble_with(self._folder):
            return self._known.ids_at(place)

    def standings(self, text: str, outlet: str | None) -> tuple[LineRecurrence | None, ...]:
        """Count the articles of an outlet that have a line, and all that have it: None if fewer than three.

        Empty until a run has counted.
        """
        with trouble_with(self._folder):
            counts, line = self._known.counts, line_key(text)
            if counts is None:
                return ()
            return counts.standing(line, outlet) if outlet else None, counts.standing(line, None)

    def raw(self, id: str) -> str:
        """Return the decoded, safe text of an article, invisible characters as spaces. Raises as `article` does."""
        snapshot = self._snapshot
        with trouble_with(self._folder):
            segment, doc = snapshot.place(snapshot.named(id))
            with snapshot.lock:
                packed = segment.text(doc)
            return unpack_text(packed).replace(UNSEEN, " ")

    def stories(self, results: Results, *, fewest: int = 2, most: int | None = None) -> tuple[Story, ...]:
        """Return the stories of the hits, each whole, that have `fewest` articles or more.

        Those with most hits come first, of equal ones the newest. There are none until a run has finished.
        """
        with trouble_with(self._folder):
            same = results.snapshot is self._snapshot
            stories = self._known.stories if same else self._known.stories_in(results.snapshot)
            return stories.of(results.docs, fewest, most)

    def story_of(self, id: str) -> Story | None:
        """Return the story that an article is in, None if that is not known. Raises as `article` does."""
        with trouble_with(self._folder):
            stories = self._known.stories
            return stories.with_article(stories.snapshot.named(id))

    def near(self, id: str) -> tuple[Story, ...]:
        """Return the stories near that of an article: in its words, but of other days. Raises as `article` does."""
        with trouble_with(self._folder):
            return self._known.stories.near(id)

    def status(self) -> Status:
        """Return counts, dates, size and problems of the index."""
        snapshot = self._snapshot
        with trouble_with(self._folder):
            about, problems = self._known.about()
            days = snapshot.published[snapshot.alive]
            dated = days[days > 0]
            return Status(
                articles=snapshot.count,
                outlets=len(np.setdiff1d(snapshot.outlets[snapshot.alive], [0])),
                first=say_iso(int(dated.min())) if len(dated) else None,
                last=say_iso(int(dated.max())) if len(dated) else None,
                bytes=size_on_disk(self._folder),
                built=about.finished,
                problems=problems,
                complete=about.complete,
            )

    def verify(self) -> int:
        """Check every byte of the index, and return the number of bytes. Raises IndexDamaged if one is wrong."""
        with trouble_with(self._folder):
            checked = sum(segment.check() for segment in self._snapshot.segments)
            self._known.check()
            return checked

    def refresh(self) -> bool:
        """Take up a newer commit, if there is one; True if there was."""
        with self._searching, trouble_with(self._folder):
            old = self._snapshot
            try:
                build = _current_build(self._folder)
                if (build, newest_generation(build)) == (old.build, old.generation) and not self._known.outdated:
                    return False
                known = {segment.name: segment for segment in old.segments} if build == old.build else {}
                manifest, snapshot = _opened(build, known)
            except FileNotFoundError:
                return False
            self._known.turn_to(manifest, snapshot)
            self._turn_to(snapshot)
            return True

    def close(self) -> None:
        """Let go of all files. Closing twice is fine."""
        with self._searching:
            self._known.close()
            self._snapshot.close()

    def _turn_to(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._collector = Collector(snapshot, self._known)
        # the best hits of a query are often those of the next key; a cache of a method would keep all files open
        self._unpacked = lru_cache(maxsize=_UNPACKED)(_article)

    def others(self, id: str) -> StoryCounts:
        """Count the other articles on the story of an article. Raises as `article` does."""
        with trouble_with(self._folder):
            stories = self._known.stories
            return stories.others(stories.snapshot.named(id))


def _article(snapshot: Snapshot, doc: int) -> Article:
    segment, there = snapshot.place(doc)
    with snapshot.lock:
        packed = segment.article(there)
    article = unpack_article(packed)
    if article.id.encode() != snapshot.ids[doc]:
        raise DamagedData("an article is in the wrong place")
    return article


def _current_build(folder: Path) -> Path:
    """Return the build in use. Raises IndexMissing, IndexDamaged."""
    build = current_build(folder)
    if build is None:
        raise IndexMissing(folder)
    return build


def _opened(build: Path, known: Mapping[str, Segment]) -> tuple[Manifest, Snapshot]:
    manifest = Manifest(build)
    return manifest, Snapshot(build, manifest.about(), known)


def _spread(docs: NDArray[np.intp]) -> NDArray[np.intp]:
    """Some of the documents, evenly."""
    return docs[:: max(1, len(docs) // _TOLD_BY)]
