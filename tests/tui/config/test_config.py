"""Settings come in layers, each over the one before; what is wrong with them is told with place, key and remedy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from tui.cli.exit_codes import USAGE, exit_code
from tui.config import Config, load, outcome
from tui.config.faults import MAX_FAULTS, FaultyConfig
from tui.config.old_ids import in_one_line
from tui.config.validation import leaves
from tui.file_locations import defaults_file

if TYPE_CHECKING:
    from tests.conftest import Run


def written(folder: Path, text: str) -> Path:
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaints(file: Path | None = None, **given: object) -> list[str]:
    return [str(fault) for fault in outcome(file, environment={}, **given).faults]  # type: ignore[arg-type]


def test_the_defaults_are_complete_and_right() -> None:
    config = load(environment={})
    assert config.look.measure == 76
    assert config.search.debounce_ms == 60
    assert config.corpus is None
    assert outcome(environment={}).faults == ()


def test_our_reading_of_the_defaults_is_that_of_any_yaml_reader() -> None:
    plain = yaml.safe_load(defaults_file().read_text(encoding="utf-8"))
    assert load(environment={}) == msgspec.convert(plain, Config)


def test_of_very_many_unknown_settings_the_first_are_listed_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr("tui.config.validation.nearest", lambda word, known: compared.append(word))
    file = written(tmp_path, "".join(f"them{number}: 1\n" for number in range(20_000)) + f"{'x' * 900}: 1\n")
    listed = complaints(file)
    assert len(listed) == MAX_FAULTS + 1
    assert listed[-1] == f"{file}:21: 19,981 more faults from here on: fix the ones above first"
    assert len(compared) == MAX_FAULTS
    assert complaints(written(tmp_path, f"{'x' * 900}: 1\n"))[0].startswith(f"{file}:1: no setting is called xxx")
    assert len(complaints(file)[0]) < len(str(file)) + 200


def test_every_default_has_a_comment_before_its_section() -> None:
    lines = defaults_file().read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and line[0].isalpha():
            assert lines[number - 1].startswith("#"), line


def test_layers_lie_over_each_other(tmp_path: Path) -> None:
    file = written(tmp_path, "look: {theme: paper, measure: 60}\nsearch: {limit: 5}\n")
    environment = {"WIRESIDE_LOOK_MEASURE": "66", "WIRESIDE_SEARCH_LIMIT": "6"}
    config = load(file, [("search.limit", "7", "--set search.limit")], environment)
    assert (config.look.theme, config.look.measure, config.search.limit) == ("paper", 66, 7)
    assert config.look.glyphs == "unicode"


def test_where_each_setting_comes_from(tmp_path: Path) -> None:
    file = written(tmp_path, "look:\n  theme: paper\nboilerplate:\n  phrases:\n    share: [teile das]\n")
    places = outcome(file, [("search.limit", "7", "--set search.limit")], {"WIRESIDE_LOOK_MEASURE": "66"}).places
    assert places["look", "theme"] == f"{file}:2"
    assert places["look", "measure"] == "$WIRESIDE_LOOK_MEASURE"
    assert places["search", "limit"] == "--set search.limit"
    assert places["look", "glyphs"] == "default"
    assert places["boilerplate", "phrases", "share"] == f"default and {file}:5"


def test_lists_replace_but_phrases_add(tmp_path: Path) -> None:
    ours = load(environment={})
    file = written(
        tmp_path, "reading: {fields: {headline: [kop]}}\nboilerplate: {phrases: {share: [teile das], promo: []}}\n"
    )
    config = load(file, environment={})
    assert config.reading.fields.headline == ("kop",)
    assert config.boilerplate.phrases["share"] == (*ours.boilerplate.phrases["share"], "teile das")
    assert config.boilerplate.phrases["promo"] == ours.boilerplate.phrases["promo"]


def test_lists_in_the_environment_have_commas() -> None:
    config = load(environment={"WIRESIDE_READING_FIELDS_HEADLINE": "kop, titel"})
    assert config.reading.fields.headline == ("kop", "titel")


def test_an_empty_variable_counts_as_unset() -> None:
    assert load(environment={"WIRESIDE_CORPUS": ""}).corpus is None


def test_scalars_are_what_their_setting_needs(tmp_path: Path) -> None:
    file = written(tmp_path, "corpus: 2031\nreading: {max_bytes: 1_000, fields: {language: [no, yes, 1.10]}}\n")
    config = load(file, environment={})
    assert config.corpus == str(tmp_path / "2031")
    assert config.reading.max_bytes == 1000
    assert config.reading.fields.language == ("no", "yes", "1.10")


def test_a_relative_path_counts_from_its_file(tmp_path: Path) -> None:
    file = written(tmp_path, "corpus: news\nindex: {folder: ~/there}\n")
    config = load(file, environment={})
    assert config.corpus == str(tmp_path / "news")
    assert config.index.folder == str(Path.home() / "there")
    assert load(environment={"WIRESIDE_CORPUS": "news"}).corpus == "news"


def test_sections_may_be_empty(tmp_path: Path) -> None:
    file = written(tmp_path, "# nothing yet\nlook:\n  # theme: paper\nkeys:\n")
    assert load(file, environment={}) == load(environment={})
    assert load(written(tmp_path, ""), environment={}) == load(environment={})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("look:\n  teme: paper\n", "own.yaml:2: no setting is called look.teme: did you mean look.theme?"),
        ("lok: {}\n", "own.yaml:1: no setting is called lok: did you mean look?"),
        ("theme: ink\n", "own.yaml:1: no setting is called theme: did you mean look.theme?"),
        ("qqq: 1\n", "own.yaml:1: no setting is called qqq: `wireside config show` lists all"),
        ("look:\n  measure: wide\n", "own.yaml:2: look.measure is 'wide': use a whole number from 20 to 400"),
        ("look: {measure: 5}\n", "own.yaml:1: look.measure is '5': use a whole number from 20 to 400"),
        ("search: {limit: }\n", "own.yaml:1: search.limit is empty: use a whole number of 1 or more"),
        ("index: {workers: x}\n", "own.yaml:1: index.workers is 'x': use a whole number of 1 or more or null"),
        ("look: {theme: papr}\n", "use one of auto, ink, paper, contrast, terminal (did you mean paper?)"),
        ("look: [ink]\n", "own.yaml:1: look is a list: write it as a mapping, `name: value` a line"),
        ("corpus: {a: b}\n", "own.yaml:1: corpus is a mapping: use text or null"),
        ("boilerplate: {phrases: {shere: [x]}}\n", "did you mean boilerplate.phrases.share?"),
        ("boilerplate: {phrases: {body: [x]}}\n", "no setting is called boilerplate.phrases.body"),
        ("boilerplate: {phrases: {share: ['(']}}\n", "fix the phrase"),
        ("reading: {fields: {url: [[a]]}}\n", "own.yaml:1: reading.fields.url is a list: use text"),
    ],
)
def test_what_does_not_fit(tmp_path: Path, text: str, complaint: str) -> None:
    (found,) = complaints(written(tmp_path, text))
    assert complaint in found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("look:\n  theme: [a\n", "own.yaml:3: not YAML"),
        ("look: {theme: ink}\nlook: {theme: ink}\n", "own.yaml:2: look is there twice"),
        ("look: &a {theme: ink}\nkeys: *a\n", "own.yaml:2: the alias *a"),
        ("look: !!python/object:os.system {}\n", "own.yaml:1: the tag"),
        ("look: !mine ink\n", "own.yaml:1: the tag"),
        ("- look\n", "own.yaml:1: not a mapping"),
        ("ink\n", "own.yaml:1: not a mapping"),
        ("look: {theme: ink}\n---\nlook: {}\n", "own.yaml:2: a second document"),
        ("[a]: b\n", "own.yaml:1: a key that is not text"),
        ("a: " + "[" * 100_000, "own.yaml:1: nested too deep"),
        ("look:\n  theme: \x07\n", "own.yaml:2: contains a control character"),
    ],
)
def test_what_is_not_plain_yaml(tmp_path: Path, text: str, complaint: str) -> None:
    (found,) = complaints(written(tmp_path, text))
    assert complaint in found


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(b"look: {}\nkeys: {}\n# \xff\n")
    assert complaints(file) == [f"{file}:3: is not UTF-8: save the file as UTF-8"]
    file.write_bytes(b"#" * 1_000_001)
    assert "over 1 MB" in complaints(file)[0]
    assert "can't be read" in complaints(tmp_path)[0]


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "look: {teme: 1, measure: x}\n")
    with pytest.raises(FaultyConfig) as caught:
        load(file, [("sarch.limit", "3", "--set sarch.limit")], {"WIRESIDE_LOK_THEME": "ink"})
    assert len(caught.value.faults) == 4
    assert exit_code(caught.value) == USAGE
    assert "(3 more: wireside config check)" in str(caught.value)


def test_a_wrong_value_is_told_even_where_another_lies_over_it(tmp_path: Path) -> None:
    file = written(tmp_path, "look: {measure: x}\n")
    assert outcome(file, environment={"WIRESIDE_LOOK_MEASURE": "70"}).faults


def test_variables_that_are_no_settings() -> None:
    (fault,) = outcome(environment={"WIRESIDE_LOOK_TEME": "ink"}).faults
    assert str(fault) == "$WIRESIDE_LOOK_TEME: no such setting: did you mean $WIRESIDE_LOOK_THEME?"
    assert outcome(environment={"WIRESIDE_DEBUG": "1", "OTHER": "x"}).faults == ()


@pytest.mark.parametrize("key", ["look", "look.teme", "nothing", "", "keys", "look.theme.more"])
def test_the_command_line_sets_one_setting_at_a_time(key: str) -> None:
    (fault,) = outcome(None, [(key, "x", "--set")], {}).faults
    assert "no setting is called" in str(fault)


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no configuration file"):
        load(tmp_path / "nowhere.yaml", environment={})
    with pytest.raises(UsageError, match="no configuration file"):
        load(environment={"WIRESIDE_CONFIG": str(tmp_path / "nowhere.yaml")})


def test_every_setting_can_be_given_in_the_environment() -> None:
    for key, _ in leaves():
        variable = "WIRESIDE_" + "_".join(key).upper()
        faults = [str(fault) for fault in outcome(environment={variable: "1"}).faults]
        if key not in (("keys",), ("boilerplate", "phrases")):
            assert not any("no such setting" in fault for fault in faults), variable


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert all("\n" not in str(fault) for fault in outcome(file, environment={}).faults)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_shape_breaks_the_fitting(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(yaml.safe_dump({"look": value, "keys": value, "corpus": value}), encoding="utf-8")
    came_to = outcome(file, environment={})
    assert (came_to.config is None) == bool(came_to.faults)


@pytest.mark.parametrize("name", ["config.yaml", "boilerplate.yaml", "actors.yaml"])
def test_a_pipe_for_settings_is_refused_and_not_waited_for(wireside: Run, name: str) -> None:
    folder = wireside.home / "XDG_CONFIG_HOME" / "wireside"
    folder.mkdir(parents=True)
    os.mkfifo(folder / name)
    done = wireside("clean", "-", stdin=b"The bridge is open again, said the harbour office.")
    assert done.code in (2, 3)
    assert "not a regular file" in done.err
    assert done.err.count("\n") == 1


def test_former_ids_of_commands_are_accepted_with_a_warning(tmp_path: Path) -> None:
    file = written(tmp_path, "keys:\n  judge: [x]\n  leave: [y]\n")
    came_to = outcome(file, [("keys.take", "f9", "--set keys.take")], {"WIRESIDE_KEYS_LIKE": "f8"})
    assert came_to.faults == ()
    keys = came_to.checked().keys
    assert (keys["toggle_block"], keys["back_or_quit"]) == (("x",), ("y",))
    assert (keys["complete"], keys["more_like_this"]) == (("f9",), ("f8",))
    assert [str(warning) for warning in came_to.warnings] == [
        f"{file}:2: keys.judge is an old name: rename it to keys.toggle_block",
        f"{file}:3: keys.leave is an old name: rename it to keys.back_or_quit",
        "$WIRESIDE_KEYS_LIKE: keys.like is an old name: rename it to keys.more_like_this",
        "--set keys.take: keys.take is an old name: rename it to keys.complete",
    ]
    assert in_one_line(came_to.warnings).endswith("keys.toggle_block (3 more: wireside config check)")


def test_keys_under_the_current_id_win_over_those_under_the_former(tmp_path: Path) -> None:
    file = written(tmp_path, "keys:\n  toggle_block: [x]\n  judge: [y]\n")
    assert load(file, environment={}).keys["toggle_block"] == ("x",)
