"""Credits and captions. Both stay with the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import blank_lines_before, count_words
from corpus.boilerplate.name_patterns import AGENCIES, DATE, NAMES, PHOTO_AGENCIES

_CREDIT = re.compile(
    r"[(\[—–\s-]*(?:additional |further |extra )?(?:reporting|editing|writing|edited|written|compiled|produced|"
    r"translated|copy-?edit\w*|research|graphics?)(?: and (?:reporting|editing|writing|additional reporting))?"
    r" (?:by|for .{1,40} by)\b.{1,300}"
    r"|[—–\s-]*with (?:assistance|reporting|files|additional reporting|contributions|inputs?|information|material)"
    r" (?:by|from)\b.{1,200}"
    r"|(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|map|foto|bild|grafik|imagen|crédits?|credits?)"
    r"(?:\s?(?:credits?|courtesy|copyright|source|by)\b|\s?:)\s?:?.{1,120}"
    r"|this (?:story|article|report|post|piece)(?: was| has been| is)?(?: \w+)? (?:published|produced|reported|written|"
    r"provided|distributed|republished)(?: \w+)? (?:by|in|on|with|from|at)\b.{1,160}"
    r"|(?:some )?(?:information|material|reporting) (?:from|by) .{2,80} was used in this (?:report|story)\b.{0,20}"
    r"|contributing\s?: .{2,160}"
    r"|(?:source|quelle|fuente|fonte|bron)s?\s?:.{1,120}"
    rf"|(?:mit material von|mitarbeit|con informaci[óo]n de|com informações d[aeo]|avec (?={AGENCIES}|"
    rf"agences))\b.{{1,120}}"
    r"|(?:责任编辑|編輯|编辑|记者|来源|來源)[:：].{1,40}"
    r"|[\[(]?(?:사진|写真|写真提供)\s?[=＝:：]\s?.{1,40}",
    re.I,
)
_CONTRIBUTED = re.compile(
    r".{3,240}\bcontributed (?:reporting|research|to (?:this|the) (?:report|story|article|piece|post))\b.{0,120}", re.I
)
_REPORTED_FROM = re.compile(
    rf"(?:{NAMES}(?:,? and {NAMES}|, {NAMES})* reported (?:from|in) [A-Z][^.;]{{1,60}}[.;]?\s*(?:and )?){{1,4}}"
)
_PHOTO_CREDIT = re.compile(
    r"\W{0,4}(?i:photo(?:graph)?|image|picture|foto|bild|crédit photo|credits?|fotograf\w*)?(?i:\s(?:by|credits?))?\W*"
    rf"(?:{NAMES}\s?[/|,–—-]\s?)?(?:{PHOTO_AGENCIES})(?:\s(?i:photo|images?|pool|file|handout|via .{{1,30}}))*"
    rf"(?:\s?[/|,–—-]\s?(?:{NAMES}|\w+)){{0,3}}\W*"
)
_CAPTION_TAIL = re.compile(
    r"(?:[|(\[/©–—-]|(?i:photo(?:graph)?s?|image|picture|foto|bild|credits?|courtesy|via|quelle)\s?"
    r"(?i:by|of|from|credits?)?\s?:?)\s*"
    rf"(?:{NAMES}\s?[/|,–—-]?\s?)?(?:{PHOTO_AGENCIES})\b.{{0,40}}$"
)
_CAPTION_END = re.compile(
    r"(?:\((?:photo|image|picture|foto|bild|credit|file)\b[^)]{1,80}\)"
    r"|\b(?:photo|image|picture)(?: (?:by|credit|courtesy)\b|\s?:)[^.]{2,60}|(?:foto|bild)\s?:\s?[^.]{2,50})\s*$",
    re.I,
)
_CAPTION_CUES = (
    *(
        "file photo",
        "file picture",
        "file image",
        "(file)",
        " is pictured",
        " are pictured",
        " seen here",
        " shown here",
    ),
    *(
        "symbolbild",
        "archivbild",
        "symbolfoto",
        "archivfoto",
        "photo d'archive",
        "photo d’archive",
        "imagen de archivo",
    ),
    *("foto de archivo", "foto d'archivio", "foto d’archivio"),
)
_IN_CUES = ("file", "pictured", " here", "bild", "foto", "photo d", "archivo")
_SIDES = ("left", "right", "cent", "(l)", "(r)", "(c)")
_POSED = re.compile(
    r"(?:,\s(?:left|right|cent(?:re|er)|second from (?:left|right)),|\((?:left|right|centre|center|l|r|c)\))", re.I
)
_CAPTION_LABEL = re.compile(
    r"(?:caption|(?:image copyright .{1,40} )?image caption|bildunterschrift|photo caption|image source|"
    r"(?:media playback is unsupported on your device )?media caption|enlarge this image toggle caption \w)\b.{0,240}",
    re.I,
)
_SOME_DATE = re.compile(DATE, re.I)
_QUOTE = re.compile(r"[\"“”«»„]")
_TAIL_CUES = (
    *("photo", "image", "picture", "foto", "bild", "credit", "courtesy", "via", "quelle"),
    *("|", "(", "[", "/", "©", "–", "—", " -", "- "),
)
_TAIL = 90
_LONGEST_CAPTION = 480
_LONGEST_CREDIT = 16  # words


def name_credits(blocks: Sequence[Block]) -> list[Block]:
    """Give credits, captions and agency lines their roles, wherever they are."""
    named = [_named(block) for block in blocks]
    space = list(blank_lines_before(named))
    for i in range(len(named) - 1):
        block, below = named[i], named[i + 1]
        if (
            below.role is Role.CREDIT
            and space[i + 1] == 0
            and space[i]
            and _may_be_caption(block)
            and _PHOTO_CREDIT.fullmatch(below.text)
        ):
            named[i] = block.judged(Role.CAPTION, "right above a photo credit", 0.85)
    return named


def _named(block: Block) -> Block:
    text = block.text
    if block.role is not Role.BODY or len(text) > _LONGEST_CAPTION:
        return block
    if count_words(text) <= _LONGEST_CREDIT and _PHOTO_CREDIT.fullmatch(text):
        return block.judged(Role.CREDIT, "an agency or photographer alone", 0.85)
    text = text.lstrip("-–—•* ")
    lower = text.lower()
    if " reported " in lower and _REPORTED_FROM.fullmatch(text):
        return block.judged(Role.CREDIT, "says who reported from where", 0.9)
    if _CREDIT.fullmatch(text) or (" contributed " in lower and _CONTRIBUTED.fullmatch(text)):
        return block.judged(Role.CREDIT, "says who worked on it", 0.9)
    if _CAPTION_LABEL.fullmatch(text):
        return block.judged(Role.CAPTION, "begins like a caption", 0.8)
    if _may_be_caption(block):
        if _holds_any(lower[-_TAIL:], _TAIL_CUES):
            if _CAPTION_TAIL.search(text, max(0, len(text) - _TAIL)):
                return block.judged(Role.CAPTION, "ends with a photo agency", 0.85)
            if _CAPTION_END.search(text, max(0, len(text) - _TAIL)):
                return block.judged(Role.CAPTION, "says that it belongs to a picture", 0.8)
        if _holds_any(lower, _IN_CUES) and _holds_any(lower, _CAPTION_CUES):
            return block.judged(Role.CAPTION, "says that it belongs to a picture", 0.8)
        if _holds_any(lower, _SIDES) and _POSED.search(text) and _dated(text):
            return block.judged(Role.CAPTION, "says who is left or right, and on what day", 0.75)
    return block


def _holds_any(lower: str, cues: Iterable[str]) -> bool:
    for cue in cues:  # noqa: SIM110 – this is asked of every paragraph, and any() takes twice as long
        if cue in lower:
            return True
    return False


def _may_be_caption(block: Block) -> bool:
    return (
        block.role is Role.BODY
        and 12 < len(block.text) <= _LONGEST_CAPTION
        and not (len(block.text) > 200 and _QUOTE.search(block.text))
    )


def _dated(text: str) -> bool:
    return _SOME_DATE.search(text) is not None
