"""The user's rules win and lose nothing; what recurs is said, and seldom decides."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Block, Role, Verdict
from corpus.overrides.line_key import line_key
from corpus.overrides.line_recurrence import LineRecurrence, note_recurrence
from corpus.overrides.overrides import apply_overrides
from corpus.overrides.rules import NO_RULES, Rulebook, is_by_rule, likely_role
from corpus.settings import ActorBook, ActorSettings, CorpusSettings, ListedName, Rule
from corpus.source import Source

ID = "8c41f0a2d3b5"
OUTLET = "The Lantern"
BODY = "The harbour office of Port Ilmay sent its report to the council of Halvera on that day."
SHARE = "Share this story Post Send Print"


def article(*blocks: tuple[Role, str], outlet: str | None = OUTLET) -> Article:
    """An article of these blocks, one a line."""
    made, at = list[Block](), 0
    for line, (role, text) in enumerate(blocks, 1):
        made.append(Block(role, text, at, at + len(text), (line, line), "a test says so", 0.8, ((0, at),)))
        at += len(text) + 1
    named = Verdict(outlet, "a test says so", 1.0) if outlet else None
    return Article(ID, ("a.txt",), Verdict("No headline", "", 1.0), None, None, None, named, None, "en", tuple(made))


def roles(found: Article) -> list[Role]:
    return [block.role for block in found.blocks]


ALL = st.sampled_from([SHARE, BODY, "Tides at Port Ilmay", "41 comments", "READ ALSO: the buoys are red again"])
RULES = st.lists(
    st.builds(
        Rule,
        line=ALL,
        role=st.sampled_from([None, Role.PROMO, Role.RELATED]),
        outlet=st.sampled_from([None, OUTLET, "Ostrene Gazette"]),
        made=st.just("2031-03-14"),
    )
    | st.builds(Rule, line=ALL, role=st.sampled_from([None, Role.SHARE]), article=st.sampled_from([ID, "0" * 12]))
)
ARTICLES = st.lists(st.tuples(st.sampled_from(Role), ALL), max_size=8).map(lambda blocks: article(*blocks))


@given(RULES, ARTICLES)
def test_rules_lose_no_block_and_no_character(rules: list[Rule], before: Article) -> None:
    after = apply_overrides(before, Rulebook(rules))
    assert [(b.text, b.start, b.end, b.lines, b.runs) for b in after.blocks] == [
        (b.text, b.start, b.end, b.lines, b.runs) for b in before.blocks
    ]


@given(RULES, ARTICLES)
def test_rules_applied_twice_are_rules_applied_once(rules: list[Rule], before: Article) -> None:
    once = apply_overrides(before, Rulebook(rules))
    assert apply_overrides(once, Rulebook(rules)) == once


@given(st.text())
def test_a_line_is_normal_only_once(text: str) -> None:
    assert line_key(line_key(text)) == line_key(text)


@pytest.mark.parametrize("other", ["share this  story post send PRINT", SHARE + " "])
def test_case_and_white_space_do_not_matter(other: str) -> None:
    found = apply_overrides(article((Role.SHARE, other)), Rulebook([Rule(SHARE)]))
    assert roles(found) == [Role.BODY]


def test_numbers_do_not_matter() -> None:
    book = Rulebook([Rule("1,204 comments since 9:41", Role.COMMENT_WIDGET)])
    assert roles(apply_overrides(article((Role.BODY, "3 comments since 12:05")), book)) == [Role.COMMENT_WIDGET]
    assert roles(apply_overrides(article((Role.BODY, "no comments since 12:05")), book)) == [Role.BODY]


def test_what_is_kept_becomes_body_and_what_was_read_keeps_its_role() -> None:
    book = Rulebook([Rule(SHARE), Rule("By Petra Lunde")])
    found = apply_overrides(article((Role.SHARE, SHARE), (Role.BYLINE, "By Petra Lunde")), book)
    assert roles(found) == [Role.BODY, Role.BYLINE]
    assert [block.confidence for block in found.blocks] == [1.0, 1.0]


def test_an_article_wins_over_its_outlet_and_that_over_all() -> None:
    line = article((Role.BODY, BODY))
    rules = [Rule(BODY, Role.PROMO, article=ID), Rule(BODY, None, "the lantern"), Rule(BODY, Role.LEGAL)]
    for n, role in enumerate([Role.PROMO, Role.BODY, Role.LEGAL]):
        assert roles(apply_overrides(line, Rulebook(rules[n:]))) == [role]
        assert roles(apply_overrides(line, Rulebook(reversed(rules[n:])))) == [role]


def test_a_rule_for_another_outlet_or_article_does_nothing() -> None:
    book = Rulebook([Rule(BODY, Role.PROMO, "Ostrene Gazette"), Rule(BODY, Role.PROMO, article="0" * 12)])
    assert roles(apply_overrides(article((Role.BODY, BODY)), book)) == [Role.BODY]
    assert roles(apply_overrides(article((Role.BODY, BODY), outlet=None), book)) == [Role.BODY]


def test_of_two_rules_on_the_same_the_later_counts() -> None:
    book = Rulebook([Rule(BODY, Role.PROMO), Rule(BODY.upper(), Role.LEGAL)])
    assert roles(apply_overrides(article((Role.BODY, BODY)), book)) == [Role.LEGAL]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(BODY, Role.PROMO, OUTLET, None, "2026-11-22"), "your rule of 22 Nov 2026 for The Lantern"),
        (Rule(BODY, Role.PROMO, None, None, "2026-01-02"), "your rule of 2 Jan 2026 for all outlets"),
        (Rule(BODY, Role.PROMO, OUTLET), "your rule for The Lantern"),
        (Rule(BODY, None, None, ID, "2026-11-22"), "you kept this on 22 Nov 2026"),
        (Rule(BODY, Role.PROMO, None, ID), "you stripped this"),
    ],
)
def test_the_reason_is_the_rule(rule: Rule, said: str) -> None:
    (block,) = apply_overrides(article((Role.BODY, BODY)), Rulebook([rule])).blocks
    assert (block.reason, block.confidence) == (said, 1.0)
    assert is_by_rule(block)


def test_actors_follow_the_blocks() -> None:
    told = "The tolls, said Ruan Aldane on the quay, are an old matter; Ruan Aldane would not say more."
    before = article((Role.READER_COMMENT, told))
    assert [actor.name for actor in apply_overrides(before, Rulebook([Rule(told)])).actors] == ["Ruan Aldane"]


def test_a_block_is_stripped_as_its_neighbour_is() -> None:
    blocks = article((Role.BODY, BODY), (Role.READER_COMMENT, "Well said."), (Role.BODY, BODY)).blocks
    assert [likely_role(blocks, at) for at in range(3)] == [Role.READER_COMMENT] * 3
    assert likely_role(article((Role.BODY, BODY)).blocks, 0) is Role.PROMO


def test_describing_a_source_follows_the_rules(settings: CorpusSettings) -> None:
    from msgspec.structs import replace

    from corpus.pipeline import describe

    source = Source(ID, "a.txt", "text", f"Harbour report reaches the council\n\n{BODY}\n{BODY[:-1]} twice.\n{SHARE}\n")
    kept = describe(source, replace(settings, rules=(Rule(SHARE),)))
    assert kept.blocks[-1].role is Role.BODY
    assert describe(source, settings).blocks[-1].role is Role.SHARE


# What recurs


class Counted:
    """Lines that stand in so many of so many articles of one outlet."""

    def __init__(self, of: int, **articles: int) -> None:
        self.of, self.articles = of, articles

    def standing(self, line: str, outlet: str | None) -> LineRecurrence | None:
        count = next((count for begin, count in self.articles.items() if line.startswith(begin)), 0)
        return LineRecurrence(count, self.of, outlet) if count else None

    def strips_in(self, outlet: str | None) -> bool:
        return outlet is not None


def test_the_reason_says_what_recurs_and_is_surer_of_it() -> None:
    (block,) = note_recurrence(article((Role.SHARE, SHARE)).blocks, OUTLET, Counted(120, share=41))
    assert block.reason == "a test says so; found in 41 of 120 articles of The Lantern"
    assert 0.8 < block.confidence < 1


def test_without_an_outlet_it_is_said_of_all() -> None:
    (block,) = note_recurrence(article((Role.SHARE, SHARE)).blocks, None, Counted(120, share=41))
    assert block.reason.endswith("found in 41 of 120 articles")


def test_the_more_articles_the_surer() -> None:
    sure = [
        note_recurrence(article((Role.SHARE, SHARE)).blocks, OUTLET, Counted(100, share=n))[0].confidence
        for n in (0, 3, 50, 100)
    ]
    assert all(less < more for less, more in pairwise(sure))


def test_lines_of_two_words_are_not_noted() -> None:
    (block,) = note_recurrence(article((Role.SHARE, "Share this")).blocks, OUTLET, Counted(100, share=90))
    assert block.reason == "a test says so"


def test_a_short_line_in_most_articles_is_stripped_for_that_alone() -> None:
    tides = (Role.BODY, "Tides at Port Ilmay today")
    after = note_recurrence(article((Role.BODY, BODY), tides).blocks, OUTLET, Counted(12, tides=11))
    assert [block.role for block in after] == [Role.BODY, Role.PROMO]
    assert after[1].reason == "found in 11 of 12 articles of The Lantern"


@pytest.mark.parametrize("counted", [Counted(9, tides=9), Counted(12, tides=6), Counted(12)])
def test_but_not_in_a_small_outlet_nor_when_in_half_of_it(counted: Counted) -> None:
    (block,) = note_recurrence(article((Role.BODY, "Tides at Port Ilmay today")).blocks, OUTLET, counted)
    assert block.role is Role.BODY


def test_and_never_while_the_outlet_is_unknown() -> None:
    (block,) = note_recurrence(article((Role.BODY, "Tides at Port Ilmay today")).blocks, None, Counted(12, tides=12))
    assert block.role is Role.BODY


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BODY])
def test_recurrence_alone_changes_no_role_but_body(role: Role) -> None:
    (block,) = note_recurrence(article((role, "Tides at Port Ilmay today")).blocks, OUTLET, Counted(12, tides=12))
    assert block.role is role


def test_a_long_line_is_never_stripped_for_that() -> None:
    long = "Tides at Port Ilmay today " + "and what the pilots of the Kell Strait think of them " * 3
    after = note_recurrence(article((Role.BODY, BODY), (Role.BODY, long)).blocks, OUTLET, Counted(12, tides=12))
    assert after[1].role is Role.BODY


def test_versions_of_one_article_are_no_boilerplate() -> None:
    long = "The harbour office said that " + "the pilots of the Kell Strait will not work on that day " * 3
    blocks = article((Role.BODY, long), (Role.BODY, "Tides at Port Ilmay today")).blocks
    after = note_recurrence(blocks, OUTLET, Counted(12, tides=12, the=12))
    assert [block.role for block in after] == [Role.BODY, Role.BODY]


def test_a_rule_wins_over_what_recurs() -> None:
    counted, line = Counted(12, tides=12), "Tides at Port Ilmay today"
    before = article((Role.BODY, line))
    assert roles(apply_overrides(before, NO_RULES, counted)) == [Role.PROMO]
    assert roles(apply_overrides(before, Rulebook([Rule(line)]), counted)) == [Role.BODY]


def test_the_actors_of_what_a_rule_changed_are_those_of_the_dictionary() -> None:
    book = ActorBook(organisations=(ListedName("Kell Valley Ferry Company", ("KVFC",)),))
    told = "The mayor said on Monday that KVFC would not sail before the fog had gone."
    before = article((Role.BODY, told), (Role.BODY, SHARE))
    found = apply_overrides(before, Rulebook([Rule(SHARE, Role.SHARE)]), None, lambda: ActorSettings(book=book))
    assert [actor.name for actor in found.actors] == ["Kell Valley Ferry Company"]


def test_the_dictionary_is_not_read_for_what_no_rule_changed() -> None:
    def never() -> ActorSettings:
        raise AssertionError

    before = article((Role.BODY, "No ferry sails before the fog has gone."))
    assert apply_overrides(before, Rulebook([Rule(SHARE)]), None, never) == before
