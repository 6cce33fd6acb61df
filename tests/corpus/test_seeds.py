"""Five real texts: what stands on which line. They are not part of the project, so these tests run only beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.article import Article, Role
from corpus.pipeline import read_articles
from corpus.settings import CorpusSettings
from corpus.source import Problem

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed texts are not beside the project")


@pytest.fixture
def seed(request: pytest.FixtureRequest, settings: CorpusSettings) -> Article:
    (path,) = SEEDS.glob(f"{request.param}_*.txt")
    (found,) = read_articles(path, path.name, settings)
    assert not isinstance(found, Problem)
    return found[1]


def lines(article: Article, role: Role) -> list[int]:
    return [block.lines[0] for block in article.blocks if block.role is role]


def stripped(article: Article) -> list[int]:
    return sorted({block.lines[0] for block in article.stripped_blocks})


def names(article: Article) -> list[str]:
    return [actor.name for actor in article.actors]


@pytest.mark.parametrize("seed", ["000"], indirect=True)
def test_seed_000(seed: Article) -> None:
    assert lines(seed, Role.HEADLINE) == [1]
    assert lines(seed, Role.BODY) == [3, 4, 5, 6, 7, 8, 9]
    assert lines(seed, Role.SHARE) == [2]
    assert lines(seed, Role.RELATED) == [10, 11, 12, 13, 15]
    assert lines(seed, Role.CREDIT) == [14]
    assert lines(seed, Role.NEWSLETTER) == [16, 17, 18]
    assert seed.dateline is not None
    assert seed.dateline.value == "MOSCOW"
    assert seed.outlet is not None
    assert seed.outlet.value == "Los Angeles Times"
    assert seed.published is None
    assert "John Kerry" in names(seed)


@pytest.mark.parametrize("seed", ["001"], indirect=True)
def test_seed_001(seed: Article) -> None:
    assert lines(seed, Role.HEADLINE) == [1]
    assert lines(seed, Role.BODY) == [3, 12, 14, 16, 20, 22, 24, 26, 30, 32, 34, 36, 38, 40, 42, 44]
    assert lines(seed, Role.SUBHEAD) == [28]
    assert lines(seed, Role.CAPTION) == [6]
    assert lines(seed, Role.CREDIT) == [7, 46]
    assert lines(seed, Role.RELATED) == [18]
    assert [line for line in stripped(seed) if line < 48] == [5, 8, 9, 10, 18]
    assert {block.role for block in seed.blocks if block.lines[0] > 46} <= {
        *(Role.PROMO, Role.NEWSLETTER, Role.COMMENT_WIDGET, Role.DIALOG)
    }
    assert seed.outlet is None
    assert seed.published is not None
    assert (seed.published.value, seed.published.precision) == ("2013-05", "month")


@pytest.mark.parametrize("seed", ["002"], indirect=True)
def test_seed_002(seed: Article) -> None:
    assert lines(seed, Role.HEADLINE) == [1]
    assert lines(seed, Role.BODY) == list(range(2, 13))
    assert lines(seed, Role.NAVIGATION) == [2]
    assert lines(seed, Role.DUPLICATE) == [13]
    assert lines(seed, Role.READER_COMMENT) == [14]
    assert seed.blocks[-1].confidence <= 0.6
    assert seed.outlet is None
    assert seed.published is None


@pytest.mark.parametrize("seed", ["003"], indirect=True)
def test_seed_003(seed: Article) -> None:
    assert lines(seed, Role.HEADLINE) == [1]
    assert lines(seed, Role.DUPLICATE) == [7]
    assert lines(seed, Role.BYLINE) == [3, 68]
    assert lines(seed, Role.DEK) == [10]
    assert lines(seed, Role.SUBHEAD) == [28, 56]
    assert lines(seed, Role.BODY) == [line for line in range(12, 69, 2) if line not in (28, 56)]
    assert stripped(seed) == [5, 7, 70, 72, 74, 76, 78, 80]
    assert lines(seed, Role.AI_NOTICE) == [5, 76]
    assert seed.byline is not None
    assert seed.byline.value == "Dave Clark, AFP"
    assert seed.dateline is not None
    assert seed.dateline.value == "MOSCOW, Russia"
    assert seed.outlet is not None
    assert seed.outlet.value == "Rappler"
    assert seed.published is not None
    assert (seed.published.value, seed.published.precision) == ("2015-12", "month")


@pytest.mark.parametrize("seed", ["004"], indirect=True)
def test_seed_004(seed: Article) -> None:
    assert lines(seed, Role.HEADLINE) == [1]
    assert lines(seed, Role.CAPTION) == [2]
    assert lines(seed, Role.BODY) == list(range(4, 29, 2))
    assert stripped(seed) == [30, 31, 32, 33, 34]
    assert lines(seed, Role.LEGAL) == [34]
    assert seed.outlet is not None
    assert seed.outlet.value == "The Hindu"
    assert seed.published is not None
    assert seed.published.value == "2013-05-08"


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"], indirect=True)
def test_every_seed_is_in_english_and_names_its_actors(seed: Article) -> None:
    assert seed.language == "en"
    assert "Russia" in names(seed)
    assert any(name.endswith("Kerry") for name in names(seed))
    assert any(name.endswith("Lavrov") for name in names(seed))
