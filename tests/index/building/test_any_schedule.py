"""Whatever changes in a folder while it is indexed, the next run leaves the index that a first run over it makes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bench.soak import kills, watch
from bench.soak.folder import KINDS, Change, ChangingFolder
from bench.soak.meanwhile import changing_meanwhile, describing_once
from bench.soak.tables import Tables, differences, tables
from corpus.settings import CorpusSettings
from index.building.builder import bring_up_to_date

NAMES = ("a.txt", "b.txt", "c.jsonl", "d.jsonl")
CHANGES = st.builds(Change, st.sampled_from(KINDS), st.sampled_from(NAMES), st.integers(0, 5), st.sampled_from(NAMES))


@hypothesis_settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(
    before=st.lists(CHANGES, max_size=8),
    since=st.lists(CHANGES, min_size=1, max_size=4),
    during=st.lists(st.tuples(st.integers(0, 5), CHANGES), min_size=1, max_size=10),
    batch=st.integers(1, 3),
)
def test_any_schedule_ends_equal_to_a_clean_index(
    settings: CorpusSettings, before: list[Change], since: list[Change], during: list[tuple[int, Change]], batch: int
) -> None:
    with tempfile.TemporaryDirectory() as place, describing_once():
        root, folder = Path(place, "articles"), Path(place, "index")
        root.mkdir()
        changing = ChangingFolder(root)
        for change in before:
            changing.apply(change)

        def index(folder: Path) -> Tables:
            bring_up_to_date(root, folder, settings, remove_missing=True, batch=batch, workers=0)
            return tables(folder)

        if before:
            index(folder)
        for change in since:
            changing.apply(change)
        with changing_meanwhile(changing, during):
            meanwhile = index(folder)
        assert all(len(copies) == 1 for copies in meanwhile["articles"].values())  # type: ignore[attr-defined]
        assert differences(index(folder), index(Path(place, "clean"))) == []


def test_a_short_soak_of_watching(tmp_path: Path) -> None:
    assert watch.soak(tmp_path, rounds=20, seed=3, compare_every=10) == []


def test_a_short_soak_of_kills(tmp_path: Path) -> None:
    _, wrong = kills.soak(tmp_path, kills=4, seed=3, compare_every=4)
    assert wrong == []
