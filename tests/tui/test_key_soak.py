"""The trial of random keys, small: the reader outlives them, and holds no more files and threads at the end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.soak import keys


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_random_keys_end_nothing_and_leave_nothing_open(tmp_path: Path) -> None:
    looks = list(keys.survey(tmp_path, keys=400, seed=5, every=100))
    assert len(looks) == 4
    assert looks[-1].files <= looks[0].files + 20
    assert looks[-1].threads <= looks[0].threads + 12
