"""Closed lists for the tagger: words that say what is beside them."""

from __future__ import annotations

from corpus.text.tokenize import word_set

SAYING = word_set(
    """
    said says say saying told tells added adds asked tweeted warned wrote writes stated explained noted notes
    announced claimed argued replied insisted recalled vowed pledged declared testified
    """
)
TITLES = word_set(
    """
    President Minister Senator Sen. Sen Rep. Rep Gov. Gov Gen. Gen Governor General Secretary Chancellor King Queen
    Prince Princess Sheikh Sheik Judge Justice Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr. Sir Lord Lady Dame Professor Prof
    Prof. Premier Mayor Chief Colonel Col. Captain Capt. Lt Lt. Col Major Maj. Inspector Superintendent Sergeant
    Sgt. Sgt Pastor Bishop Archbishop Cardinal Pope Father Imam Ayatollah Prime Deputy Vice Commissioner Director
    Chairman Chairwoman CEO MP MEP Speaker Ambassador Attorney Engr Advocate Coach Datuk Seri Tan Sri Alhaji Hon
    Hon. Shri Smt Comrade Chairperson Brigadier Admiral Adm. Emir Sultan Crown spokesman spokeswoman spokesperson
    leader president minister chairman chairwoman secretary director founder son daughter wife husband brother
    sister father mother captain coach striker actor actress singer activist journalist lawyer senator ambassador
    mayor governor chief commander economist analyst professor
    """
)
BODIES = word_set(
    """
    Ministry Department Agency Commission Committee Council Court Bank University Institute Party Association
    Federation Union Organization Organisation Authority Board Corporation Company Group Ltd Ltd. Limited Inc Inc.
    Corp Corp. Foundation Office Bureau Service Services Force Forces Police Army Navy Parliament Senate Congress
    Assembly House Cabinet Times News Post Press Club FC United League Movement Front Alliance Network Centre Center
    College School Hospital Trust Fund Academy Society Airlines Motors Industries Holdings Team Guard Tribunal Media
    TV Chamber Brigade Brigades Coalition Confederation Administration Secretariat Directorate Embassy Mission
    Initiative Programme Program Journal Tribune Herald Gazette Daily
    """
)
LANDFORMS = word_set(
    """
    City County Province District Island Islands River Lake Mountain Mountains Mount Valley Bay Sea Ocean Gulf
    Peninsula Region State States Street Road Avenue Village Town Coast Strait North South East West Northern
    Southern Eastern Western Central Africa Asia Europe America Airport Park Beach Hills Desert Territory Republic
    Kingdom Highway Port Prefecture province district county city village town region island northern southern
    eastern western central
    """
)
FRONT = word_set("northern southern eastern western central north south east west upper lower greater")
"""Words in lower case that a place may begin with."""
TAIL = word_set(
    "province district county city village town region island islands river state prefecture municipality peninsula"
)
"""Words in lower case that a place may end with."""
DAYS = word_set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """
)
FUNCTION = word_set(
    """
    The A An In On At He She It They We You I But And Or If As For From By With To Of This That These Those There
    Here When While What Who Why How Where Which After Before Since Until During Although Though However Also So
    Then His Her Their Its Our My Your Not No Yes Some Many Most All Both Each Every Other Another One Two Three
    Such Now Just Still Yet Even Only More Meanwhile According Because Under Over Between Among Despite Last Next
    Earlier Later Let Is Are Was Were Has Have Had Do Does Did Can Could Will Would Should
    """
)
BRIDGE = word_set(
    """
    The And Of For In To of the and for de del de la da do dos das du di van von der den bin bint ibn al el ul ur e
    y et des le les on in to with at & - – ' ’ ’s 's / a an zu ter
    """
)
LEAD = word_set("al el de van von bin ibn da di du la as ash an ad")
END = frozenset('.!?:;"“”«»•')
