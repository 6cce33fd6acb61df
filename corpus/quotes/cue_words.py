"""Closed classes of words, and verbs of saying, that mark where a speaker, a cue or a statement may be."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = _words("he she they we i it who which you others each some many both everyone someone nobody")
DETERMINERS = _words(
    "the a an his her their its our my this these those some many several one two three four another other no most "
    "both all"
)
AUXILIARIES = _words(
    "has have had is are was were be been being will would can could may might did does do not also then later now "
    "just even still never once again further previously recently already first often repeatedly specifically simply "
    "only"
)
FUNCTION_WORDS = (
    AUXILIARIES
    | _words(
        "of for at from in on by with to as and or but that which who whom when while where because if than into after "
        "before over under about against during since until between through without among so such what how why there "
        "here he she they we i it you him them me us himself herself themselves according however meanwhile yet indeed "
        "instead although though"
    )
    | frozenset(".,;:!?()[]—–-…/")
)
LINKS = _words("of for at from in with on")
"""Words inside a noun phrase: “a spokesman for the ministry”."""
DASHES = frozenset(":—–―-")
"""Signs that can do the work of a cue beside a quote: “Tosk: …”, “… — Tosk”."""
CLAUSE_STARTS = _words("and but as after although though while whereas when who which according citing adding")
"""Words that begin another statement behind a comma."""
BREAKS = frozenset((",", ";", "—", "–", "--", "-", "("))
"""What a statement may end before."""
EVENTS = _words("conference talks meeting summit war conflict ceremony election vote")
"""What is held, and says nothing."""
BROADCASTERS = frozenset(
    name + ending for name in _words("abc cbs nbc cnn fox msnbc npr pbs bbc hbo") for ending in ("", "'s", "’s")
)
WORKS = BROADCASTERS | _words(
    "film movie documentary trilogy sequel book memoir novel biography poem essay column author song songs single "
    "track album anthem band hit play musical sitcom drama comedy star stars show shows series programme program "
    "episode broadcast podcast host hosts hosted game painting exhibition magazine newspaper paper headline headlined "
    "ad advertisement slogan titled entitled named dubbed"
)
"""Words of works and broadcasts, whose titles stand in quotation marks."""
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday yesterday today")
ABBREVIATIONS = _words(
    "mr mrs ms dr sen rep gov gen lt col sgt capt adm maj prof rev hon st jr no jan feb aug sept oct nov dec vs"
)
SAYING = _words(
    "say said says saying tell told tells telling add added adds adding according announce announced announces argue "
    "argued argues claim claimed claims claiming state stated states stating statement warn warned warns warning note "
    "noted notes noting suggest suggested suggests report reported reports reportedly tweet tweeted tweets declare "
    "declared declares explain explained explains insist insisted insists acknowledge acknowledged acknowledges admit "
    "admitted admits ask asked asks asking reply replied replies respond responded responds write wrote writes written "
    "call called calls calling describe described describes comment commented remark remarked promise promised "
    "promises vow vowed vows pledge pledged pledges deny denied denies accuse accused accuses allege alleged alleges "
    "assert asserted asserts confirm confirmed confirms contend contended contends conclude concluded declined decline "
    "observe observed point pointed points recall recalled recalls reiterate reiterated maintain maintained maintains "
    "mention mentioned urge urged urges criticize criticized predict predicted predicts quipped joked emphasize "
    "emphasized stress stressed express expressed"
)
"""The verbs whose indirect speech is looked for."""
SINGULAR_PERSON = _words("he she")
OFFICES = _words(
    "minister president secretary spokesman spokeswoman spokesperson senator governor mayor judge director chief "
    "chairman chairwoman chairperson officer leader candidate nominee professor attorney lawyer analyst ambassador "
    "sheriff congressman congresswoman lawmaker author diplomat general commissioner chancellor premier envoy "
    "commander economist researcher teacher doctor bishop pope king queen owner founder manager coach"
)
SPEAKERS = _words(
    "police officials authorities experts analysts critics supporters officers prosecutors investigators witnesses "
    "lawyers diplomats sources aides advisers researchers scientists economists activists residents lawmakers "
    "republicans democrats campaigners doctors rebels ministers leaders commanders protesters organisers organizers "
    "reports spokesmen opponents observers historians survivors relatives neighbours neighbors friends"
)
"""Nouns that speak without an article."""
