"""Numbers in running text: digits, words, fractions, percentages, money, dates, years and votes, as one value each.

A fraction that lost its space ("21/2 hours") is read as one where a measure follows. Ordinals, names of things with a
number in them ("F-16", "9/11"), "two-thirds" and the lone words "one" and "a" are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from corpus.text.calendar import ENGLISH_MONTH, month_number
from corpus.text.scripts import UNSPACED
from corpus.text.tokenize import stem

Kind = Literal["count", "percent", "money", "measure", "date", "year", "time", "vote"]


class Quantity(Struct, frozen=True):
    """A number at `start` to `end` of a text, unit and hedge included.

    `unit` is what it counts in ("hour", "$"), or empty; of a date it is the date, in ISO form as far as it is written:
    "2031-05-08", "2031-05", "--05-08". `value` is in that unit; of a date 100 times the month and the day, 0 for a
    whole month. `hedge` is as it was written ("at least"), or None.
    """

    kind: Kind
    value: float
    unit: str
    hedge: str | None
    start: int
    end: int


_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_WORDS = {word: float(n) for n, word in enumerate(f"{_ONES} eighteen nineteen".split(), 1)}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS |= {word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
NUMBER_STEMS = frozenset(map(stem, (*_WORDS, *_SCALES)))
DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
"""A text without a digit and without any of the stems has no numbers that are looked for here."""
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3}
_PARTS |= {"2/3": 2 / 3}
_UNITS = """
    second minute hour day week month year decade century mile kilometre kilometer km metre meter foot feet inch acre
    hectare tonne ton kilogram kg gram litre liter gallon barrel degree knot
