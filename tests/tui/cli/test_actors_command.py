"""`wireside actors`: of an article, of all, and the dictionary in and out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.settings import ActorBook, ListedCountry, ListedName, TermOfOffice
from tests.conftest import FERRY, Run
from tui.config.actor_dictionary import actor_book, book_text, read_book, write_book
from tui.config.faults import FaultyConfig
from tui.file_locations import actors_file

BOOK = ActorBook(
    countries=(ListedCountry("Halvera", ("H.R.", "the 'old' one"), ("Halveran",), ("Ostrene",)),),
    people=(ListedName("Bero Halm", roles=(TermOfOffice("mayor", "2029", ""), TermOfOffice("no", "", "2031-01"))),),
)


def same(one: ActorBook, other: ActorBook) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in one.__struct_fields__)


def test_the_dictionary_that_ships_is_whole() -> None:
    book = read_book(actors_file())
    assert len(book.countries) > 190
    assert {country.name for country in book.countries} >= {"Russia", "United States", "Syria"}
    names = [entry.name for section in (book.countries, book.organisations, book.people) for entry in section]
    assert len(names) == len(set(names))
    for person in book.people:
        assert all(office.role and (office.start or office.end) for office in person.roles), person.name


def test_a_dictionary_is_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "actors.yaml"
    write_book(path, BOOK)
    assert same(read_book(path), BOOK)
    before = path.read_text(encoding="utf-8")
    write_book(path, ActorBook(people=(ListedName("Wen Abara"),)))
    assert path.with_name("actors.yaml.bak").read_text(encoding="utf-8") == before
    assert "Wen Abara" in book_text(read_book(path))


def test_the_users_dictionary_goes_over_ours(tmp_path: Path) -> None:
    ours, users = tmp_path / "ours.yaml", tmp_path / "users.yaml"
    write_book(ours, BOOK)
    assert same(actor_book(ours, users), BOOK)
    write_book(users, ActorBook(people=(ListedName("Bero Halm", ("B. Halm",)), ListedName("Wen Abara"))))
    assert actor_book(ours, users).people == (ListedName("Bero Halm", ("B. Halm",)), ListedName("Wen Abara"))
    assert actor_book(ours, users).countries == BOOK.countries


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("peoples: []", "peoples is not a section of actors"),
        ("people: Bero", "not a list"),
        ("people: [Bero]", "not an actor"),
        ("people: [{also: [x]}]", "not an actor"),
        ("people: [{name: Bero, nam: x}]", "not an actor"),
    ],
)
def test_what_is_wrong_with_a_dictionary_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyConfig, match=r"actors\.yaml:1") as raised:
        read_book(path)
    assert told in str(raised.value)


def test_actors_of_an_article_and_of_all(wireside: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert wireside("index", str(tmp_path)).code == 0
    everything = wireside("actors", "--json", "--corpus", str(tmp_path))
    found = {row["name"]: row for row in map(json.loads, everything.out.splitlines())}
    assert found["Ruan Aldane"]["kind"] == "person"
    assert found["Ruan Aldane"]["found"] == {"person:ruan-aldane": "as found"}
    hit = json.loads(wireside("search", "ferry", "--json", "--corpus", str(tmp_path)).out.splitlines()[1])
    one = wireside("actors", hit["id"], "--json", "--corpus", str(tmp_path))
    told = json.loads(one.out.splitlines()[0])
    assert set(told) == {"wireside export", "key", "name", "kind", "role", "mentions", "quotes", "by_office"}
    assert "Ruan Aldane · person" in wireside("actors", hit["id"], "--corpus", str(tmp_path)).out


def test_import_and_export(wireside: Run, tmp_path: Path) -> None:
    file = tmp_path / "team.actors"
    file.write_text("WEN_ABARA_ [HLVGOV 300101]\n+ABARA_WEN_\n", encoding="utf-8")
    assert wireside("actors", "import", str(file)).code == 0
    assert "Wen Abara" in wireside("actors", "export").out
    assert "person,Wen Abara,Abara Wen,HLVGOV,2030-01-01,,actors" in wireside("actors", "export", "--csv").out
    for wrong in (("import",), ("import", str(tmp_path / "none")), ("a", "b")):
        ended = wireside("actors", *wrong)
        assert (ended.code, ended.err.count("\n")) == (2, 1), ended.err
