"""The classifier strips what no rule knows, explains itself, and loses no article for it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Block, Role
from corpus.boilerplate.classifier.article_spans import FAR_AWAY, article_spans
from corpus.boilerplate.classifier.block_features import block_features, neighbour_chances
from corpus.boilerplate.classifier.decisions import classify_text, decide_text, strip_threshold
from corpus.boilerplate.classifier.network import Network, shipped_classifier
from corpus.boilerplate.classifier.traits import Trait
from corpus.boilerplate.passes import judge_by_rules
from corpus.boilerplate.phrase_families import phrase_table
from corpus.models import BOILERPLATE, provenance_of
from tui.config import load

PHRASES = phrase_table(load().corpus_settings.boilerplate)
HEADLINE = "Lighthouse of Port Ilmay to be lit again"
BODY = (
    "The lighthouse of Port Ilmay will be lit again this winter, twelve years after its lamp went out in a storm.",
    "Ruan Aldane, who keeps the harbour, said that the new lamp had come from Halvera by rail and then by mule.",
    "“It weighs as much as a calf, and it was just as unwilling to climb the stairs,” he told the council.",
    "The council of Ostrene paid for the lens, and a collection in the town brought in the rest of the money.",
    "Fishermen had asked for the light since the spring, when two boats ran onto the bar within a single week.",
    "The keeper will live in the tower from November on, with a stove, a radio and a dog called Admiral.",
    "The first night is planned for the feast of the harbour, and the bells are to ring when the lamp turns.",
)


def blocks_of(*lines: str) -> tuple[Block, ...]:
    return classify_text([judge_by_rules("\n".join(lines), PHRASES)])[0]


def test_an_article_keeps_every_paragraph() -> None:
    assert not any(block.stripped for block in blocks_of(HEADLINE, *BODY))


def test_a_list_of_links_without_a_heading_is_stripped_and_explained() -> None:
    links = (
        "Kell Strait Ferry Timetable",
        "Ostrene Jobs",
        "Halvera Property Search",
        "Harbour & Tide Shop",
        "My Account",
    )
    blocks = blocks_of(HEADLINE, *BODY, *links)
    assert sum(block.stripped for block in blocks[8:]) >= 3
    assert not any(block.stripped for block in blocks[:8])
    told = [block for block in blocks if block.reason.startswith("looks like ")]
    assert told
    seen = ("below the last paragraph", "short line", "no sentence", "capitalised", "next to", " words")
    for block in told:
        assert any(trait in block.reason for trait in seen)
        assert 0.5 <= block.confidence <= 0.95


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.BODY, Role.SUBHEAD, Role.DEK, Role.BYLINE)]
)
def test_what_a_rule_is_sure_of_stays(role: Role) -> None:
    blocks = [block.judged(role, "a rule", 0.95) for block in blocks_of(HEADLINE, *BODY)]
    assert decide_text(blocks, np.zeros(len(blocks))) == blocks
    assert decide_text(blocks, np.ones(len(blocks))) == blocks


def test_a_doubtful_rule_is_overruled_by_what_reads_like_the_article() -> None:
    blocks = list(blocks_of(HEADLINE, *BODY))
    blocks[4] = blocks[4].judged(Role.RELATED, "below “Also”", 0.75)
    back = decide_text(blocks, np.full(len(blocks), 0.02))[4]
    assert (back.role, back.reason) == (Role.BODY, "kept: reads like the article, though below “Also”")


def test_a_dek_between_headline_and_byline_is_never_stripped() -> None:
    dek = "On the quay of Halvera they come to watch, and bring folding chairs"
    blocks = judge_by_rules("\n".join((HEADLINE, dek, "By Mirela Tosk", *BODY)), PHRASES)
    assert blocks[1].role is Role.DEK
    assert decide_text(blocks, np.ones(len(blocks)))[1] == blocks[1]
    unsigned = judge_by_rules("\n".join((HEADLINE, dek, *BODY)), PHRASES)
    assert decide_text(unsigned, np.ones(len(unsigned)))[1].stripped


def test_prose_among_prose_is_never_stripped() -> None:
    blocks = list(blocks_of(*BODY))
    judged = decide_text(blocks, np.ones(len(blocks)))
    assert [block.stripped for block in judged[2:-2]] == [False] * (len(BODY) - 4)


@given(st.integers(1, 80), st.integers(1, 80), st.floats(0, 1))
def test_the_longer_the_more_evidence(one: int, other: int, crowd: float) -> None:
    (block,) = blocks_of("word")
    shorter, longer = (
        strip_threshold(Block(Role.BODY, " ".join(["word"] * words), 0, 1, (1, 1), "", 0.5, block.runs), crowd)
        for words in sorted((one, other))
    )
    assert 0.5 <= shorter <= longer <= 1


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=30))
def test_any_lines_have_finite_chances(lines: list[str]) -> None:
    blocks = judge_by_rules("\n".join(lines), PHRASES)
    if blocks:
        chances = shipped_classifier().judge([blocks])[0].chances
        assert chances.shape == (len(blocks),)
        assert np.isfinite(chances).all()
        assert ((chances >= 0) & (chances <= 1)).all()


WORDS = ("Ilmay", "ferry", "12", "said", "–", "subscribe", "Share", "the", "Kell.", "“No”", "|", "more:", "(3)", "by")
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=12)
MARKED = st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), min_size=1, max_size=9)


@given(
    st.lists(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=12), max_size=5)
)
def test_articles_are_judged_together_as_each_alone(articles: list[list[list[str]]]) -> None:
    ruled = [judge_by_rules("\n".join(" ".join(line) for line in lines), PHRASES) for lines in articles]
    classifier = shipped_classifier()
    for blocks, judgement in zip(ruled, classifier.judge(ruled) if ruled else (), strict=True):
        (alone,) = classifier.judge([blocks])
        np.testing.assert_allclose(judgement.rows, alone.rows, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(judgement.chances, alone.chances, atol=1e-5)
    assert [[b.role for b in blocks] for blocks in classify_text(ruled)] == [
        [b.role for b in classify_text([blocks])[0]] for blocks in ruled
    ]


def test_articles_too_long_or_too_short_to_judge_stay_as_they_are_beside_others() -> None:
    (line,) = blocks_of(HEADLINE)
    menu = judge_by_rules(
        "\n".join((HEADLINE, *BODY, "Ostrene Jobs", "Halvera Property Search", "My Account")), PHRASES
    )
    short, judged, long, none = classify_text([(line,), menu, [line] * 5001, ()])
    assert (short, long, none) == ((line,), (line,) * 5001, ())
    assert judged == classify_text([menu])[0] != menu


@given(
    st.lists(st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), min_size=1, max_size=9), min_size=1, max_size=6)
)
def test_what_runs_along_an_article_starts_anew_in_the_next(articles: list[list[tuple[bool, int]]]) -> None:
    spans = article_spans([*map(len, articles)])
    flags = np.array([flag for article in articles for flag, _ in article])
    values = np.array([value for article in articles for _, value in article], float)
    for start, end in zip(spans.begins, spans.begins + spans.sizes, strict=True):
        own, here = values[start:end], range(end - start)
        flagged = [i for i in here if flags[start + i]]
        np.testing.assert_allclose(spans.summed(values)[start:end], np.cumsum(own))
        np.testing.assert_allclose(spans.total(values)[start:end], own.sum())
        np.testing.assert_allclose(spans.lowest(values)[start:end], np.minimum.accumulate(own))
        np.testing.assert_allclose(spans.highest(values)[start:end], np.maximum.accumulate(own))
        np.testing.assert_allclose(spans.lowest_below(values)[start:end], [own[i:].min() for i in here])
        assert [*spans.above(flags)[start:end]] == [
            min((i - k for k in flagged if k < i), default=FAR_AWAY) for i in here
        ]
        assert [*spans.below(flags)[start:end]] == [
            min((k - i for k in flagged if k > i), default=FAR_AWAY) for i in here
        ]
        beside = spans.beside((-1, 1))[:, start:end]
        assert [*beside[0]] == [len(flags), *range(start, end - 1)]
        assert [*beside[1]] == [*range(start + 1, end), len(flags)]


def test_the_weights_fit_the_features_and_are_those_that_were_written() -> None:
    classifier = shipped_classifier()
    own = block_features([blocks_of(HEADLINE, *BODY)], classifier.lexicon)
    around = neighbour_chances(np.full(8, 0.5), own.rows[0], article_spans([8]))
    assert len(own.names) == len(own.rows) == classifier.first.inner.shape[1]
    assert len(own.names) + len(around.names) == classifier.second.inner.shape[1]
    assert len(set(own.names)) == len(own.names)
    provenance = json.loads(provenance_of(BOILERPLATE).read_text(encoding="utf-8"))
    assert sha256(BOILERPLATE.read_bytes()).hexdigest() == provenance["weights_sha256"]
    assert BOILERPLATE.stat().st_size < 500_000


def _weighed(weights: dict[Trait, float], _: int) -> dict[Trait, float]:
    return weights


def test_what_weighed_most_is_told_first() -> None:
    blocks = [*blocks_of(HEADLINE, *BODY), blocks_of("Sign up today")[0].judged(Role.BODY, "open", 0.5)]
    chances = np.array([0.01] * (len(blocks) - 1) + [0.99])
    for first, words in ((Trait.WORDS, "sign-up words"), (Trait.PLACE, "below the last paragraph")):
        weights = {Trait.LENGTH: 0.5, Trait.SENTENCE: -0.5, Trait.WORDS: 1.0, Trait.PLACE: 1.0} | {first: 2.0}
        reason = decide_text(blocks, chances, partial(_weighed, weights))[-1].reason
        assert reason.split(": ", 1)[1].startswith(words)
        assert "short line" in reason
        assert "no sentence" not in reason


def test_what_weighs_adds_up_where_the_net_is_linear() -> None:
    column = np.array([1.0, -2.0, 3.0], np.float32)
    net = Network(np.zeros(3), np.ones(3), np.eye(3), np.full(3, 10.0), np.array([0.5, 1.0, -1.0]), 0.0)
    assert net.shares(column) == pytest.approx([0.5, -2.0, -3.0])
    gained = net.log_odds(column[:, None]) - net.log_odds(np.zeros((3, 1)))
    assert net.shares(column).sum() == pytest.approx(gained[0])


@given(st.floats(-20, 20), st.floats(-20, 20), st.integers(0, 400))
def test_calibration_keeps_the_order_of_blocks_of_one_length(one: float, other: float, words: int) -> None:
    low, high = sorted((one, other))
    chances = shipped_classifier().calibration.chances(np.array([low, high]), np.full(2, np.log1p(words)))
    assert 0 <= chances[0] <= chances[1] <= 1


def test_no_training_code_is_loaded() -> None:
    code = (
        "import sys; from corpus.boilerplate.classifier.network import shipped_classifier; shipped_classifier(); "
        "sys.exit(any(name.startswith(('sklearn', 'scipy', 'pandas')) for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
