"""The trials of bench/soak, small: what they look for is not there, and they are kept able to run."""

from __future__ import annotations

from pathlib import Path

from bench.soak import damage, disk_full, rebuild_kills


def test_killed_rebuilds_lose_and_double_nothing(tmp_path: Path) -> None:
    result = rebuild_kills.survey(tmp_path, kills=2, seed=2)
    assert (result.kills, result.lost, result.doubled, result.not_whole) == (2, 0, 0, 0)


def test_damage_is_reported_and_repaired(tmp_path: Path) -> None:
    looked, repaired = damage.survey(tmp_path, rounds=4, seed=3)
    assert "wrong" not in {state for _, state in looked}
    assert {state for _, state in repaired} == {"right"}


def test_a_disk_that_is_full_loses_nothing(tmp_path: Path) -> None:
    result = disk_full.survey(tmp_path, rounds=2)
    assert result.reported + result.finished == 2
    assert (result.otherwise, result.lost, result.not_whole) == (0, 0, 0)
