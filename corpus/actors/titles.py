"""Closed lists of titles: how people are called, and which offices they hold."""

from __future__ import annotations

from corpus.text.tokenize import word_set

CALLS = word_set(
    """
    Mr Mrs Ms Miss Mr. Mrs. Ms. Dr Dr. Sir Lord Lady Dame Prof Prof. Hon Hon. Rev Rev. Shri Smt Datuk Seri Tan
    Alhaji Engr Herr Frau Madame Monsieur Señor Señora St.
    """
)
"""How people are called; they are no role."""

_HEADS = """
    president minister premier chancellor secretary senator representative governor general king queen prince
    princess emperor emir sultan sheikh sheik shah judge justice mayor chief colonel captain major admiral brigadier
    commander inspector superintendent sergeant pastor bishop archbishop cardinal pope imam ayatollah rabbi reverend
    commissioner director chairman chairwoman chair chairperson speaker ambassador attorney envoy spokesman
    spokeswoman spokesperson congressman congresswoman councillor councilman councilwoman officer detective leader
    founder co-founder head deputy adviser advisor coordinator negotiator lawmaker legislator candidate professor
    lecturer analyst economist lawyer activist journalist reporter editor correspondent author historian researcher
    scientist physician doctor surgeon coach manager striker midfielder defender goalkeeper actor actress singer
    director-general executive president-elect dictator monarch prosecutor magistrate counsel treasurer principal
    dean vice-president vice-chancellor lieutenant constable diplomat consul commissioner official expert fellow
    strategist consultant owner partner politician opposition architect engineer photographer filmmaker writer poet
    novelist columnist blogger whistleblower contractor rapporteur mediator delegate warlord militant resident
    farmer student teacher nurse pilot driver victim witness survivor
"""

HEADS = (
    word_set(_HEADS)
    | frozenset(word.capitalize() for word in _HEADS.split())
    | word_set(
        """
        Gen. Gen Sen. Sen Rep. Rep Gov. Gov Lt Lt. Col Col. Capt Capt. Maj Maj. Adm. Adm Sgt Sgt. Father Comrade CEO
        MP MEP CFO COO DA
        """
    )
)
"""What somebody can be: the word that a role turns on."""

QUALIFIERS = word_set(
    """
    former then ex acting interim deputy vice assistant associate senior chief prime foreign first second top
    special permanent executive managing general national regional political military defense defence interior
    finance trade energy information health education environment labour labor economic economy justice home press
    state leading veteran longtime outgoing incoming new newly-elected current late elected supreme under cabinet
    opposition ruling union government party campaign policy press research church school team club finance sales
    project program programme affairs business bank oil city county state district federal local provincial
    municipal village communications relations operations intelligence peace climate science medical legal criminal
    civil social public private corporate chief financial technology marketing trade-union student women film
    television radio football cricket opinion editorial staff general deputy-general army police navy air force
    company rebel election presidential parliamentary congressional human rights security
    """
)
"""Words in lower case that may stand within a role."""

OFFICES = frozenset(word for word in HEADS if word[0].isupper()) | word_set(
    "Prime Vice Deputy Foreign Attorney Assistant Acting Interim Former Ex Crown Chief Defense Defence Interior Finance"
)
"""Words with a capital that are no part of a person's name where they stand before it."""
