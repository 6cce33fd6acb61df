"""The language of a text is told by its words, or not at all."""

from __future__ import annotations

import pytest

from corpus.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour office said that the ferry was halted after a fire and that it will not run on Monday.", "en"),
        (
            "Die Fähre über die Meerenge wurde nach einem Brand angehalten, wie das Amt in der Stadt sagte.",
            "de",
        ),
        (
            "Le bac qui traverse le détroit a été arrêté après un incendie dans la salle des machines.",
            "fr",
        ),
        (
            "El barco que cruza el estrecho se detuvo después de un incendio en la sala de máquinas.",
            "es",
        ),
        (
            "O navio que atravessa o estreito foi parado depois de um incêndio na casa das máquinas, e não há feridos.",
            "pt",
        ),
        (
            "Il traghetto che attraversa lo stretto è stato fermato dopo un incendio, e non ci sono feriti.",
            "it",
        ),
        (
            "De veerboot over de zeestraat is na een brand stilgelegd en vaart niet meer, zegt het kantoor.",
            "nl",
        ),
        ("Паром через пролив остановлен после пожара в машинном отделении, сообщили в порту.", "ru"),
        ("توقفت العبارة عبر المضيق بعد حريق في غرفة المحركات، حسب مكتب الميناء.", "ar"),
        ("海峡のフェリーは機関室の火災で運航を停止したと港湾局は述べた。", "ja"),
        ("港口办公室说，海峡渡轮因机房起火而停航。", "zh"),
        ("항만 사무소는 해협 여객선이 기관실 화재로 운항을 멈췄다고 밝혔다.", "ko"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "Kell ferry", "1234 5678 90", "xq zzt brrp fnord qwu blick vrom snarf pling trot glum krax"]
)
def test_a_language_is_not_guessed(text: str) -> None:
    assert guess_language(text) is None
