"""Guess the language of a text by its script and its commonest words, or say None if they don't decide."""

from __future__ import annotations

import re
from collections import Counter

_STOP_WORDS = {
    "en": "the of and to in that is for was on with as his he at by it from are this have has not be",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden",
    "fr": "de la le et les des en un une du dans est que pour qui par sur au pas plus ce il avec sont",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más pero sus",
    "it": "di e il la che in un per è una non sono da del si le con i della dei alla nel ha gli",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog",
    "sv": "och att det i en som på är av för med den till inte har de ett om han var men sig från vi",
    "no": "og i det som en på er til av for at med de har ikke den et om var han fra men seg vi",
    "da": "og i det at en den til er som på de med han af for ikke der var sig men et har om vi",
    "fi": "ja on ei se että oli hän joka mutta ovat kun myös mukaan sen ole kuin niin jo sekä voi tai hänen vuoden",
    "pl": "w i na z się że do nie jest to o jak po od za przez są dla jego ale był tym które przy",
    "cs": "a se v na je že s z do o i to jako za by ale si po podle jsem k ve pro jeho",
    "sk": "a sa v na je že s z do o aj to ako za by ale si po podľa k vo pre jeho sú",
    "hu": "a az és hogy nem is egy ez de meg volt azt csak már szerint még el van mint pedig ha ki lesz magyar",
    "ro": "de și în la a cu pe nu o este că din un care pentru mai au fost ce sunt s-a al lui ca",
    "hr": "je i u na da se za od su s koji a kao nije o to ali iz do bi će što po biti",
    "tr": "ve bir bu da de için ile olarak çok daha olan ne gibi kadar sonra ama var en göre oldu olduğunu dedi ise",
    "id": "yang dan di dengan untuk ini dari pada itu dalam tidak akan juga ke ada oleh saya telah sebagai bisa",
    "vi": "và của là có trong được cho không với các một những đã người này khi để đến về ở ra năm nhiều",
    "sw": "ya na wa kwa ni katika za la kuwa cha hiyo huo pia huyo lakini baada kama huku hilo watu",
    "ca": "de la el i que a en els les un per una amb del és no al són ha més com però va aquest",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("am", "\u1200-\u137f"),
)
_OTHER_SCRIPTS = tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)
_BEYOND_LATIN = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_NEIGHBOURS = {
    "ru": (
        ("uk", re.compile("[іїєґ]", re.I)),
        ("sr", re.compile("[ђјљњћџ]", re.I)),
        ("bg", re.compile(r"\b(?:на|от|се|ще|че|са)\b.*\b(?:ще|че|са)\b", re.S)),
    ),
    "ar": (("ur", re.compile("[ٹڈڑےں]")), ("fa", re.compile("[پچژگی]"))),
}
_SAMPLE = 1200
_SHARE = 0.08
_FEWEST_WORDS = 12


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it is too short or speaks for none."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not sample.isascii() and len(_BEYOND_LATIN.findall(sample)) > 0.3 * sum(map(len, words)):
        return _by_script(sample)
    if len(words) < _FEWEST_WORDS:
        return None
    votes: Counter[str] = Counter()
    counts = Counter(words)
    for word in counts.keys() & _LANGUAGES_OF.keys():
        for language in _LANGUAGES_OF[word]:
            votes[language] += counts[word]
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _SHARE * len(words) or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _by_script(sample: str) -> str | None:
    counts = {language: len(letters.findall(sample)) for language, letters in _OTHER_SCRIPTS}
    if counts["ja"] > 0.05 * counts["zh"]:
        counts["ja"] += counts["zh"]
    language = max(counts, key=lambda known: counts[known])
    if not counts[language]:
        return None
    for neighbour, letters in _NEIGHBOURS.get(language, ()):
        if len(letters.findall(sample)) > 0.005 * counts[language]:
            return neighbour
    return language
