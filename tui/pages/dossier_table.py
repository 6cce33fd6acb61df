"""A dossier as the rows of a table, for an export: each count, of which outlet, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.dossier import Dossier
from tui.pages.dossier_page import told_why
from tui.services.export import ExportTable

_Row = tuple[str, str, str, str, str]


def dossier_table(dossier: Dossier) -> ExportTable:
    """All of a dossier: what, in which section, of which outlet, how often, and why or when."""
    return ExportTable(
        f"Dossier {dossier.name}", ("what", "section", "outlet", "count", "about"), tuple(_rows(dossier))
    )


def _rows(dossier: Dossier) -> Iterator[_Row]:
    for name in dossier.names:
        yield name.what, "name as found", "", str(name.count), told_why(name.why)
    for held in dossier.roles:
        when = " – ".join(dict.fromkeys(date for date in (held.first, held.last) if date))
        yield held.role, "role", "", str(len(held.places)), when
    for row in dossier.by_month:
        for month, count in zip(dossier.months, row.counts, strict=True):
            if count:
                yield month, "mentions", row.outlet or "", str(count), ""
    for section, told in (("verb of saying", dossier.cues), ("label", dossier.labels)):
        for one in told:
            for used in one.counts:
                unusual = "far more than elsewhere" if used.unusual else ""
                yield used.what, section, one.outlet or "", str(used.count), unusual
    for said in dossier.quotes:
        for saying in said.sayings:
            about = dossier.articles[saying.place.article]
            part = "" if saying.words >= said.words else f"{saying.words} of {said.words} words"
            told_in = ", ".join(filter(None, (about.published, about.headline, part)))
            yield saying.text, "quote", saying.outlet or "", "1", told_in
    for seen in dossier.seen:
        yield seen.name, "seen with", "", str(len(seen.places)), seen.kind or ""