"""
_SAME_UNIT = {"feet": "foot", "kilometer": "kilometre", "km": "kilometre", "meter": "metre", "liter": "litre"}
_SAME_UNIT |= {"kg": "kilogram"}
_MONEY = "dollar euro pound cent crown rouble ruble yen yuan rupee peso franc shekel riyal dirham lira won"
_SIGNS = {"dollar": "$", "euro": "€", "yen": "¥", "rupee": "₹", "ruble": "rouble"}
_HEDGE = (
    "at least|no fewer than|no less than|not less than|more than|fewer than|less than|no more than|as many as"
    "|as much as|as high as|up to|just over|just under|well over|close to|about|around|roughly|approximately"
    "|an estimated|estimated|nearly|almost|over|under|above|below|some|only"
)

_YEAR = r"(?:1[5-9]|20)\d\d"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_WORD = rf"(?:{'|'.join((*_WORDS, *_SCALES))})"
_UNIT = rf"(?:{'|'.join(_UNITS.split())})(?:e?s)?"
_NUMBER = re.compile(
    rf"""
    (?<![^\W{UNSPACED}])(?<![.,/$€£¥₹-])
    (?:(?P<hedge>{_HEDGE.replace(" ", "[ ]")})\ )?
    (?:
        (?P<whole>(?:{ENGLISH_MONTH}))\ (?:of\ )?(?P<of_year>{_YEAR})(?![\d,.:/%]\d|\d)
      | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<of>(?:{ENGLISH_MONTH}))\b(?:,?\ (?P<in>{_YEAR})\b)?
      | (?P<month>(?:{ENGLISH_MONTH}))\ (?P<on>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/%]|,\d)(?:,?\ (?P<then>{_YEAR})\b)?
      | (?P<clock>\d{{1,2}}(?:[:.]\d\d)?)\ ?(?P<half>[ap])\.?m\b\.?
      | (?P<ayes>\d{{1,3}})\s?[-–](?:to-)?\s?(?P<noes>\d{{1,3}})(?![\w-]|\ ?percent|\ ?%)
      | (?:(?P<sign>(?:US|A|C|HK|NZ)?[$£€¥₹]|Rs\.?)\ ?)?
        (?:
            (?P<lost>\d{{1,2}})(?P<glued>[13]/[2-4])(?=[\ -]{_UNIT}\b)
          | (?P<digits>{_DIGITS})(?:[\ -]?(?P<part>[½¼¾⅓⅔])|[\ -](?P<fraction>[123]/[2-4])(?!\d))?
            (?!\d|/\d|(?:st|nd|rd|th|s)\b)
          | (?P<alone>[½¼¾⅓⅔])
          | (?:(?P<halved>half\ )?an?\ |(?=\b))(?P<words>{_WORD}(?:(?:[\ -]|\ and\ ){_WORD})*)\b(?!'|’)
        )
        (?:[\ -]?(?P<scale>(?:hundred|thousand|million|billion|trillion|dozen)\b|(?:bn|mn|tn|[kmb])\b))?
        (?:
            \ ?(?P<percent>%|(?:-|\b)per\ ?cent(?:age\ points?)?\b|pct\b|percentage\ points?\b)
          | [\ -](?P<unit>{_UNIT})\b
          | \ (?P<money>(?:U\.?S\.?\ |American\ )?(?:{"|".join(_MONEY.split())})s?)\b
        )?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS_OF = re.compile(r"[ -](?:halves|thirds|quarters|fifths|tenths)\b")
_SOMETHING_FOLLOWS = re.compile(r" (?!tall|high|long|wide|deep|away|above|below|from|race|run)[a-z]{3}")


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers of a text, in order."""
    for found in _NUMBER.finditer(text):
        number = _number(found)
        if number is not None:
            yield number


def _number(found: re.Match[str]) -> Quantity | None:
    hedge = found["hedge"]
    start, end = found.span()
    if name := found["whole"] or found["of"] or found["month"]:
        return _date(found, name, hedge)
    if found["clock"]:
        minutes = re.split(r"[:.]", found["clock"])
        at = 60.0 * (int(minutes[0]) % 12) + (int(minutes[1]) if len(minutes) > 1 else 0)
        return Quantity("time", at + (720 if found["half"] in "pP" else 0), "", hedge, start, end)
    if found["ayes"]:
        return Quantity("vote", float(found["ayes"]), f"to {int(found['noes'])}", hedge, start, end)
    return _quantity(found, hedge)


def _date(found: re.Match[str], name: str, hedge: str | None) -> Quantity | None:
    month, day = month_number(name), int(found["day"] or found["on"] or 0)
    if not name[0].isupper() or day > 31 or not (day or found["whole"]):
        return None
    year = found["of_year"] or found["in"] or found["then"] or "-"
    written = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    return Quantity("date", 100.0 * month + day, written, hedge, *found.span())


def _quantity(found: re.Match[str], hedge: str | None) -> Quantity | None:
    start, end = found.span()
    value = _value(found)
    scale = (found["scale"] or "").lower()
    money = (found["money"] or "").lower().rsplit(" ", 1)[-1]
    sign = (found["sign"] or "").upper().removeprefix("US").removesuffix(".")
    follows = found["unit"] or _SOMETHING_FOLLOWS.match(found.string, end)
    if scale in ("k", "m", "b") and not (sign or money or (scale == "m" and follows)):
        return None
    value = round(value * _SCALES.get(scale, _SHORT.get(scale, 1.0)), 6)
    if found["percent"]:
        return Quantity("percent", value, "points" if "point" in found["percent"].lower() else "%", hedge, start, end)
    if sign or money:
        unit = sign or _SIGNS.get(_singular(money), _singular(money))
        return Quantity("money", value, unit, hedge, start, end)
    if found["unit"]:
        unit = _singular(found["unit"].lower())
        return Quantity("measure", value, _SAME_UNIT.get(unit, unit), hedge, start, end)
    digits = found["digits"] or ""
    if not scale and len(digits) == 4 and digits.isdigit() and 1500 <= value < 2100 and not found["part"]:
        return Quantity("year", value, "", hedge, start, end)
    if found["words"] and (value < 2 or _PARTS_OF.match(found.string, end)):
        return None
    return Quantity("count", value, "", hedge, start, end)


def plural_unit(unit: str) -> str:
    """Return the name of several of a unit: "hours", "feet"; signs stay as they are."""
    return {"foot": "feet", "inch": "inches", "century": "centuries"}.get(unit, f"{unit}s" if unit.isalpha() else unit)


def _singular(word: str) -> str:
    if word in ("century", "centuries", "inches"):
        return word[:-2] if word == "inches" else "century"
    return word.removesuffix("s") if len(word) > 2 else word


def _value(found: re.Match[str]) -> float:
    if found["lost"]:
        return float(found["lost"]) + _PARTS[found["glued"]]
    if found["alone"]:
        return _PARTS[found["alone"]]
    if found["digits"]:
        part = found["part"] or found["fraction"]
        return float(found["digits"].replace(",", "")[:18]) + _PARTS.get(part or "", 0.0)
    return _of_words(found["words"]) * (0.5 if found["halved"] else 1.0)


def _of_words(words: str) -> float:
    """ "two hundred and five thousand" is 205,000."""
    total = current = 0.0
    for word in re.split(r"[ -]+(?:and )?", words.lower()):
        if word in _WORDS:
            current += _WORDS[word]
        elif word in _SCALES:
            current = max(1.0, current) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
    return total + current
