"""Who made it: credits, bylines, captions and lines with a date. All of them stay with the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import gaps, is_closed

AGENCIES = (
    r"Agence France[- ]Presse|AFP|(?:The )?Associated Press|AP|Reuters|dpa|DPA|Xinhua|TASS|Interfax|RIA Novosti|Bloomberg(?: News)?"
    r"|UPI|United Press International|ANSA|EFE|Europa Press|Kyodo(?: News)?|Yonhap|Bernama|ANI|PTI|IANS|APA|Anadolu(?: Agency)?|AAP"
    r"|Canadian Press|PA Media|Press Association|SAPA|Belga|Lusa|NTB|TT|Ritzau|Keystone-SDA|SID|KNA|epd"
)
_PHOTO_AGENCIES = (
    rf"{AGENCIES}|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|i?Stock(?:photo)?|Alamy|IMAGO|imago images?|picture[- ]alliance|"
    r"WireImage|ZUMA\w*|Handout|Wikimedia(?: Commons)?|Pixabay|Unsplash|Flickr|NurPhoto|Anadolu Images|Sipa(?: USA)?|Sputnik"
)
_NAME = r"(?:[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s(?:de|da|di|du|van|von|der|den|bin|al|el|la|le|ter|zu|dos|del)){0,2})"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{0,5}}"

MONTHS = (
    r"Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|février|Mar(?:ch)?|März|mars|Apr(?:il)?|avril|Ma[iy]|June?|Juni?|juin|July?|Juli?|juillet|"
    r"Aug(?:ust)?|août|Sep(?:t(?:ember|embre)?)?|O[ck]t(?:ober|obre)?|Nov(?:ember|embre)?|De[cz](?:ember)?|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
DATE = rf"(?:(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?|\d{{1,2}}\.?(?:st|nd|rd|th)?\s+(?:de\s+)?(?:{MONTHS})\.?,?(?:\s+(?:de\s+)?\d{{4}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
_DATE_WORDS = (
    r"(?:first |last |originally )?(?:published|updated|posted|created|modified|released|date|issued|stand|aktualisiert|veröffentlicht|erstellt|publié|mis à jour|"
    r"publicado|actualizado|atualizado|pubblicato|aggiornato|am|at|on|um|le|el|il|à|às|and|uhr|h|hrs|am|pm|a\.m\.|p\.m\.|noon|gmt|utc|est|edt|et|ist|bst|cet|cest|pst|pdt|pt|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"\d+ (?:minutes?|hours?|days?|weeks?) ago|\d+ min(?:ute)? read|updated)"
)
_DATE_LINE = re.compile(
    rf"\W*(?:(?:{_DATE_WORDS})\b\W*){{0,6}}{DATE}(?:\W+(?:{_DATE_WORDS}|\d{{1,2}}[:.]\d\d(?::\d\d)?|{DATE}|[+-]\d{{2}}:?\d\d)\b)*\W*",
    re.I,
)

_AGENCY_LINE = re.compile(
    rf"\W*(?:by |from |source:? |quelle:? |fuente:? |via )?(?:{AGENCIES})(?:\s?[/,|&]\s?[\w. ]{{2,30}})?\W*", re.I
)
_BYLINE = re.compile(
    rf"\W{{0,3}}(?i:by|written by|reported by|text by|words by|story by|von|par|por|di|da|door|av|af|od|autor|autora|author|auteur|autore|texte|text)\s?:?\s+"
    rf"{_NAMES}(?:(?:,|\s(?i:and|und|et|y|e|en|och|&)|\s?[|/•–—-])\s*(?:{_NAMES}|(?i:in|for|at|special to|staff)\b[^.!?]{{1,40}}|{DATE}.{{0,40}}|\S+@\S+)){{0,6}}\W*"
)
_NAME_LINE = re.compile(
    rf"{_NAME}\s(?:{_NAME}\s){{0,2}}{_NAME}(?:(?:\s(?:and|und|et|y)\s|,\s|\s&\s){_NAME}\s(?:{_NAME}\s?){{1,3}}){{0,3}}"
    rf"(?:,?\s(?i:in [A-Z]\w+|(?:staff|senior|political|chief|foreign)?\s?(?:writer|reporter|correspondent|editor)|contributor)[^.!?]{{0,30}})?"
)
_CREDIT = re.compile(
    r"[(\[—–\s-]*(?:additional |further |extra )?(?:reporting|editing|writing|edited|written|compiled|produced|translated|copy-?edit\w*|research|graphics?)"
    r"(?: and (?:reporting|editing|writing|additional reporting))? (?:by|for .{1,40} by)\b.{1,300}"
    r"|.{3,240}\bcontributed (?:reporting|research|to (?:this|the) (?:report|story|article|piece|post))\b.{0,120}"
    r"|[—–\s-]*with (?:assistance|reporting|files|additional reporting|contributions|inputs?|information|material) (?:by|from)\b.{1,200}"
    r"|(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|map|foto|bild|grafik|imagen|crédit|crédits|credits?)(?:\s?(?:credits?|courtesy|source|by)\b|\s?:)\s?:?.{1,120}"
    r"|this (?:story|article|report|post|piece)(?: was| has been| is)?(?: \w+)? (?:published|produced|reported|written|provided|distributed|republished)(?: \w+)? (?:by|in|on|with|from|at)\b.{1,160}"
    r"|(?:source|quelle|fuente|fonte|bron)s?\s?:.{1,120}"
    r"|(?:mit material von|mitarbeit|avec|con informaci[óo]n de|com informações d[aeo])\b.{1,120}"
    r"|(?:责任编辑|編輯|编辑|记者|来源|來源)[:：].{1,40}",
    re.I,
)
_REPORTED_FROM = re.compile(
    rf"(?:{_NAMES}(?:,? and {_NAMES}|, {_NAMES})* reported (?:from|in) [A-Z][^.;]{{1,60}}[.;]?\s*(?:and )?){{1,4}}"
)
_PHOTO_CREDIT = re.compile(
    rf"\W*(?i:photo(?:graph)?|image|picture|foto|bild|crédit photo|credits?|fotograf\w*)?\s?(?i:by|credits?|:)*\W*"
    rf"(?:{_NAMES}\s?[/|,–—-]\s?)?(?:{_PHOTO_AGENCIES})(?:\s(?i:photo|images?|pool|file|handout|via .{{1,30}}))*(?:\s?[/|,–—-]\s?(?:{_NAMES}|\w+)){{0,3}}\W*"
)
_CAPTION_TAIL = re.compile(
    rf"(?:[|(\[/©–—-]|(?i:photo(?:graph)?s?|image|picture|foto|bild|credits?|courtesy|via|quelle)\s?(?i:by|of|from|credits?)?\s?:?)\s*"
    rf"(?:{_NAMES}\s?[/|,–—-]?\s?)?(?:{_PHOTO_AGENCIES})\b.{{0,40}}$"
)
_CAPTION_CUE = re.compile(
    r"\((?:photo|image|picture|foto|bild|credit|file)\b[^)]{1,80}\)\s*$|\b(?:photo|image|picture) (?:by|credit|courtesy|:)[^.]{2,60}$|\bfile (?:photo|picture|image)\b|\(file\)"
    r"|(?:foto|bild)\s?:\s?[^.]{2,50}$|\b(?:symbolbild|archivbild|symbolfoto|archivfoto|photo d.archives?|imagen de archivo|foto de archivo)\b|\b(?:is|are) (?:pictured|seen here|shown here)\b",
    re.I,
)
_POSED = re.compile(
    r"(?:\b(?:left|right|centre|center|second from (?:left|right)|l|r|c)[),]|\((?:left|right|centre|center|l|r|c)\b)",
    re.I,
)
_CAPTION_LABEL = re.compile(
    r"(?:caption|image caption|bildunterschrift|photo caption|image source|media caption)\b.{0,200}", re.I
)
_QUOTE = re.compile(r"[\"“”«»„]")
_LONGEST_CAPTION = 480


def name_credits(blocks: Sequence[Block]) -> list[Block]:
    """Credits, captions and agency lines named, wherever they stand."""
    named = [_named(block) for block in blocks]
    space = list(gaps(named))
    for i in range(len(named) - 1):
        block, below = named[i], named[i + 1]
        if (
            below.role is Role.CREDIT
            and space[i + 1] == 0
            and space[i]
            and _may_be_caption(block)
            and _PHOTO_CREDIT.fullmatch(below.text)
        ):
            named[i] = block.judged(Role.CAPTION, "stands right above a photo credit", 0.85)
    return named


def _named(block: Block) -> Block:
    text = block.text
    if block.role is not Role.BODY or len(text) > _LONGEST_CAPTION:
        return block
    if len(text) < 160 and _PHOTO_CREDIT.fullmatch(text):
        return block.judged(Role.CREDIT, "an agency or photographer alone", 0.85)
    if _REPORTED_FROM.fullmatch(text):
        return block.judged(Role.CREDIT, "tells who reported from where", 0.9)
    if _CREDIT.fullmatch(text):
        return block.judged(Role.CREDIT, "tells who worked on it", 0.9)
    if _CAPTION_LABEL.fullmatch(text):
        return block.judged(Role.CAPTION, "begins like a caption", 0.8)
    if _may_be_caption(block):
        if _CAPTION_TAIL.search(text, max(0, len(text) - 90)):
            return block.judged(Role.CAPTION, "ends with a photo agency", 0.85)
        if _CAPTION_CUE.search(text):
            return block.judged(Role.CAPTION, "says that it belongs to a picture", 0.8)
        if _POSED.search(text) and _dated(text):
            return block.judged(Role.CAPTION, "says who stands left or right, and on what day", 0.75)
    return block


def _may_be_caption(block: Block) -> bool:
    return (
        block.role is Role.BODY
        and 12 < len(block.text) <= _LONGEST_CAPTION
        and not (_QUOTE.search(block.text) and len(block.text) > 200)
    )


_SOME_DATE = re.compile(DATE, re.I)


def _dated(text: str) -> bool:
    return _SOME_DATE.search(text) is not None


def is_byline(text: str) -> bool:
    """Whether `text` is "By …" and names."""
    return len(text) <= 160 and _BYLINE.fullmatch(text) is not None


def is_name_line(text: str) -> bool:
    """Whether `text` is nothing but a name or several, perhaps with what they do."""
    return len(text) <= 90 and not is_closed(text) and _NAME_LINE.fullmatch(text) is not None


def is_agency_line(text: str) -> bool:
    return len(text) <= 70 and _AGENCY_LINE.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """Whether `text` says when, and nothing else."""
    return len(text) <= 140 and _DATE_LINE.fullmatch(text) is not None
