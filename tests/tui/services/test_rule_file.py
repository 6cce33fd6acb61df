"""The file of rules: read strictly, changed so that comments survive, restored byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Role
from corpus.errors import WiresideError
from corpus.overrides.line_key import line_key
from corpus.settings import Rule
from tui.config.faults import MAX_FAULTS, FaultyConfig
from tui.services.rule_file import HEADER, RuleFile
from tui.services.rule_file import RULES as TEXT

KEPT = Rule("Tides at Port Ilmay", None, "Harbour & Tide", None, "2031-03-14")
STRIPPED = Rule("Read also: the buoys are “red” again", Role.RELATED, None, "8c41f0a2d3b5", "2031-03-14")
BY_HAND = """\
# ours
rules:
# the tides
- keep: Tides at Port Ilmay   # every day
  outlet: 'Harbour & Tide'
  made: 2031-03-14

# the buoys

- strip: "Read also: the buoys are “red” again"
  as: related
  article: 8c41f0a2d3b5
  made: 2031-03-14
# the end
"""

LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(line_key)
RULES = st.builds(
    Rule,
    line=LINES,
    role=st.sampled_from([None, Role.PROMO, Role.RELATED]),
    outlet=st.none() | LINES,
    made=st.sampled_from(["", "2031-03-14"]),
) | st.builds(Rule, line=LINES, role=st.sampled_from([None, Role.SHARE]), article=st.just("8c41f0a2d3b5"))


def rules_in(text: str) -> list[Rule]:
    return list(TEXT.values(text, "boilerplate.yaml"))


def test_what_is_written_by_hand_is_read() -> None:
    assert rules_in(BY_HAND) == [KEPT, STRIPPED]
    assert rules_in("") == rules_in("rules:\n") == rules_in("# nothing yet\n") == []
    assert rules_in("rules: [{strip: Read also}]") == [Rule("Read also", Role.PROMO)]


def test_of_very_many_faults_the_first_are_listed_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def compare(word: str, *_: object, **__: object) -> list[str]:
        compared.append(word)
        return []

    monkeypatch.setattr("difflib.get_close_matches", compare)
    with pytest.raises(FaultyConfig) as faulty:
        rules_in("rules:\n" + "".join(f"  - {{keep: a, stip{number}: b}}\n" for number in range(5_000)))
    assert len(faulty.value.faults) == MAX_FAULTS + 1
    assert "4,980 more faults" in str(faulty.value.faults[-1])
    assert len(compared) == MAX_FAULTS


@settings(max_examples=50)
@given(st.lists(RULES, max_size=8))
def test_what_is_written_is_read_again(rules: list[Rule]) -> None:
    assert rules_in(TEXT.changed("", (), rules, "f")) == rules


@settings(max_examples=40)
@given(st.lists(RULES, unique=True, max_size=6), st.data())
def test_rules_come_and_go_and_all_else_stays(rules: list[Rule], data: st.DataObject) -> None:
    text = TEXT.changed(BY_HAND, (), rules, "f")
    assert rules_in(text) == [KEPT, STRIPPED, *rules]
    gone = data.draw(st.lists(st.sampled_from([KEPT, STRIPPED, *rules]), unique=True))
    left = TEXT.changed(text, gone, (), "f")
    assert rules_in(left) == [rule for rule in [KEPT, STRIPPED, *rules] if rule not in gone]
    for comment in ("# ours", "# the tides", "# the buoys", "# the end"):
        assert comment in left
    assert TEXT.changed(text, rules, (), "f") == BY_HAND


def test_a_new_file_says_what_it_is() -> None:
    assert TEXT.changed("", (), [KEPT], "f").startswith(HEADER)
    assert TEXT.changed("# mine\n", (), [KEPT], "f").startswith(f"# mine\n\n{HEADER}")


def test_an_entry_can_be_read_by_people() -> None:
    assert TEXT.changed("", (), [KEPT, STRIPPED], "f").removeprefix(HEADER) == (
        '  - keep: "Tides at Port Ilmay"\n    outlet: "Harbour & Tide"\n    made: 2031-03-14\n'
        '  - strip: "Read also: the buoys are “red” again"\n    as: related\n    article: "8c41f0a2d3b5"\n'
        "    made: 2031-03-14\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n  - kep: x\n", "f:2: kep is not a key of a rule: did you mean keep?"),
        ("rules:\n  - keep: x\n    strip: y\n", "f:2: a rule keeps or strips: give it one of `keep:` and `strip:`"),
        ("rules:\n  - outlet: x\n", "f:2: a rule keeps or strips: give it one of `keep:` and `strip:`"),
        ("rules:\n  - keep: x\n    as: promo\n", "f:3: a kept line has no role: leave out `as:`"),
        ("rules:\n  - strip: x\n    as: body\n", "f:3: as is 'body': use one of share, newsletter, "),
        ("rules:\n  - keep: x\n    made: yesterday\n", "f:3: made is 'yesterday': write it as 2031-03-14"),
        ("rules:\n  - keep: x\n    article: 12\n", "f:3: article is '12': use the 12 hex digits of its id"),
        ("rules:\n  - keep: x\n    article: 8c41f0a2d3b5\n    outlet: y\n", "f:2: a rule for an article and an outlet"),
        ("rules:\n  - keep: [x]\n", "f:2: keep is not a text"),
        ("rules:\n  - keep: ' '\n", "f:2: keep is not a text"),
        ("rules:\n  - x\n", "f:2: not a rule"),
        ("rules: x\n", "f:1: rules is not a list"),
        ("ruels: []\n", "f:1: ruels is not a known key"),
        ("- keep: x\n", "f:1: not a mapping"),
        ("rules:\n  - keep: 'x\n", "not YAML"),
        ("rules:\n  - keep: &a x\n    outlet: *a\n", "aliases are not read"),
    ],
)
def test_a_fault_is_one_line_with_its_place(text: str, said: str) -> None:
    with pytest.raises(FaultyConfig) as raised:
        TEXT.values(text, "f")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


LAYOUTS = (
    "rules: [{keep: x}, {keep: y}]  # two\n",
    "rules: [keep: x, keep: y]\n",
    "rules: [ # a\n {keep: x}, # b\n {keep: y} # c\n # d\n]\n# e\n",
    "{rules: [{keep: x}, {keep: y}]}\n",
    "{rules: [{keep: x,}, {keep: y,},],} # end",
    "%YAML 1.1\n--- # top\nrules:\n- keep: x\n- keep: y\n...\n# end\n",
    "---\n# a\nrules:\n-\n  # b\n  keep: x\n-\n  keep: y\n",
    "rules:\n  - keep: >-\n      x\n\n  # a\n  - keep: |  # b\n      y\n  # c\n# d\n",
    "rules:\n      -    keep:    x     # a\n      -    keep:\n               y\n",
    "rules:\n- ? keep\n  : x\n- ? keep # a\n  : y\n",
    'rules:\n- "keep": "x" # a\n  made: 2031-03-14\n\n# b\n\n- keep: "\\x79"',
    "rules:\n- keep: x\n  outlet: 1_000\n- keep: &y y\n  outlet: 012\n",
    "rules:\n- {keep: x, outlet: no} # a\n- {keep: y, # b\n   outlet: 0o14}\n",
    "\ufeffrules:\r\n- keep: x # a\r\n\r\n# b\r\n- keep: y\r\n",
    "rules:\r- keep: x\r- keep: y\r",
    "rules:\x85- keep: x\x85- keep: y\x85",
    "# a\n\n\nrules:\n\n# b\n- keep: x\n# c\n\n- keep: y\t# d\n",
)
EMPTY = (
    "",
    "# a",
    "rules:",
    "rules: # a\n# b",
    "rules: ~ # a\n",
    "rules: []\n# a",
    "{} # a",
    "--- # a\n",
    "{rules: } # a\n",
)


@pytest.mark.parametrize("text", [*LAYOUTS, *EMPTY, BY_HAND])
def test_every_layout_of_yaml_can_be_changed_and_keeps_its_comments(text: str) -> None:
    before = rules_in(text)
    comments = re.findall(r"# [a-e]\b|# end|# top|# two", text)
    for gone in ([], before[:1], before[1:], before):
        for new in ([], [KEPT], [KEPT, STRIPPED]):
            changed = TEXT.changed(text, gone, new, "f")
            assert rules_in(changed) == [*(rule for rule in before if rule not in gone), *new]
            if not gone:
                assert sorted(re.findall(r"# [a-e]\b|# end|# top|# two", changed)) == sorted(comments)


def test_a_comment_goes_only_with_the_entry_on_its_line() -> None:
    text = "rules:\n# a\n- keep: x # its own\n  outlet: y # its own\n# b\n- keep: y # other\n# c\n"
    first, second = rules_in(text)
    assert TEXT.changed(text, [first], [], "f") == "rules:\n# a\n# b\n- keep: y # other\n# c\n"
    assert TEXT.changed(text, [second], [], "f") == text.replace("- keep: y # other\n", "")
    assert TEXT.changed(text, [first, second], [], "f").count("#") == 3


def test_what_ruamel_can_t_keep_is_written_again_below_the_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.services.yaml_round_trip.edit_list", lambda *_: None)
    changed = TEXT.changed(BY_HAND, [KEPT], [Rule("new", None)], "f")
    assert rules_in(changed) == [STRIPPED, Rule("new", None)]
    assert changed.startswith("# ours\n# the tides\n# the buoys\n# the end\nrules:\n  - strip:")


def test_reading_does_not_import_what_writes() -> None:
    code = (
        "import sys, tui.services.rule_store, tui.services.correction_store; "
        "from tui.services.rule_file import RULES; RULES.values('rules: [{keep: x}]', 'f'); "
        "sys.exit(any(name.startswith('ruamel') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "rules: " + "[" * 5_000,
        "rules:\n" + "- keep: &a [*a, *a]\n",
        "rules: !!python/object/apply:os.system [x]\n",
        "rules:\n- keep: !!binary x\n",
        "rules:\n- <<: {keep: x}\n",
        "a: &a [x, x]\nrules:\n- keep: *a\n",
    ],
)
def test_hostile_yaml_is_refused_before_anything_else_reads_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.services.yaml_round_trip.edit_list", pytest.fail)
    with pytest.raises(FaultyConfig):
        TEXT.changed(text, [], [KEPT], "f")


CHANGES = st.lists(st.tuples(st.lists(RULES, max_size=2), st.lists(st.integers(0, 20), max_size=2)), max_size=4)


@settings(max_examples=40)
@given(st.sampled_from([None, "", BY_HAND, "# mine", "rules:\r\n- keep: x\r\n"]), CHANGES)
def test_undo_brings_back_the_very_same_file(begin: str | None, steps: list[tuple[list[Rule], list[int]]]) -> None:
    with TemporaryDirectory() as folder:
        file = RuleFile(Path(folder, "wireside", "boilerplate.yaml"))
        if begin is not None:
            file.path.parent.mkdir()
            file.path.write_bytes(begin.encode())
        texts, changes = [], []
        for into, numbers in steps:
            texts.append(file.path.read_bytes() if file.path.exists() else None)
            there = file.read()
            changes.append(file.change([there[n % len(there)] for n in numbers if there], into))
        for change, text in zip(reversed(changes), reversed(texts), strict=True):
            file.undo(change)
            assert (file.path.read_bytes() if file.path.exists() else None) == text


def test_undo_after_somebody_else_wrote_takes_back_only_its_own(tmp_path: Path) -> None:
    file = RuleFile(tmp_path / "boilerplate.yaml")
    change = file.change([], [KEPT])
    file.change([], [STRIPPED])
    file.undo(change)
    assert file.read() == (STRIPPED,)


def test_a_faulty_file_is_never_written(tmp_path: Path) -> None:
    file = RuleFile(tmp_path / "boilerplate.yaml")
    for raw in (b"rules:\n  - kep: x\n", b"\xff\xfe", b"#" * 1_000_001):
        file.path.write_bytes(raw)
        with pytest.raises(WiresideError):
            file.change([], [KEPT])
        assert file.path.read_bytes() == raw


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("")
    real.chmod(0o600)
    file = RuleFile(tmp_path / "boilerplate.yaml")
    file.path.symlink_to(real)
    file.change([], [KEPT])
    assert file.path.is_symlink()
    assert KEPT in RuleFile(real).read()
    assert real.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boilerplate.yaml", "dotfiles.yaml"]


@pytest.mark.usefixtures("permissions_count")
def test_what_can_t_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    file = RuleFile(tmp_path / "boilerplate.yaml")
    with pytest.raises(WiresideError, match=r"can't (read|write)"):
        file.change([], [KEPT])


def test_the_example_of_the_guide_is_read() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "boilerplate.md").read_text(encoding="utf-8")
    example = guide.split("\n\n    rules:\n")[1].split("\n\n")[0]
    assert rules_in(f"rules:\n{example}\n".replace("\n    ", "\n"))[0] == KEPT
