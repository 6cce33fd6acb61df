"""The few glyphs of the screens, one cell each, with an ASCII set for terminals that draw some of them wide."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    cursor: str = "▌"
    marked: str = "◆"
    person: str = "@"
    organisation: str = "&"
    place: str = "^"
    unknown: str = " "
    quote: str = "▪"
    amounts: str = "▁▂▃▄▅▆▇█"
    stripped: str = "░"
    tick: str = "─"
    tick_now: str = "━"
    rule: str = "─"
    begin: str = "┬"
    heavy: str = "━"
    same: str = "="
    near: str = "≈"
    left: str = "◂"
    right: str = "▸"
    ellipsis: str = "…"
    dot: str = "·"
    taken: str = "●"
    corner: str = "└"
    mention: str = "▌"
    says: str = "●"
    partly: str = "◐"
    silent: str = "·"
    differs: str = "≠"
    times: str = "×"
    unlisted: str = "°"

    def kind(self, kind: str | None) -> str:
        """Return the glyph before an actor of a kind."""
        return {"person": self.person, "organisation": self.organisation, "place": self.place}.get(
            kind or "", self.unknown
        )


UNICODE = Glyphs()
ASCII = Glyphs(
    cursor="|",
    marked="*",
    quote='"',
    amounts=".:|#",
    stripped=":",
    tick="-",
    tick_now="=",
    rule="-",
    begin="+",
    heavy="=",
    near="~",
    left="<",
    right=">",
    ellipsis="...",
    dot="-",
    taken="o",
    corner="`",
    mention="|",
    says="o",
    partly="%",
    silent=".",
    differs="!",
    times="x",
    unlisted="'",
)


def glyphs(name: Literal["unicode", "ascii"]) -> Glyphs:
    return ASCII if name == "ascii" else UNICODE
