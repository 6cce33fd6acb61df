"""Only what hangs together with a change is joined anew, and the outcome is that of joining all."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.actors.linking.blocking import blocking_key, blocking_keys, linked_component
from corpus.actors.linking.canonicalize import link_actors
from corpus.actors.linking.corrections import CanonicalActor
from corpus.actors.linking.similarity import ActorRecord
from corpus.actors.name_forms import slug
from corpus.settings import NO_BOOK, ActorBook, ListedCountry, ListedName

BOOK = ActorBook(
    countries=(ListedCountry("Kell", also=("Kell Land",)),),
    organisations=(ListedName("Strait Guard", also=("KG", "Tosk Guard")),),
    people=(ListedName("Bero Halm", also=("Ruan Halm",)), ListedName("Maruk")),
)
WORDS = ("Ruan", "Sergei", "Sergey", "Maruk", "Aldane", "al-Aldane", "Kell", "Chris", "Christopher", "Tosk", "Halm")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
BODIES = st.sampled_from(("Strait Guard", "Tosk Guard", "Kell Guard", "Kell Guards", "KG", "WTC", "Aldane", "Baron"))
OTHERS = st.lists(NAMES | st.sampled_from(("KG", "WTC", "ABC")), max_size=2)
KEYS = st.tuples(st.sampled_from(("person", "person", "place")), NAMES) | st.tuples(st.just("organisation"), BODIES)
FOUND = st.builds(
    lambda key, others, articles: ActorRecord(
        f"{key[0]}:{slug(key[1])}", tuple(dict.fromkeys((key[1], *others))), articles
    ),
    KEYS,
    OTHERS,
    st.sampled_from((1, 1, 2, 3, 9, 30)),
)
BATCHES = st.lists(st.lists(FOUND, min_size=1, max_size=12), min_size=1, max_size=4)


@settings(max_examples=80)
@given(BATCHES, st.sampled_from((NO_BOOK, BOOK)))
def test_in_any_batches_the_same_actors_are_found_as_all_at_once(
    batches: list[list[ActorRecord]], book: ActorBook
) -> None:
    known: dict[str, ActorRecord] = {}
    actors: list[CanonicalActor] = []
    for batch in batches:
        before = [one for one in batch if one.key in known]
        begun = [tie for one in before for tie in blocking_keys(known[one.key], book)]
        known.update((one.key, one) for one in batch)
        begun += [tie for one in batch for tie in blocking_keys(known[one.key], book)]
        actors = joined_again(known, actors, begun, book)
        assert actors == list(link_actors(known.values(), book).actors.values())


def joined_again(
    known: dict[str, ActorRecord], actors: list[CanonicalActor], begun: list[int], book: ActorBook
) -> list[CanonicalActor]:
    keys = sorted(known)
    held = [(tie, place) for place, key in enumerate(keys) for tie in blocking_keys(known[key], book)]
    held += [(blocking_key(actor.key), keys.index(key)) for actor in actors for key in actor.found]
    which, holders = np.array([one for one, _ in held], np.uint64), np.array([place for _, place in held])
    found = linked_component(np.array(begun, np.uint64), which, holders, len(keys))
    again = {key for key, is_tied in zip(keys, found.tolist(), strict=True) if is_tied}
    left = [actor for actor in actors if again.isdisjoint(actor.found)]
    new = link_actors((known[key] for key in again), book).actors.values()
    return sorted([*left, *new], key=lambda actor: min(actor.found))


def test_who_shares_no_name_is_left_alone() -> None:
    found = [
        ActorRecord(f"person:{slug(name)}", (name,)) for name in ("Ruan Aldane", "Aldane", "Petra Aldane", "Bero Halm")
    ]
    held = [(tie, place) for place, one in enumerate(found) for tie in blocking_keys(one, NO_BOOK)]
    begun = np.array(blocking_keys(found[0], NO_BOOK), np.uint64)
    mask = linked_component(
        begun, np.array([one for one, _ in held], np.uint64), np.array([place for _, place in held]), len(found)
    )
    assert mask.tolist() == [True, True, True, False]
