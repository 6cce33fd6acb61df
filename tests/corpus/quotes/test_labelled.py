"""What stands in quotation marks in the annotators' contents, however these were cut out of the text."""

from __future__ import annotations

import pytest

from bench.labelled.quotes import Labelled


def parts_of(text: str, *contents: str) -> list[str]:
    spans = [[text.index(content), text.index(content) + len(content)] for content in contents]
    row = {"source": [[0, 1]], "cue": None, "direct": True}
    labelled = Labelled(
        {"id": "a", "split": "dev", "text": text, "attributions": [{**row, "content": [span]} for span in spans]}
    )
    return [text[span.start : span.end] for span in labelled.quoted_parts()]


@pytest.mark.parametrize(
    ("text", "content", "parts"),
    [
        ("He said: “We sail,” and left.", "“We sail,”", ["We sail,"]),
        ("He said: “We sail,” and left.", "We sail,”", ["We sail,"]),
        ('"We sail," said Halm.', 'We sail,"', ["We sail,"]),
        ("''We sail,'' said Halm.", "'We sail,''", ["We sail,"]),
        ("”We sail,” said Halm.", "”We sail,”", ["We sail,"]),
        ("“They call it “fine” here,” said Halm.", "“They call it “fine” here,”", ["They call it “fine” here,"]),
        ("He wants to “sail” and “be free”.", "to “sail” and “be free”", ["sail", "be free"]),
        ('"We sail. We wait no more," said Halm.', 'We wait no more,"', ["We wait no more,"]),
        ("He says that they sail.", "they sail", []),
    ],
)
def test_parts_in_marks(text: str, content: str, parts: list[str]) -> None:
    assert parts_of(text, content) == parts


def test_what_the_annotators_cut_is_joined() -> None:
    text = "“We sail. We wait no more,” said Halm."
    row = {"source": [[0, 1]], "cue": None, "direct": True}
    cut = [{**row, "content": [[0, 9]]}, {**row, "content": [[10, 27]]}]
    labelled = Labelled({"id": "a", "split": "dev", "text": text, "attributions": cut})
    assert [text[span.start : span.end] for span in labelled.joined_parts()] == ["We sail. We wait no more,"]
