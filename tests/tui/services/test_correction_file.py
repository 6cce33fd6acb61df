"""The file of corrections: read strictly, changed so that comments survive, restored byte for byte."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.actors.linking.corrections import Correction
from corpus.errors import WiresideError
from tui.commands import BY_ID
from tui.config.faults import FaultyConfig
from tui.services.correction_file import CORRECTIONS, HEADER, CorrectionFile
from tui.services.correction_store import CorrectionStore

MERGED = Correction("merge", "person:r-aldane", into="person:ruan-aldane", made="2031-03-02")
BY_HAND = """\
# ours
corrections:
- merge: person:r-aldane   # the same man
  into: person:ruan-aldane
  made: 2031-03-02

# two of them
- split: person:bero-halm
  found: [person:halm, person:b-halm]
- rename: person:mirela-tosk
  name: Mirela  Tosk-Lunde
- {kind: 'place:port-ilmay', as: organisation}
- reject: person:kell-bridge
"""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
NAMES = TEXTS.map(lambda text: " ".join(text.split()))
DAYS = st.sampled_from(["", "2031-03-02"])
ANY = (
    st.builds(Correction, st.just("merge"), TEXTS, into=TEXTS, made=DAYS)
    | st.builds(Correction, st.just("split"), TEXTS, found=st.lists(TEXTS, min_size=1).map(tuple), made=DAYS)
    | st.builds(Correction, st.just("rename"), TEXTS, name=NAMES, made=DAYS)
    | st.builds(Correction, st.just("kind"), TEXTS, kind=st.sampled_from(["person", "place"]), made=DAYS)
    | st.builds(Correction, st.just("reject"), TEXTS, made=DAYS)
)


def read(text: str) -> list[Correction]:
    return list(CORRECTIONS.values(text, "f"))


def test_what_is_written_by_hand_is_read() -> None:
    assert read(BY_HAND) == [
        MERGED,
        Correction("split", "person:bero-halm", found=("person:halm", "person:b-halm")),
        Correction("rename", "person:mirela-tosk", name="Mirela Tosk-Lunde"),
        Correction("kind", "place:port-ilmay", kind="organisation"),
        Correction("reject", "person:kell-bridge"),
    ]
    assert read("") == read(HEADER) == []


@settings(max_examples=50)
@given(st.lists(ANY, max_size=5))
def test_what_is_written_is_read_again(corrections: list[Correction]) -> None:
    assert read(CORRECTIONS.changed("", (), corrections, "f")) == corrections


def test_all_else_in_the_file_is_left_as_it_was() -> None:
    more = Correction("reject", "person:quay")
    assert CORRECTIONS.changed(BY_HAND, (), [more], "f").startswith(BY_HAND)
    assert CORRECTIONS.changed(BY_HAND, [MERGED], (), "f").startswith("# ours\ncorrections:\n\n# two of them\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("corrections: x\n", "f:1: corrections is not a list"),
        ("mergers: []\n", "f:1: mergers is not a known key"),
        ("corrections:\n- x\n", "f:2: not a correction"),
        ("corrections:\n- into: x\n", "f:2: not a correction"),
        ("corrections:\n- merge: x\n  reject: x\n", "f:2: not a correction"),
        ("corrections:\n- merge: x\n", "f:2: merge without into"),
        ("corrections:\n- reject: x\n  into: y\n", "f:3: into is not a key of reject"),
        ("corrections:\n- kind: x\n  as: harbour\n", "f:3: as has a wrong value"),
        ("corrections:\n- split: x\n  found: y\n", "f:3: found has a wrong value"),
        ("corrections:\n- split: x\n  found: []\n", "f:3: found has a wrong value"),
        ("corrections:\n- reject: x\n  made: today\n", "f:3: made has a wrong value"),
        ("corrections:\n- reject: ''\n", "f:2: reject has a wrong value"),
    ],
)
def test_faults_are_told_with_their_line(text: str, told: str) -> None:
    with pytest.raises(FaultyConfig, match=told):
        read(text)


@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = CorrectionFile(Path(folder) / "f")
        file.path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with suppress(WiresideError):
            file.read()


def test_what_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    complaints: list[WiresideError] = []
    store = CorrectionStore(CorrectionFile(tmp_path / "deep" / "x.actors.yaml"), complaints.append)
    change = store.add(Correction("reject", "person:quay"))
    assert [replace(one, made="") for one in store.corrections] == [Correction("reject", "person:quay")]
    assert all(one.made for one in store.corrections)
    store.undo(change)
    assert store.corrections == ()
    assert not (tmp_path / "deep" / "x.actors.yaml").exists()
    (tmp_path / "deep" / "x.actors.yaml").write_text("corrections: x\n")
    assert store.corrections == ()
    assert store.corrections == ()
    assert len(complaints) == 1


def test_the_file_names_the_keys_that_write_it() -> None:
    for command in ("merge", "split", "rename", "kind"):
        assert f"`{BY_ID[command].keys}`" in HEADER
