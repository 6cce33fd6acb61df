"""The tagger of names: its decoding beside counting every row of labels, its sums; batches, which change nothing."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.actors.ner.crf import LinearChain
from corpus.actors.ner.label_consistency import EntityTypes, majority_types
from corpus.actors.ner.ner_tokens import TaggedName, ner_tokens
from corpus.actors.ner.ranges import TokenRanges
from corpus.actors.ner.scores import ScoreCache, WeightTable
from corpus.actors.ner.tagger import shipped_tagger
from corpus.actors.ner.word_shapes import WordFlag, word_flags, word_shape

LABELS = ("O", "BP", "IP", "BO", "IO")
ARTICLES = (
    "Ruan Aldane met Mirela Tosk in Port Ilmay.\nMr. Aldane said that the Harbour Workers Union would wait.",
    "",
    "The Central Bank of Halvera (CBH) said on Friday that Ostrene was calm.\n\nCBH staff left for Caddis.",
    "no names here, and nothing with a capital",
    "Bero Halm told The Lantern that Halm was ill. HALM LEAVES",
)


def words_of(text: str) -> list[list[str]]:
    return [ner_tokens(line)[0] for line in text.split("\n")]


def names_of(text: str) -> list[tuple[str, str]]:
    paragraphs = words_of(text)
    (found,) = shipped_tagger()([paragraphs])
    return [(" ".join(paragraphs[name.paragraph][name.start : name.end]), name.type) for name in found]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(ARTICLES), max_size=6))
def test_an_article_has_the_same_names_alone_and_among_others(texts: list[str]) -> None:
    articles = [words_of(text) for text in texts]
    assert shipped_tagger()(articles) == [shipped_tagger()([article])[0] for article in articles]


def rows_of_labels(length: int) -> list[tuple[int, ...]]:
    """Every row of labels in which each I goes on with a name of its type."""
    follows = [[b[0] != "I" or (a != "O" and a[1:] == b[1:]) for b in LABELS] for a in LABELS]
    return [
        row
        for row in product(range(len(LABELS)), repeat=length)
        if LABELS[row[0]][0] != "I" and all(follows[a][b] for a, b in pairwise(row))
    ]


@settings(max_examples=40)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_decoding_is_as_counting_every_row_of_labels(lengths: list[int], seed: int) -> None:
    numbers = np.random.default_rng(seed)
    scores = numbers.normal(size=(sum(lengths), len(LABELS))).astype(np.float32) * 3
    transitions = numbers.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    ends = np.cumsum(np.array(lengths))
    ranges = TokenRanges(ends - np.array(lengths), ends)
    chain = LinearChain(LABELS, transitions)
    best, chances = chain.best(ranges, scores), chain.chances(ranges, scores)
    for start, end in zip(ranges.starts.tolist(), ranges.ends.tolist(), strict=True):
        rows = rows_of_labels(end - start)
        total = [
            sum(scores[start + i, label] for i, label in enumerate(row))
            + sum(transitions[a, b] for a, b in pairwise(row))
            for row in rows
        ]
        assert tuple(best[start:end].tolist()) == rows[int(np.argmax(total))]
        share = np.exp(np.array(total) - max(total))
        for i in range(end - start):
            wanted = [sum(share[k] for k, row in enumerate(rows) if row[i] == label) for label in range(len(LABELS))]
            assert chances[start + i] == pytest.approx(np.array(wanted) / share.sum(), abs=1e-4)


@given(st.dictionaries(st.integers(0, 2**32 - 1), st.integers(-9, 9), max_size=30), st.lists(st.integers(0, 2**32 - 1)))
def test_a_feature_has_the_weights_that_it_learnt_and_others_none(learnt: dict[int, int], others: list[int]) -> None:
    hashes = np.array(sorted(learnt), dtype=np.uint32)
    table = WeightTable(hashes, np.array([[learnt[one], 1] for one in sorted(learnt)], np.float32).reshape(-1, 2))
    asked = [*learnt, *others]
    wanted = [[learnt[one], 1] if one in learnt else [0, 0] for one in asked]
    assert table.of(np.array(asked, dtype=np.uint64)).tolist() == wanted


def test_sums_are_made_once_for_each_number() -> None:
    asked: list[int] = []

    def features_of(numbers: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[np.ndarray, list[int]]:
        asked.extend(numbers.tolist())
        return np.array([1, 2] * len(numbers), dtype=np.uint64), [2] * len(numbers)

    sums = ScoreCache(WeightTable(np.array([1, 2], np.uint32), np.array([[1.0], [10.0]], np.float32)), features_of)
    assert sums.fetch(np.array([3, 5000, 3])).tolist() == [[11], [11], [11]]
    assert sums.fetch(np.array([5000])).tolist() == [[11]]
    assert asked == [3, 5000]


def test_places_of_one_word_speak_for_the_type_that_most_of_them_have() -> None:
    chances = np.array([[0, 0.9, 0.1, 0, 0], [0, 0.8, 0, 0.2, 0], [0.1, 0, 0, 0.9, 0], [1, 0, 0, 0, 0]], np.float32)
    speaks = EntityTypes(LABELS).said_elsewhere(chances, np.array([0, 0, 0, 1]))
    assert speaks[2].argmax() in (1, 2)
    assert speaks[2, 1] == speaks[2, 2] > speaks[2, 3]
    assert not speaks[3].any()


def test_a_name_has_the_type_of_most_of_its_mentions() -> None:
    words = [["Halm", ",", "Halm", "and", "Halm"]]
    names = [TaggedName(0, 0, 1, "P"), TaggedName(0, 2, 3, "P"), TaggedName(0, 4, 5, "O")]
    assert {name.type for name in majority_types(names, words)} == {"P"}
    assert majority_types(names[1:], words) == names[1:]


@pytest.mark.parametrize("word", ["I’ve", "Don't", "We’ll", "They're", "He'd", "I'm"])
def test_shortened_verbs_are_no_names(word: str) -> None:
    assert not word_flags(word) & WordFlag.CAPITAL
    assert not names_of(f"{word} seen it, said Ruan Aldane. {word} been there.")[1:]


@pytest.mark.parametrize(
    ("word", "told"),
    [("kell", "x"), ("Kell", "Xx"), ("KELL", "X"), ("U.S.", "X.X."), ("2031", "9"), ("McHalm", "XxXx"), ("É", "X")],
)
def test_shapes(word: str, told: str) -> None:
    assert word_shape(word) == told


def test_names_are_found_where_they_stand() -> None:
    found = names_of("Mirela Tosk was born in Ostrene, and leads the World Trade Council.")
    assert found == [("Mirela Tosk", "P"), ("Ostrene", "L"), ("World Trade Council", "O")]


def test_a_month_does_not_take_a_name_from_a_person() -> None:
    months = " ".join(f"It rained in May {year}, and nobody came." for year in range(2021, 2030))
    assert ("Petra May", "P") in names_of(f"{months} Then Petra May said that she would stay.")


def test_first_parts_of_large_countries_are_places() -> None:
    found = names_of("Fire spread from Oregon to Idaho and Manitoba. Bero Halm, of Saratoga, Calif., called D.C. calm.")
    assert found == [
        *((place, "L") for place in ("Oregon", "Idaho", "Manitoba")),
        ("Bero Halm", "P"),
        *((place, "L") for place in ("Saratoga", "D.C.")),
    ]
