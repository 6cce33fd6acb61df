"""The dossier of an actor: counts over articles, and the places behind each of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.article import Actor, Article, Block, Published, Quote, Role, Span, Verdict
from corpus.dossier import Dossier, DossierBuilder
from corpus.dossier.labels import labels

ALDANE, TOSK = "person:ruan-aldane", "person:mirela-tosk"


def article(
    id: str,
    text: str,
    *,
    outlet: str | None = "The Lantern",
    published: str | None = "2031-03-14",
    role: str | None = None,
    quotes: tuple[tuple[str, str], ...] = (),
) -> Article:
    """An article of one block, in which Aldane and Tosk are the actors; quotes by Aldane are `(cue, words)`."""

    def actor(key: str, name: str, pattern: str, role: str | None) -> Actor | None:
        mentions = tuple(Span(*match.span()) for match in re.finditer(pattern, text))
        return Actor(key, name, "person", role, mentions) if mentions else None

    actors = (
        actor(ALDANE, "Ruan Aldane", r"(?:Ruan )?Aldane", role),
        actor(TOSK, "Mirela Tosk", r"(?:Mirela )?Tosk", None),
    )
    return Article(
        id=id,
        paths=(f"{id}.txt",),
        headline=Verdict(f"Headline of {id}", "first line", 1.0),
        dek=None,
        byline=None,
        dateline=None,
        outlet=Verdict(outlet, "given", 1.0) if outlet else None,
        published=Published(published, "day", "given", 1.0) if published else None,
        language="en",
        blocks=(Block(Role.BODY, text, 0, len(text), (1, 1), "prose", 1.0, ((0, 0),)),),
        actors=tuple(one for one in actors if one),
        quotes=tuple(
            Quote(ALDANE, "Aldane", cue, said, text.index(said), text.index(said) + len(said), "direct", 0.9)
            for cue, said in quotes
        ),
    )


def dossier(*articles: Article) -> Dossier:
    gathering = DossierBuilder([ALDANE])
    for one in articles:
        gathering.add(one)
    return gathering.dossier()


def test_names_as_found_are_counted_with_their_places() -> None:
    one = article("a1", "Ruan Aldane spoke. Aldane left, and Aldane came back.")
    found = dossier(one)
    assert [(name.what, name.count) for name in found.names] == [("Aldane", 2), ("Ruan Aldane", 1)]
    assert [one.blocks[0].text[slice(*place.span)] for place in found.names[0].places] == ["Aldane", "Aldane"]
    assert (found.name, found.kind, found.mentions, found.outlets) == ("Ruan Aldane", "person", 3, 1)


def test_an_article_counts_once() -> None:
    one = article("a1", "Aldane spoke.")
    assert dossier(one, one).mentions == 1


def test_an_article_about_others_counts_nothing() -> None:
    found = dossier(article("a1", "Mirela Tosk spoke."))
    assert (found.mentions, found.name, found.articles) == (0, "", {})


def test_roles_are_told_over_time() -> None:
    found = dossier(
        article("a1", "Aldane spoke.", role="foreign minister", published="2031-03-14"),
        article("a2", "Aldane spoke.", role="deputy minister", published="2029-01"),
        article("a3", "Aldane spoke.", role="foreign minister", published="2030-11-02"),
        article("a4", "Aldane spoke.", role="harbour pilot", published=None),
    )
    assert [(held.role, held.first, held.last) for held in found.roles] == [
        ("deputy minister", "2029-01", "2029-01"),
        ("foreign minister", "2030-11-02", "2031-03-14"),
        ("harbour pilot", None, None),
    ]
    assert found.role == "foreign minister"


def test_months_have_no_gap_and_the_undated_count_only_in_all() -> None:
    found = dossier(
        article("a1", "Aldane. Aldane.", published="2030-12-30"),
        article("a2", "Aldane spoke.", published="2031-02"),
        article("a3", "Aldane spoke.", published="2031"),
        article("a4", "Aldane spoke.", outlet=None, published=None),
    )
    assert found.months == ("2030-12", "2031-01", "2031-02")
    assert [(row.outlet, row.counts, row.all) for row in found.by_month] == [
        ("The Lantern", (2, 0, 1), 4),
        (None, (0, 0, 0), 1),
    ]


def test_verbs_of_saying_are_told_by_outlet_and_the_unusual_stand_out() -> None:
    def said(id: str, outlet: str, cue: str) -> Article:
        return article(
            id,
            f"“The gate opens twice a day,” Aldane {cue} {id}.",
            outlet=outlet,
            quotes=((cue, "The gate opens twice a day,"),),
        )

    lantern = [said(f"l{n}", "The Lantern", "said") for n in range(20)]
    gazette = [said(f"g{n}", "Ostrene Gazette", "said") for n in range(6)]
    claims = [said(f"c{n}", "Ostrene Gazette", "claimed") for n in range(8)]
    found = dossier(*lantern, *gazette, *claims)
    assert [(row.outlet, [(c.what, c.count, c.unusual) for c in row.counts]) for row in found.cues] == [
        ("The Lantern", [("said", 20, True)]),
        ("Ostrene Gazette", [("claimed", 8, True), ("said", 6, False)]),
    ]


def test_one_quote_is_told_once_with_how_each_outlet_has_it() -> None:
    whole = "We are agreeing who opens the gate, and at what hour."
    cut = "agreeing who opens the gate"
    found = dossier(
        article("a1", f"“{whole}” Aldane said.", published="2031-03-14", quotes=(("said", whole),)),
        article(
            "a2",
            f"Aldane said they were “{cut}”.",
            outlet="Ostrene Gazette",
            published="2031-03-13",
            quotes=(("said", cut),),
        ),
        article(
            "a3",
            "“The tide waits for nobody,” he said. Aldane left.",
            published="2031-04-01",
            quotes=(("said", "The tide waits for nobody,"),),
        ),
    )
    assert [(said.text, said.words, said.published) for said in found.quotes] == [
        ("The tide waits for nobody,", 5, "2031-04-01"),
        (whole, 11, "2031-03-13"),
    ]
    assert [(one.outlet, one.words) for one in found.quotes[1].sayings] == [("The Lantern", 11), ("Ostrene Gazette", 5)]


def test_seen_with_counts_sentences_not_mentions() -> None:
    found = dossier(article("a1", "Aldane met Mirela Tosk, and Tosk met Aldane. Tosk left. Aldane stayed."))
    assert [(seen.name, len(seen.places)) for seen in found.seen] == [("Mirela Tosk", 1)]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("The unelected Aldane spoke.", None, ["unelected"]),
        ("the seasoned foreign minister Aldane spoke", "foreign minister", ["seasoned"]),
        ("Embattled Prime Minister Aldane spoke.", None, ["Embattled"]),
        ("Aldane, a former ports man, spoke.", None, ["former ports man"]),
        ("Aldane, the foreign minister, spoke.", "foreign minister", []),
        ("Yesterday Aldane spoke.", None, []),
        ("They said that Aldane spoke.", None, []),
        ("The city of Aldane is quiet.", None, []),
        ("On Tuesday Aldane spoke.", None, []),
        ("He told Aldane.", None, []),
        ("The so-called Aldane plan", None, ["so-called"]),
    ],
)
def test_labels_are_words_set_to_the_name(text: str, role: str | None, expected: list[str]) -> None:
    start = text.index("Aldane")
    found = labels(text, Span(0, len(text)), Span(start, start + 6), role)
    assert [text[span.start : span.end] for span in found] == expected


def test_an_office_that_stands_for_a_name_is_a_label_where_it_says_more_than_the_role() -> None:
    text = "Ruan Aldane left. The dictator said nothing. The Halveran leader slept."
    told = article("a", text, role="president")
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("dictator", "Halveran leader")]
    told = replace(told, actors=(replace(told.actors[0], by_office=tuple(spans)),))
    ((count,),) = [one.counts for one in dossier(told).labels]
    assert (count.what, [place.span for place in count.places]) == ("dictator", spans[:1])


@given(st.text(alphabet="the a, Aldane.Xy-’s ", max_size=200))
def test_labels_lie_in_the_text(around: str) -> None:
    text = around + "Aldane" + around
    name = Span(len(around), len(around) + 6)
    for span in labels(text, Span(0, len(text)), name, None):
        assert 0 <= span.start < span.end <= len(text)
        assert span.end <= name.start or span.start >= name.end
