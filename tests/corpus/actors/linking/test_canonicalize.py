"""One actor across a corpus, and the user's corrections: pure functions from keys to actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from corpus.actors.linking.canonicalize import ActorMap, link_actors
from corpus.actors.linking.corrections import Correction
from corpus.actors.linking.similarity import ActorRecord
from corpus.settings import NO_BOOK, ActorBook, ListedCountry, ListedName

if TYPE_CHECKING:
    from tests.conftest import LinearTime

BOOK = ActorBook(
    countries=(ListedCountry("Halvera", also=("H.R.",), people=("Halveran",)),),
    organisations=(ListedName("Strait Guard", also=("al-Kell Guard", "KG")),),
    people=(ListedName("Karim al-Halmi", also=("Karim Halmi Bey",)), ListedName("Bero Halm")),
)


def joined(
    *found: ActorRecord, book: ActorBook = NO_BOOK, corrections: tuple[Correction, ...] = ()
) -> set[frozenset[str]]:
    return {frozenset(actor.found) for actor in link_actors(found, book, corrections).actors.values()}


def person(name: str, articles: int = 1) -> ActorRecord:
    return ActorRecord("person:" + name.lower().replace(" ", "-"), (name,), articles)


def test_ways_to_write_a_name_are_one() -> None:
    assert joined(person("Sergei Maruk"), person("Sergey Maruk"), person("Sergio Lunde")) == {
        frozenset({"person:sergei-maruk", "person:sergey-maruk"}),
        frozenset({"person:sergio-lunde"}),
    }


def test_an_arabic_article_does_not_part_a_name() -> None:
    assert len(joined(person("Omar Salim"), person("Omar al-Salim"), person("Omar al Salim"))) == 1


def test_a_middle_name_does_not_part_a_name_but_two_do() -> None:
    assert len(joined(person("Petra Lunde"), person("Petra Odile Lunde"))) == 1
    assert len(joined(person("Petra Lunde"), person("Petra Odile Lunde"), person("Petra Wen Lunde"))) == 3


def test_two_people_of_one_surname_stay_two_and_so_does_the_surname() -> None:
    assert len(joined(person("Ruan Aldane"), person("Petra Aldane"), person("Aldane"))) == 3


def test_a_surname_is_of_the_only_one_who_bears_it() -> None:
    assert joined(person("Ruan Aldane"), person("Aldane")) == {frozenset({"person:ruan-aldane", "person:aldane"})}


def test_the_dictionary_joins_what_looks_different_and_tells_why() -> None:
    found = (
        ActorRecord("organisation:al-kell-guard", ("al-Kell Guard",)),
        ActorRecord("organisation:strait-guard", ("Strait Guard",)),
    )
    whose = link_actors(found, BOOK)
    actor = whose.actors["organisation:strait-guard"]
    assert set(actor.found) == {"organisation:al-kell-guard", "organisation:strait-guard"}
    assert "the dictionary has al-Kell Guard under Strait Guard" in actor.why


def test_a_surname_is_of_the_one_in_the_dictionary() -> None:
    assert link_actors([person("Halm"), person("Odile Halm")], BOOK).actor("person:halm") == "person:bero-halm"


def test_an_acronym_that_an_article_introduced_is_its_name_elsewhere() -> None:
    long = ActorRecord("organisation:world-trade-council", ("World Trade Council", "WTC"))
    assert len(joined(long, ActorRecord("organisation:wtc", ("WTC",)))) == 1


def test_a_name_is_mostly_of_one_kind() -> None:
    some = person("Kell Harbour", 1), ActorRecord("organisation:kell-harbour", ("Kell Harbour",), 9)
    assert link_actors(some).actor("person:kell-harbour") == "organisation:kell-harbour"


def test_one_word_is_mostly_of_one_kind_only_where_that_is_a_place_and_nobodys_surname() -> None:
    place = ActorRecord("place:ostrene", ("Ostrene",), 9)
    assert link_actors((place, person("Ostrene", 3))).actor("person:ostrene") == "place:ostrene"
    assert link_actors((place, person("Ostrene", 4))).actor("person:ostrene") == "person:ostrene"
    assert link_actors((place, person("Ostrene"), person("Mirela Ostrene"))).actor("person:ostrene") != "place:ostrene"
    book = ActorBook(people=(ListedName("Bero Ostrene"),))
    assert link_actors((place, person("Ostrene")), book).actor("person:ostrene") == "person:bero-ostrene"
    body = ActorRecord("organisation:ostrene", ("Ostrene",), 9)
    assert link_actors((body, person("Ostrene"))).actor("person:ostrene") == "person:ostrene"


def test_who_has_another_initial_is_somebody_else() -> None:
    short = ActorRecord("person:ruan-aldane", ("Ruan Aldane", "Ruan W. Aldane"), 9)
    assert len(joined(short, ActorRecord("person:ruan-hw-aldane", ("Ruan H. W. Aldane",)))) == 2
    both = ActorRecord("person:ruan-hw-aldane", ("Ruan H. W. Aldane", "Ruan Aldane"))
    assert len(joined(short, both)) == 2
    assert len(joined(short, ActorRecord("person:ruan-wyn-aldane", ("Ruan Wyn Aldane",)))) == 1


def test_a_short_first_name_is_the_long_one_where_an_article_has_both() -> None:
    long = ActorRecord("person:christopher-tosk", ("Christopher Tosk", "Chris Tosk"))
    assert len(joined(long, person("Chris Tosk"))) == 1
    assert len(joined(person("Christopher Tosk"), person("Chris Tosk"))) == 2


def test_the_plural_of_a_body_is_the_same_body() -> None:
    one, more = (ActorRecord(f"organisation:{name}", (name,)) for name in ("strait-democrat", "strait-democrats"))
    assert len(joined(one, more)) == 1


def test_an_acronym_is_no_first_name() -> None:
    mit = ActorRecord("organisation:mit", ("MIT",))
    assert len(joined(person("Mitt Aldane", 9), mit)) == 2
    assert len(joined(person("Ruan Baron", 9), ActorRecord("organisation:barron", ("Barron",)))) == 2
    assert len(joined(person("Ruan Baron", 9), ActorRecord("organisation:baron", ("Baron",)))) == 1


FOUND = (person("Ruan Aldane", 5), person("Ruen Aldane", 2), person("Mirela Tosk", 3), person("Bero Halm", 1))
RUAN, RUEN, TOSK, HALM = (one.key for one in FOUND)


def corrected(*corrections: Correction) -> ActorMap:
    return link_actors(FOUND, NO_BOOK, corrections)


def test_merge_puts_all_names_under_the_other() -> None:
    whose = corrected(Correction("merge", HALM, into=TOSK))
    assert whose.actor(HALM) == TOSK
    assert "merged by you" in whose.actors[TOSK].why


def test_split_parts_what_was_joined() -> None:
    first = link_actors([person("Sergei Maruk", 2), person("Sergey Maruk")]).actors["person:sergei-maruk"]
    assert len(first.found) == 2
    after = link_actors(
        [person("Sergei Maruk", 2), person("Sergey Maruk")],
        NO_BOOK,
        [Correction("split", "person:sergei-maruk", found=("person:sergey-maruk",))],
    )
    assert after.actor("person:sergey-maruk") == "person:sergey-maruk"
    assert after.actors["person:sergey-maruk"].name == "Sergey Maruk"


def test_rename_kind_and_reject() -> None:
    whose = corrected(
        Correction("rename", TOSK, name="Mayor Tosk"),
        Correction("kind", TOSK, kind="organisation"),
        Correction("reject", HALM),
    )
    assert (whose.actors[TOSK].name, whose.actors[TOSK].kind) == ("Mayor Tosk", "organisation")
    assert whose.actor(HALM) is None
    assert HALM not in whose.actors


def test_what_is_not_there_is_left_alone() -> None:
    nowhere = "person:nobody"
    nothing = [Correction(do, nowhere, into=TOSK, found=(TOSK,)) for do in ("merge", "split", "reject")]
    assert corrected(*nothing, Correction("merge", TOSK, into=nowhere)) == corrected()


KEYS = st.sampled_from(
    ("person:ruan-aldane", "person:aldane", "person:ruan-k-aldane", "person:petra-aldane", "organisation:wtc", "odd")
).flatmap(
    lambda key: st.sampled_from(
        (
            key,
            "organisation:ruan-aldane",
            "person:karim-al-halmi",
            "person:karim-halmi",
            "place:h-r",
            "person:halm",
            "person:",
        )
    )
)
FINDS = st.lists(
    st.builds(
        lambda key, n: ActorRecord(key, (key.partition(":")[2].replace("-", " ").title(),), n), KEYS, st.integers(1, 9)
    )
)
WORDS = st.lists(
    st.builds(
        lambda do, actor, into, found: Correction(do, actor, into, tuple(found), "Name", "place"),
        st.sampled_from(["merge", "split", "rename", "kind", "reject"]),
        KEYS,
        KEYS,
        st.lists(KEYS, max_size=3),
    ),
    max_size=5,
)


@given(FINDS, WORDS)
def test_every_key_found_is_of_one_actor_or_of_none(found: list[ActorRecord], corrections: list[Correction]) -> None:
    whose = link_actors(found, BOOK, corrections)
    held = [key for actor in whose.actors.values() for key in actor.found]
    assert len(held) == len(set(held))
    for one in found:
        actor = whose.actor(one.key)
        assert actor is None or one.key in whose.actors[actor].found
    assert whose == link_actors(reversed(found), BOOK, corrections)
    assert all(len(actor.found) == len(actor.why) for actor in whose.actors.values())


def test_time_grows_with_the_keys_and_no_faster(takes_linear_time: LinearTime) -> None:
    def join(count: int) -> Callable[[], object]:
        found = [person(f"{chr(97 + i % 26)}o{i % 1000}n La{i // 100}k{i % 7}") for i in range(count)]
        return lambda: link_actors(found, BOOK)

    takes_linear_time(join, 2_000)


def test_a_surname_is_not_of_the_one_in_the_dictionary_where_others_bear_it_more_often() -> None:
    found = (person("Halm", 9), person("Bero Halm", 2), person("Odile Halm", 3), person("Ruan Halm", 3))
    assert link_actors(found, BOOK).actor("person:halm") == "person:halm"
