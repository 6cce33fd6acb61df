"""The kernel gives one answer to what a word is, whichever room asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.text.phrases.syntax import normalize, phrase_tokens
from corpus.text.stems import has_stemmer, stem, stems
from corpus.text.tokenize import tokenize
from index.terms import raw_words


@pytest.mark.parametrize("text", ["อ่านเพิ่มเติม", "もっと読む", "阅读更多", "ອ່ານເພີ່ມ", "អានបន្ថែម"])
def test_scripts_without_spaces_are_cut_into_characters_everywhere(text: str) -> None:
    assert "".join(raw_words(text)) == text
    assert [word.form for word in tokenize(text)] == list(text)
    assert list(phrase_tokens(normalize(text))) == list(text)


def test_korean_is_cut_at_its_spaces_but_matched_by_syllables() -> None:
    assert [word.form for word in tokenize("더 보기")] == ["더", "보기"] == raw_words("더 보기")
    assert list(phrase_tokens(normalize("더 보기"))) == ["더", "보", "기"]


def test_stems_are_those_of_the_language() -> None:
    assert stem("talking") == "talk"
    assert stem("häuser", "de") == stem("haus", "de")
    assert list(stems(("parle", "parler"), "fr")) == ["parl", "parl"]
    assert not has_stemmer("zh")


def test_threads_get_the_same_stems() -> None:
    words = [f"word{number}ing" for number in range(500)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: [stem(word) for word in words], range(8)))
    assert all(answer == answers[0] for answer in answers)
