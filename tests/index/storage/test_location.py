"""Each corpus has a folder of its own in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.storage.location import index_folder


def test_by_name_and_resolved_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = tmp_path / "my articles"
    articles.mkdir()
    (tmp_path / "link").symlink_to(articles)
    folder = index_folder(articles, tmp_path / "cache")
    assert folder.parent == tmp_path / "cache"
    assert folder.name.startswith("my-articles-")
    assert len(folder.name) == len("my-articles-") + 12
    monkeypatch.chdir(tmp_path)
    assert index_folder(Path("my articles"), tmp_path / "cache") == folder
    assert index_folder(tmp_path / "link", tmp_path / "cache") == folder


@pytest.mark.parametrize("name", ["/", "..", "a" * 300, "\udcff", "日本"])
def test_any_path_has_one(tmp_path: Path, name: str) -> None:
    folder = index_folder(Path(name), tmp_path)
    assert folder.parent == tmp_path
    assert 13 < len(folder.name.encode("utf-8", "surrogateescape")) < 200
