"""The search_service: whichever thread answers, it answers with all that the user has said by then."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from corpus.actors.linking.corrections import Correction
from corpus.article import Role
from corpus.settings import PLAIN_ACTORS, Rule
from index.archive import Archive
from index.perspective import Perspective
from index.query.resolve import Notes
from tui.file_locations import index_of, sample_folder
from tui.services.correction_file import CorrectionFile
from tui.services.correction_store import CorrectionStore
from tui.services.rule_file import RuleFile
from tui.services.rule_store import RuleStore
from tui.services.search_service import SearchService

RULE = Rule("Share this article", Role.PROMO)
CORRECTION = Correction("reject", "person:ruan-aldane")


class Slow:
    """Files that both have changed; the first read waits until a second thread wants to know, or nearly so."""

    def __init__(self) -> None:
        self.reads = 0
        self._asked_again = threading.Event()

    def state(self) -> tuple[int, int]:
        if self.reads:
            self._asked_again.set()
        return 1, 1

    def _wait(self) -> None:
        self.reads += 1
        for _ in range(1_000):  # each look at a file lets the other threads run
            if self._asked_again.is_set():
                return
            Path(__file__).stat()


class SlowRules(Slow, RuleFile):
    def __init__(self) -> None:
        Slow.__init__(self)

    def read(self) -> tuple[Rule, ...]:
        self._wait()
        return (RULE,)


class SlowCorrections(Slow, CorrectionFile):
    def __init__(self) -> None:
        Slow.__init__(self)

    def read(self) -> tuple[Correction, ...]:
        self._wait()
        return (CORRECTION,)


@pytest.fixture
def notes_asked_in() -> list[int]:
    return []


@pytest.fixture
def search_service(sample_index: Path, notes_asked_in: list[int]) -> SearchService:
    def notes() -> Notes:
        notes_asked_in.append(threading.get_ident())
        return Notes(marked=frozenset({"abc"}))

    return SearchService(
        index_of(sample_folder(), str(sample_index)),
        RuleStore(SlowRules(), print),
        CorrectionStore(SlowCorrections(), print),
        notes=notes,
        actor_settings=lambda: PLAIN_ACTORS,
    )


async def test_two_threads_that_ask_at_once_both_see_the_rules_and_corrections(
    search_service: SearchService, notes_asked_in: list[int]
) -> None:
    def seen(_: Archive, perspective: Perspective) -> Perspective:
        return perspective

    assert await search_service.open()
    answers = await asyncio.gather(search_service.ask(seen), search_service._ask_aside(seen), search_service.ask(seen))
    search_service.close()
    for one in answers:
        assert list(one.rules.by_scope.values()) == [RULE]
        assert one.corrections == (CORRECTION,)
        assert one.notes.marked == {"abc"}
    assert set(notes_asked_in) == {threading.get_ident()}


async def test_the_archive_has_nothing_that_a_caller_could_set(search_service: SearchService) -> None:
    assert await search_service.open()
    public = await search_service.ask_archive(
        lambda archive: [name for name in vars(archive) if not name.startswith("_")]
    )
    search_service.close()
    assert public == []
