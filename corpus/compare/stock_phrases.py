"""Stock phrases: words that are found in any report, whatever it is about.

That a spokesman declined to comment, on condition of anonymity, in a statement, is said of every event; two sentences
that share no more than that have not said the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from corpus.text.tokenize import Words

_WHOM = "(?:reporters|journalists|lawmakers|(?:the )?(?:press|news media|media|associated press)|reuters|afp)"
_NOT = "(?: not|n't| never)"
_PHRASES = (
    "(?:has |have |had )?declin(?:ed|es|ing) (?:to (?:comment|elaborate|say|give details|discuss|answer)|comment)",
    f"(?:would|could|did|does|do){_NOT}(?: immediately)? (?:comment|elaborate|(?:immediately )?be reached)",
    f"(?:did|does|do|has|have|had){_NOT}(?: immediately| yet)? (?:respond|repl[yi]|return)(?:ed|d)?(?: to)?"
    "(?: a| an| any| the| several| repeated| phone| e-?mail(?:ed)?| telephone)*"
    " (?:requests?|messages?|calls?|questions?|inquir(?:y|ies))(?: for (?:further )?comment)?",
    "requests? for (?:further |additional |a )?comment",
    "(?:available|reached) for (?:further |immediate )?comment",
    "(?:speaking |spoke )?(?:on|under) (?:the )?condition (?:of anonymity|(?:that )?\\w+ not be (?:named|identified))",
    "(?:insist|request)(?:ed|ing) (?:on )?anonymity",
    "asked not to be (?:named|identified)",
    "(?:was|were|is|are)(?: not|n't) authori[sz]ed to (?:speak|talk|comment|discuss)"
    "(?: publicly| about| on| to| with| the| news| media| press| matter)*",
    f"(?:speak|spoke|speaking|talk|talking) (?:publicly|to {_WHOM})",
    "(?:in|issued|issuing|released|with) (?:a|an|the|his|her|its|their)(?: \\w+)?"
    " (?:statement|interview|tweet|e-?mail|news release|press release)",
    "(?:at|during|in|held|holding) (?:a|an|the|his|her|their)(?: \\w+)? (?:news|press) (?:conference|briefing)",
    f"(?:told|tells|telling|asked by) {_WHOM}",
    "(?:(?:a|the|his|her|its|their) )?(?:spokesman|spokeswoman|spokesperson) for",
    "(?:people|officials?|sources?|person|someone)(?: \\w+)? (?:familiar with|briefed on|with knowledge of)"
    "(?: the (?:matter|situation|case|investigation|discussions|talks))?",
    "(?:posted|wrote|writing|said|posting) on (?:twitter|facebook|instagram|social media)",
)
_SET = re.compile(rf"(?<!\S)(?:{'|'.join(_PHRASES)})(?!\S)")
_ONE_OF = """
    comment elaborate reached anonymity named identified authorized authorised statement interview tweet email e-mail
    release conference briefing reporters journalists lawmakers press media reuters afp spokesman spokeswoman
    spokesperson familiar briefed knowledge twitter facebook instagram request requests message messages call calls
    question questions inquiry inquiries say details discuss answer publicly
"""
_EACH_HAS_ONE_OF = frozenset(_ONE_OF.split())


def stock_phrase_indices(words: Words) -> frozenset[int]:
    """Return the indices of the words that belong to a set phrase."""
    forms = [word.form for word in words]
    if _EACH_HAS_ONE_OF.isdisjoint(forms):
        return frozenset()
    ends = list(accumulate(len(form) + 1 for form in forms))
    return frozenset(
        number
        for found in _SET.finditer(" ".join(forms))
        for number in range(bisect_left(ends, found.start() + 1), bisect_left(ends, found.end()) + 1)
    )
