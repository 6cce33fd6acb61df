"""Reasons why some names are one actor: each key, its names, and the reason, the user's corrections marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.actors.linking.corrections import Correction, correction_reason
from tui.pages.dossier_page import told_why
from tui.pages.line import BLANK, Line, Piece, fit
from tui.pages.wording import counted
from tui.pages.wrap import wrap

if TYPE_CHECKING:
    from index import FoundAs, KnownActor

_MOST_NAMES = 8  # names listed for a key


def why_actor(
    actor: KnownActor, found: Sequence[FoundAs], yours: Sequence[Correction], width: int, *, listed: bool
) -> list[Line]:
    """The lines of the sheet. `yours` are the user's corrections of name and kind, `listed` says whether the actor
    dictionary has the actor."""
    known = "in the dictionary" if listed else "not in the dictionary"
    lines = [_line(width, Piece(f"{actor.kind or 'kind not known'} · {known} · ", "muted"), Piece(actor.key, "muted"))]
    for one in yours:
        done = f"renamed {one.name}" if one.do == "rename" else f"made {one.kind}"
        lines.append(_line(width, Piece(told_why(correction_reason(done, one.made)), "accent")))
    for one_found, why in zip(found, actor.why, strict=True):
        lines.append(BLANK)
        count = Piece(f"  {counted(one_found.articles, 'article')}", "muted")
        lines.append(_line(width, Piece(one_found.name, "actor-1 bold"), count))
        lines.append(_line(width, Piece(f"  {told_why(why)}", "accent" if "by you" in why else "text")))
        pairs = zip(one_found.names[:_MOST_NAMES], one_found.counts, strict=False)
        names = " · ".join(f"{name} {count:,}" for name, count in pairs)
        lines += [
            _line(width, Piece(f"  {names[span.start : span.end]}", "muted"))
            for span in wrap(names, max(10, width - 2))
        ]
    return lines


def _line(width: int, *pieces: Piece) -> Line:
    return Line(fit(pieces, width))
