"""A folder of articles becomes an index: what is new is read, described and added, what is gone is taken out.

Files are compared by size and time, articles by id. Each batch is committed, to Whoosh first and then to the
manifest, so that a run that was stopped, or killed, is taken up where it was.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import closing
from enum import Enum, auto
from itertools import islice
from pathlib import Path
from time import monotonic

from msgspec.structs import replace

from corpus.errors import CorpusError
from corpus.overrides.rules import Rulebook
from corpus.readers import FoundFile, walk
from corpus.settings import CorpusSettings
from corpus.source import Problem
from index.actors import actor_map
from index.building.build_progress import Pace, Progress, Report
from index.building.health import Health
from index.building.ingest import BytesRead, Ingest, Seen, Step
from index.building.line_statistics import Recurrence, count_lines, recurrence_of
from index.building.missing_files import Missing, gone_files, missing_files, missing_from_build
from index.building.reindex import entries_to_judge_again, pack_rules, unpack_rules
from index.building.run_log import RunLog, as_read
from index.errors import ArchiveError, IndexDamaged, IndexOutdated, trouble_with
from index.storage.folders import (
    check_room,
    current_build,
    make_folder,
    new_build,
    only_writer,
    remove_build,
    remove_unused_builds,
    size_on_disk,
    use_build,
)
from index.storage.index_entry import IndexEntry
from index.storage.manifest import Manifest
from index.storage.whoosh.index_writer import IndexWriter
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import brought_up_to_date, generation_of

__all__ = ["Progress", "Report", "bring_up_to_date"]

_FIRST_COMMIT = 0.8
"""Seconds until what was read so far can be searched, however few it is; each later batch may take twice as long."""

_LONGEST_WAIT = 20.0
_BETWEEN_REPORTS = 0.1
_PLACING_RESTS = 9
"""While articles are read, putting them into stories waits so many times as long as it took."""

_FEW_MORE = 50
"""Where fewer than every so many-th article is new, all are put into stories at the end."""

_OUT_OF_ORDER = 0.25
"""Of all articles: when more came into their stories as they were read, all are placed again by their dates."""


_ROOM = 1.3
"""Most room that a build takes while it is written, as a share of its final size: segments that are being merged exist
twice."""


def bring_up_to_date(
    root: Path,
    folder: Path,
    settings: CorpusSettings,
    *,
    rebuild: bool = False,
    remove_missing: bool = False,
    report: Callable[[Progress], None] | None = None,
    batch: int = 500,
    memory_mb: int = 512,
    workers: int | None = None,
    stop: threading.Event | None = None,
) -> Report:
    """Bring the index in `folder` up to date with the articles at `root`.

    Each batch of `batch` articles, or fewer where their words take `memory_mb`, is committed and can be searched at
    once. When `stop` is set the run ends after what is at hand is committed, and the next one goes on from there. With
    `rebuild` a new index is made, which takes the place of the old one when it is whole; until then, and when the run
    is stopped or killed, the old one serves. If the old one can't be opened, the new one serves from its first commit.
    A run ends with a check of what it leaves; a damaged index is rebuilt in the same way without being asked.
    If so many files are gone from `root` at once that they may come back, their articles are kept, and nothing is
    rebuilt, unless `remove_missing`; `Report.missing` says so. `workers` is how many processes describe articles, 0 for
    none but this; by default what suits files and machine. Raises CorpusError if `root` can't be read, IndexBusy,
    IndexDamaged, and ArchiveError if `folder` can't be written, or has too little room for a rebuild.
    """
    _check_root(root)
    make_folder(folder)
    with trouble_with(folder), only_writer(folder):
        counts, stop = known_counts(folder), stop or threading.Event()

        def run_on(build: Path | None) -> Report:
            remove_unused_builds(folder)
            use = UseBuild.ALREADY if build else UseBuild.WHEN_WHOLE if _serves(folder) else UseBuild.AT_ONCE
            with closing(_Run(root, settings, build or new_build(folder), counts, stop, use)) as run:
                return run.whole(batch, memory_mb * 1_000_000, workers, report, remove_missing=remove_missing)

        if rebuild:
            return run_on(None)
        try:
            with trouble_with(folder):
                build = _to_go_on_with(folder)
                if build is not None:
                    return run_on(build)
        except IndexDamaged:
            done = run_on(None)
            return replace(done, rebuilt=done.missing is None)
        return run_on(None)


class UseBuild(Enum):
    """Decides when readers switch to the build that a run writes."""

    ALREADY = auto()
    AT_ONCE = auto()
    WHEN_WHOLE = auto()


class _Run:
    """One run, from the walk over the folder to the last commit. The caller holds the lock."""

    def __init__(
        self,
        root: Path,
        settings: CorpusSettings,
        build: Path,
        counts: Recurrence | None,
        stop: threading.Event,
        use: UseBuild,
    ) -> None:
        self._root, self._settings, self._build, self._counts, self._stop = root, settings, build, counts, stop
        self._use, self._health, self._is_checked = use, Health(build), False
        self._manifest = Manifest(build, write=True)
        self._writing = IndexWriter(build)
        self._pace = Pace(0)
        self._uncommitted, self._added = 0, 0
        self._placing_due, self._placed_early = 0.0, 0
        self._due, self._wait = _FIRST_COMMIT, _FIRST_COMMIT
        self._told = 0.0
        self._worker_deaths = ""

    def close(self) -> None:
        """Forget what was not committed, and a build that never came into use."""
        self._writing.cancel()
        self._manifest.rollback()
        self._manifest.close()
        if self._is_checked:
            self._health.remember()
        if self._use is not UseBuild.ALREADY:
            remove_build(self._build)

    def whole(
        self,
        batch: int,
        memory: int,
        workers: int | None,
        tell: Callable[[Progress], None] | None,
        *,
        remove_missing: bool,
    ) -> Report:
        """Everything, in order; what is found is committed as it comes."""
        self._batch, self._memory, self._tell, begun = batch, memory, tell, monotonic()
        self._manifest.begin()
        if self._writing.remove_doubles():
            self._commit()
            self._manifest.begin()
        interrupted = self._was_interrupted()
        self._judge_again()
        found, problems = self._walk()
        if not remove_missing and (refusal := self._refusal(found, problems)):
            return refusal
        if self._use is UseBuild.WHEN_WHOLE:
            _check_room(self._build.parent, sum(one.size for one in found))
        known = self._manifest.files()
        ledger = RunLog(self._manifest, self._writing, known, self._manifest.begin_run(problems))

        to_read = [one for one in found if known.get(os.fsencode(one.where)) != as_read(one)]
        self._pace = Pace(sum(one.size for one in to_read), replacing=self._use is UseBuild.WHEN_WHOLE)
        self._read(to_read, ledger, workers)
        self._read(ledger.begin_second_pass(), ledger, 0)

        removed, missing = 0, None
        if not self._stop.is_set():
            gone = [*gone_files(known, found, problems), *ledger.vanished]
            is_empty = len(ledger.vanished) == len(found)
            some = None if remove_missing else missing_files(self._manifest, known, gone, is_empty=is_empty)
            if some:
                missing, kept = some
                gone = sorted({*gone}.difference(kept))
            ledger.forget(gone)
            if interrupted or ledger.dropped:
                removed = self._sweep()
            self._manifest.finish_run()
        self._commit()
        self._writing.check_ids()
        self._merge(wait=True, added=self._added)
        self._count_lines()
        self._put_into_stories(again=self._placed_early > _OUT_OF_ORDER * self._manifest.count())
        self._name_actors()
        if not self._stop.is_set():
            self._health.check()
            self._is_checked = True
        if self._use is UseBuild.WHEN_WHOLE and self._manifest.about().complete:
            self._bring_into_use()
        return self._report(ledger, removed, missing, monotonic() - begun)

    def _was_interrupted(self) -> bool:
        """Return True if the last run did not finish. What it recorded but could not commit is read again."""
        about = self._manifest.about()
        if about.complete and about.generation == self._writing.generation:
            return False
        self._manifest.read_again(self._manifest.ids() - self._writing.ids())
        return True

    def _judge_again(self) -> None:
        """Index again the words of the articles that changed rules apply to."""
        before, now = unpack_rules(self._manifest.kept("rules")), Rulebook(self._settings.rules)
        if before.by_scope == now.by_scope:
            return
        if self._writing.generation:
            snapshot = Snapshot(self._build, self._manifest.about(), {})
            entries = entries_to_judge_again(snapshot, before, now, self._counts)
            while some := list(islice(entries, self._batch)):
                self._writing.replace(some)
                self._commit()
                self._manifest.begin()
                if self._stop.is_set():
                    return
        self._manifest.keep("rules", pack_rules(now))

    def _count_lines(self) -> None:
        """Count how often lines recur, unless that is known of this very state."""
        about = self._manifest.about()
        if about.counted == about.generation or self._stop.is_set():
            return
        counts = count_lines(Snapshot(self._build, about, {}))
        self._manifest.begin()
        self._manifest.keep("recurrence", counts.pack())
        self._manifest.counted(about.generation)
        self._manifest.commit(*self._writing.commit_made())

    def _name_actors(self) -> None:
        """Tell which names are one actor, unless that is known of this very state and dictionary."""
        about, book = self._manifest.about(), self._settings.actors.book
        now = actor_map.stamp(about.generation, book)
        if self._stop.is_set() or self._manifest.stamp("actors", len(now)) == now:
            return
        table = actor_map.brought_up_to_date(Snapshot(self._build, about, {}), self._manifest.kept("actors"), book)
        self._manifest.begin()
        self._manifest.keep("actors", table)
        self._manifest.commit(*self._writing.commit_made())

    def _put_into_stories(self, *, again: bool = False) -> None:
        """Put what is new into stories, and take out what is gone, unless this very state is known; or all `again`."""
        about, before = self._manifest.about(), self._manifest.kept("stories")
        if self._stop.is_set() or (generation_of(before) == about.generation and not again):
            return
        stories = brought_up_to_date(Snapshot(self._build, about, {}), b"" if again else before, self._stop)
        self._manifest.begin()
        self._manifest.keep("stories", stories)
        self._manifest.commit(*self._writing.commit_made())

    def _place_early(self) -> None:
        """Put what is committed into stories while more is read, as long as that takes little of the time."""
        if self._pace.seconds < self._placing_due or _FEW_MORE * self._added < self._manifest.count():
            return
        begun = self._pace.seconds
        self._put_into_stories()
        self._placed_early = self._added
        self._placing_due = self._pace.seconds + _PLACING_RESTS * (self._pace.seconds - begun)

    def _walk(self) -> tuple[list[FoundFile], list[Problem]]:
        items = list(walk(self._root, self._settings.reading.max_bytes))
        found = [item for item in items if isinstance(item, FoundFile)]
        return found, [item for item in items if isinstance(item, Problem)]

    def _read(self, files: list[FoundFile], ledger: RunLog, workers: int | None) -> None:
        if not files or self._stop.is_set():
            return
        with Ingest(self._settings, files, workers, self._counts) as intake:
            for step in intake.entries(self._writing.ids()):
                ledger.take(step)
                self._count(step)
                if self._uncommitted and self._is_due():
                    self._commit()
                    self._place_early()
                    self._manifest.begin()
                if self._stop.is_set():
                    break
            self._worker_deaths = self._worker_deaths or intake.deaths()

    def _count(self, step: Step | IndexEntry) -> None:
        match step:
            case IndexEntry() | Seen():
                self._pace.articles += 1
                self._uncommitted += isinstance(step, IndexEntry)
                self._added += isinstance(step, IndexEntry)
            case BytesRead(total):
                self._pace.bytes_done = total
                if monotonic() - self._told > _BETWEEN_REPORTS:
                    self._report_progress()

    def _is_due(self) -> bool:
        """Return True if a batch is to be committed: it is full, takes too much memory, or has waited too long."""
        full = self._uncommitted >= self._batch or self._writing.bytes_held >= self._memory
        return full or self._pace.seconds > self._due

    def _sweep(self) -> int:
        """Take out the articles that no file holds any more; how many there were."""
        orphans = self._writing.ids() - self._manifest.ids()
        if not self._writing.uncommitted.isdisjoint(orphans):  # only what is committed can be taken out
            self._commit()
            self._manifest.begin()
        self._writing.remove(orphans)
        return len(orphans)

    def _commit(self) -> None:
        """End the batch: Whoosh first, then the manifest, then what makes the next search faster."""
        self._writing.commit()
        self._manifest.commit(*self._writing.commit_made())
        if self._use is UseBuild.AT_ONCE:
            self._bring_into_use()
        self._uncommitted = 0
        self._wait = min(2 * self._wait, _LONGEST_WAIT)
        self._due = self._pace.seconds + self._wait
        if self._use is UseBuild.ALREADY:
            self._pace.searchable = self._pace.articles
        self._report_progress()
        self._merge(wait=False)

    def _bring_into_use(self) -> None:
        use_build(self._build)
        self._use = UseBuild.ALREADY

    def _merge(self, *, wait: bool, added: int = 0) -> None:
        if self._writing.merge(self._stop, wait=wait, added=added):
            self._manifest.begin()
            self._manifest.commit(*self._writing.commit_made())

    def _report_progress(self) -> None:
        self._told = monotonic()
        if self._tell:
            self._tell(self._pace.progress())

    def _refusal(self, found: list[FoundFile], problems: list[Problem]) -> Report | None:
        """Return the report of a rebuild that must not begin, since most files of the old build are missing."""
        if self._use is UseBuild.ALREADY:
            return None
        missing = missing_from_build(self._build.parent, found, problems)
        if missing is None:
            return None
        return Report(0, 0, 0, 0, missing[1], 0, (), 0.0, missing=missing[0])

    def _report(self, ledger: RunLog, removed: int, missing: Missing | None, seconds: float) -> Report:
        problems = self._manifest.problems()
        return Report(
            added=ledger.added,
            changed=ledger.changed,
            removed=max(0, removed - ledger.changed - ledger.withdrawn),
            moved=ledger.moved,
            unchanged=max(0, self._manifest.count() - ledger.added - ledger.changed - ledger.moved),
            failed=len(problems),
            problems=problems,
            seconds=seconds,
            vanished=len(ledger.vanished),
            missing=missing,
            worker_deaths=self._worker_deaths,
        )


def known_counts(folder: Path) -> Recurrence | None:
    """Return the line counts of the last finished run, None if there are none that can be read."""
    try:
        with trouble_with(folder):
            build = current_build(folder)
            if build is None:
                return None
            with closing(Manifest(build)) as manifest:
                return recurrence_of(manifest)
    except ArchiveError:
        return None


def _to_go_on_with(folder: Path) -> Path | None:
    """The build in use; None where there is none, or another version made it. Damage shows when it is written to."""
    build = current_build(folder)
    if build is not None:
        try:
            Manifest(build).close()
        except IndexOutdated:
            return None
        except IndexDamaged:
            return build
    return build


def _serves(folder: Path) -> bool:
    """Return whether readers can open the build in use."""
    try:
        with trouble_with(folder):
            build = current_build(folder)
            if build is None:
                return False
            with closing(Manifest(build)) as manifest:
                Snapshot(build, manifest.about(), {})
            return True
    except ArchiveError:
        return False


def _check_room(folder: Path, corpus_bytes: int) -> None:
    """Raise ArchiveError if a new build does not fit beside the old one.

    It is expected to be as large as that, or larger by as much as the corpus has grown.
    """
    build = current_build(folder)
    assert build is not None
    with closing(Manifest(build)) as manifest:
        indexed_bytes = manifest.bytes_read()
    growth = max(1.0, corpus_bytes / indexed_bytes) if indexed_bytes else 1.0
    check_room(folder, _ROOM * growth * size_on_disk(build))


def _check_root(root: Path) -> None:
    try:
        if root.is_dir():
            os.scandir(root).close()
        else:
            root.open("rb").close()
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise CorpusError(f"can't read {root}: {reason}", "check the path and its permissions") from error
