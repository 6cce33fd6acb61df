"""Names of months and weekdays in the languages of the press: one table for all that read or recognise dates.

Month names are those of CLDR (Unicode), in the form used in dates and in the form used alone. Croatian “listopad” is
left out: it is October there, and November in Polish and Czech.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
SHORT_MONTHS = tuple(month[:3] for month in ENGLISH_MONTHS)
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTHS = {
    "en": """
        january | february | march | april | may | june | july | august | september | october | november | december
    """,
    "bg": """
        януари | февруари | март | април | май | юни | юли | август | септември | октомври | ноември | декември
    """,
    "ca": """
        gener | febrer | març | abril | maig | juny | juliol | agost | setembre | octubre | novembre | desembre
    """,
    "cs": """
        ledna leden | února únor | března březen | dubna duben | května květen | června červen | července červenec |
        srpna srpen | září | října říjen | listopadu listopad | prosince prosinec
    """,
    "da": """
        januar | februar | marts | april | maj | juni | juli | august | september | oktober | november | december
    """,
    "de": """
        januar | februar | märz | april | mai | juni | juli | august | september | oktober | november | dezember
    """,
    "el": """
        ιανουαρίου ιανουάριος | φεβρουαρίου φεβρουάριος | μαρτίου μάρτιος | απριλίου απρίλιος | μαΐου μάιος |
        ιουνίου ιούνιος | ιουλίου ιούλιος | αυγούστου αύγουστος | σεπτεμβρίου σεπτέμβριος | οκτωβρίου οκτώβριος |
        νοεμβρίου νοέμβριος | δεκεμβρίου δεκέμβριος
    """,
    "es": """
        enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre |
        diciembre
    """,
    "fi": """
        tammikuuta tammikuu | helmikuuta helmikuu | maaliskuuta maaliskuu | huhtikuuta huhtikuu | toukokuuta
        toukokuu | kesäkuuta kesäkuu | heinäkuuta heinäkuu | elokuuta elokuu | syyskuuta syyskuu | lokakuuta lokakuu
        | marraskuuta marraskuu | joulukuuta joulukuu
    """,
    "fr": """
        janvier | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | décembre
    """,
    "hr": """
        siječnja siječanj | veljače veljača | ožujka ožujak | travnja travanj | svibnja svibanj | lipnja lipanj |
        srpnja srpanj | kolovoza kolovoz | rujna rujan |  | studenoga studeni | prosinca prosinac
    """,
    "hu": """
        január | február | március | április | május | június | július | augusztus | szeptember | október | november
        | december
    """,
    "id": """
        januari | februari | maret | april | mei | juni | juli | agustus | september | oktober | november | desember
    """,
    "it": """
        gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre | ottobre | novembre |
        dicembre
    """,
    "nl": """
        januari | februari | maart | april | mei | juni | juli | augustus | september | oktober | november |
        december
    """,
    "no": """
        januar | februar | mars | april | mai | juni | juli | august | september | oktober | november | desember
    """,
    "pl": """
        stycznia styczeń | lutego luty | marca marzec | kwietnia kwiecień | maja maj | czerwca czerwiec | lipca
        lipiec | sierpnia sierpień | września wrzesień | października październik | listopada listopad | grudnia
        grudzień
    """,
    "pt": """
        janeiro | fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro |
        dezembro
    """,
    "ro": """
        ianuarie | februarie | martie | aprilie | mai | iunie | iulie | august | septembrie | octombrie | noiembrie
        | decembrie
    """,
    "ru": """
        января январь | февраля февраль | марта март | апреля апрель | мая май | июня июнь | июля июль | августа
        август | сентября сентябрь | октября октябрь | ноября ноябрь | декабря декабрь
    """,
    "sk": """
        januára január | februára február | marca marec | apríla apríl | mája máj | júna jún | júla júl | augusta
        august | septembra september | októbra október | novembra november | decembra december
    """,
    "sr": """
        јануар | фебруар | март | април | мај | јун | јул | август | септембар | октобар | новембар | децембар
    """,
    "sv": """
        januari | februari | mars | april | maj | juni | juli | augusti | september | oktober | november | december
    """,
    "sw": """
        januari | februari | machi | aprili | mei | juni | julai | agosti | septemba | oktoba | novemba | desemba
    """,
    "tr": """
        ocak | şubat | mart | nisan | mayıs | haziran | temmuz | ağustos | eylül | ekim | kasım | aralık
    """,
    "uk": """
        січня січень | лютого лютий | березня березень | квітня квітень | травня травень | червня червень | липня
        липень | серпня серпень | вересня вересень | жовтня жовтень | листопада листопад | грудня грудень
    """,
}
"""By language, the names of the twelve months, in lower case."""

_WEEKDAYS = {
    "en": "monday | tuesday | wednesday | thursday | friday | saturday | sunday",
    "bg": "понеделник | вторник | сряда | четвъртък | петък | събота | неделя",
    "ca": "dilluns | dimarts | dimecres | dijous | divendres | dissabte | diumenge",
    "cs": "pondělí | úterý | středa | čtvrtek | pátek | sobota | neděle",
    "da": "mandag | tirsdag | onsdag | torsdag | fredag | lørdag | søndag",
    "de": "montag | dienstag | mittwoch | donnerstag | freitag | samstag | sonntag",
    "el": "δευτέρα | τρίτη | τετάρτη | πέμπτη | παρασκευή | σάββατο | κυριακή",
    "es": "lunes | martes | miércoles | jueves | viernes | sábado | domingo",
    "fi": (
        "maanantaina maanantai | tiistaina tiistai | keskiviikkona keskiviikko | torstaina torstai | perjantaina "
        "perjantai | lauantaina lauantai | sunnuntai"
    ),
    "fr": "lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche",
    "hr": "ponedjeljak | utorak | srijeda | četvrtak | petak | subota | nedjelja",
    "hu": "hétfő | kedd | szerda | csütörtök | péntek | szombat | vasárnap",
    "id": "senin | selasa | rabu | kamis | jumat | sabtu | minggu",
    "it": "lunedì | martedì | mercoledì | giovedì | venerdì | sabato | domenica",
    "nl": "maandag | dinsdag | woensdag | donderdag | vrijdag | zaterdag | zondag",
    "no": "mandag | tirsdag | onsdag | torsdag | fredag | lørdag | søndag",
    "pl": "poniedziałek | wtorek | środa | czwartek | piątek | sobota | niedziela",
    "pt": "segunda-feira | terça-feira | quarta-feira | quinta-feira | sexta-feira | sábado | domingo",
    "ro": "luni | marți | miercuri | joi | vineri | sâmbătă | duminică",
    "ru": "понедельник | вторник | среда | четверг | пятница | суббота | воскресенье",
    "sk": "pondelok | utorok | streda | štvrtok | piatok | sobota | nedeľa",
    "sr": "понедељак | уторак | среда | четвртак | петак | субота | недеља",
    "sv": "måndag | tisdag | onsdag | torsdag | fredag | lördag | söndag",
    "sw": "jumatatu | jumanne | jumatano | alhamisi | ijumaa | jumamosi | jumapili",
    "tr": (
        "pazartesi jumatatu | salı jumanne | çarşamba jumatano | perşembe alhamisi | cuma ijumaa | cumartesi "
        "jumamosi | pazar jumapili"
    ),
    "uk": (
        "понеділок jumatatu | вівторок jumanne | середа jumatano | четвер alhamisi | п’ятниця ijumaa | субота "
        "jumamosi | неділя jumapili"
    ),
}
"""By language, the names of the seven days, Monday first, in lower case."""

_ABBREVIATIONS = (
    "jan janv ene янв | feb fév févr fev фев февр | mar mär mrt мар | apr avr abr апр | may | jun giu июн | "
    "jul juil июл | aug авг | sep sept сен сент | oct okt ott окт | nov ноя нояб | dec dez déc dic дек"
)
"""Abbreviations that are no English word: “set”, “out” and “ago”, months in Italian and Portuguese, are left out."""


def _numbered(names: str) -> Iterable[tuple[str, int]]:
    for number, forms in enumerate(names.split("|"), start=1):
        for form in forms.split():
            yield form, number


MONTH_NUMBERS = {name: number for names in (*_MONTHS.values(), _ABBREVIATIONS) for name, number in _numbered(names)}
"""The number, from 1, of each name or abbreviation of a month, in lower case without a full stop."""


WEEKDAY_NUMBERS = {name: day - 1 for names in _WEEKDAYS.values() for name, day in _numbered(names)}
"""The number of each name of a weekday, in lower case; Monday is 0, as in `datetime`."""


def month_number(name: str) -> int:
    """Return the number of a month, from 1, for whatever `MONTH` matches. Raises KeyError for anything else."""
    return _FOLDED_MONTHS[_fold(name.removesuffix("."))]


def weekday_number(name: str) -> int:
    """Return the number of a weekday, Monday = 0, for whatever `WEEKDAY` matches. Raises KeyError for anything else."""
    return _FOLDED_WEEKDAYS[_fold(name)]


def _fold(name: str) -> str:
    """Return a name so that all spellings that a case-insensitive pattern takes for one are one."""
    return name.casefold().replace("ı", "i").replace("\u0307", "")  # what is left of “İ”


_FOLDED_MONTHS = {_fold(name): number for name, number in MONTH_NUMBERS.items()}
_FOLDED_WEEKDAYS = {_fold(name): number for name, number in WEEKDAY_NUMBERS.items()}


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first, with common beginnings factored out.

    A search tries one branch for each first letter instead of one for each word.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        by_letter.setdefault(word[:1], []).append(word[1:])
    optional = by_letter.pop("", None) is not None
    branches = [re.escape(letter) + (_one_of(rests) if rests != [""] else "") for letter, rests in by_letter.items()]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if optional else pattern


MONTH = _one_of(MONTH_NUMBERS)
"""A pattern of any month name or abbreviation, for case-insensitive search; add `\\b` and an optional full stop."""

WEEKDAY = _one_of(WEEKDAY_NUMBERS)

ENGLISH_MONTH = _one_of(("sept", "sept.", *(form.lower() for m in ENGLISH_MONTHS for form in (m, m[:3], f"{m[:3]}."))))
"""A pattern of the English names alone, for grammars that are English in all else."""
