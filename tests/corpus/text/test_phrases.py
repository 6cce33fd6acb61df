"""The language of phrases: what each sign means, which phrases can't be read, and that none can take long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Role
from corpus.boilerplate.phrase_families import PhraseTable, phrase_table
from corpus.errors import UsageError
from corpus.settings import BoilerplateSettings, CorpusSettings
from corpus.text.phrases.regexes import compile_regex, phrase_fault
from corpus.text.phrases.syntax import PhraseError, parse_phrase

if TYPE_CHECKING:
    from tests.conftest import LinearTime


def fits(phrase: str, text: str) -> bool:
    return PhraseTable({Role.PROMO: (phrase,)}).verdict(text) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("read more", "READ MORE »"),
        ("read more", "• Read more…"),
        ("don't miss", "Don’t miss:"),
        ("sign up for …", "Sign up for our letter from the harbour"),
        ("sign up for …", "Sign up for"),
        ("sign up for...", "Sign-up for it"),
        ("more from …2", "More from the Lantern"),
        ("share [this article] [on …]", "Share on the quay"),
        ("share [this article] [on …]", "Share this article"),
        ("(halvera|port ilmay) calling", "Port Ilmay calling!"),
        ("(news|sport|the strait)+", "News | Sport | The Strait | News"),
        ("# comment[s]", "1,204 comments"),
        ("stor(y|ies) of the (day|week)s", "Stories of the weeks"),
        ("(e-mail|email) us", "E-mail us"),
        ("e[-]mail us", "Email us"),
        ("related: …", "Related – a bridge too late"),
        ("related …", "Related: a bridge too late"),
        ("… tide tables …", "All of the tide tables, every day"),
        ("© …", "(c) 2031 The Lantern"),
        ("@ …1", "@thelantern"),
        ("关(注|于)我们", "关于我们"),
        (r"/tide \d{1,2}/", "Tide 12"),
    ],
)
def test_a_phrase_fits(phrase: str, text: str) -> None:
    assert fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("read more", "Read more books"),
        ("read more", "Read"),
        ("more from …2", "More from the Lantern today"),
        ("(news|sport)+ now", "Now"),
        ("# comments", "Many comments"),
        ("stor(y|ies)", "Storys"),
        ("related: …", "Related stories"),
        ("subscribe", "“Subscribe.”"),
        ("yes", "Yes."),
        ("… tide tables …", "All of the tables"),
        ("from the quay …", "From the quay “we saw it,” " + "said the pilot of the tug, " * 5),
    ],
)
def test_a_phrase_does_not_fit(phrase: str, text: str) -> None:
    assert not fits(phrase, text)


def test_where_two_roles_fit_the_first_counts() -> None:
    for first, second in ((Role.SHARE, Role.PROMO), (Role.PROMO, Role.SHARE)):
        verdict = PhraseTable({first: ("the gate …",), second: ("… gate",)}).verdict("The gate")
        assert verdict is not None
        assert verdict[0] is first


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "everything in it is optional"),
        ("…", "everything in it is optional"),
        ("[read] […]", "everything in it is optional"),
        ("(a|…) b…", ""),
        ("read (more", "never closed"),
        ("read more)", "closes nothing"),
        ("read [more)", "closes nothing"),
        ("a ()", "a bracket, or the space between two of its bars, is empty"),
        ("a (b||c)", "a bracket, or the space between two of its bars, is empty"),
        ("a b(c …)", "touches a word"),
        ("[" * 9 + "a" + "]" * 9, "deep"),
        ("a" * 5000, "longer than"),
        ("[a][b][c][d][e][f][g]h", "spellings"),
        ("/(/", "not a valid regular expression"),
        ("/(a+)+b/", "forever"),
        ("/(a|a)*b/", "forever"),
        ("/((a?b)c)+/", "forever"),
        ("/.*.*.*.*b/", "forever"),
        (r"/(a)\1/", "forever"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_few_words(phrase: str, why: str) -> None:
    fault = phrase_fault(phrase)
    assert (why in fault and "\n" not in fault) if fault else not why
    if fault:
        with pytest.raises(UsageError, match="can't be read"):
            phrase_table(BoilerplateSettings({"promo": (phrase,)}))


@given(st.text("ab …#:()[]|+/5.-’", max_size=40))
def test_any_phrase_is_read_or_refused(phrase: str) -> None:
    if phrase_fault(phrase) is None:
        PhraseTable({Role.PROMO: (phrase,)}).verdict("a b a: 5 b’a")


@given(st.text(max_size=60))
def test_plain_words_fit_themselves(text: str) -> None:
    words = " ".join("".join(c for c in word if "a" <= c <= "z") for word in text.lower().split()).strip()
    if len(words.split()) > 2:
        assert fits(words, words.capitalize())


@given(st.text("abc*+?{}()|[]\\,1 ", max_size=24))
def test_no_regular_expression_takes_long(source: str) -> None:
    try:
        fits_pattern = compile_regex(f"/{source}/")
    except PhraseError:
        return
    fits_pattern("a" * 250 + "!")


@pytest.mark.parametrize("phrase", ["[a] " * 30 + "b", "(a|a a|a a a)+ b", "… a … a … a … a … b", "…30 a …30 a …30 b"])
def test_no_phrase_takes_long(phrase: str, takes_linear_time: LinearTime) -> None:
    table = PhraseTable({Role.PROMO: (phrase,)})
    assert table.verdict("a " * 149) is None
    takes_linear_time(lambda words: lambda: table.verdict("a " * words), 36)


def test_every_default_can_be_read_and_none_stands_twice(settings: CorpusSettings) -> None:
    phrases = [phrase for some in settings.boilerplate.phrases.values() for phrase in some]
    assert len(set(phrases)) == len(phrases)
    assert {phrase: phrase_fault(phrase) for phrase in phrases if phrase_fault(phrase)} == {}
    assert len([phrase for phrase in phrases if phrase.startswith("/")]) < 10
    assert parse_phrase(phrases[0])
