"""A second pass for names that the tagger missed: surnames of people named before, and names in capitalised
headlines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.actors.coreference import ActorMentions
from corpus.actors.mentions import Mention, TokenizedBlock
from corpus.actors.ner.word_lists import DAYS, FUNCTION
from corpus.actors.titles import CALLS, HEADS
from corpus.text.tokenize import word_set

_BEFORE_MONTHS = word_set("in In since until by of this last next early late mid on from through to before after - and")


def missed_surnames(texts: Sequence[TokenizedBlock], actors: Sequence[ActorMentions]) -> list[list[Mention]]:
    """Return for each actor the places where a person's surname is alone and was not tagged as a name."""
    surnames: dict[str, int] = {}
    double: set[str] = set()
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for i, actor in enumerate(actors):
        own = set()
        for mention in actor.mentions:
            taken[id(mention.text)].update(range(mention.first, mention.last))
            if actor.kind == "person":
                own.add(mention.text.words[mention.last - 1])
        double |= own & surnames.keys()
        surnames.update((word, i) for word in own if word[0].isupper() and len(word) > 2)
    found: list[list[Mention]] = [[] for _ in actors]
    wanted = surnames.keys() - double
    for text in texts:
        words, inside = text.words, taken[id(text)]
        for k in [k for k, word in enumerate(words) if word in wanted]:
            if k not in inside and not _in_longer(words, k) and not _is_date(words, k):
                found[surnames[words[k]]].append(Mention(text, k, k + 1, "P"))
    return found


def _in_longer(words: list[str], k: int) -> bool:
    """Return whether a capitalised word goes on after this one, or a name before it that is no title."""
    after = words[k + 1] if k + 1 < len(words) else ""
    before = words[k - 1] if k else ""
    goes_on = after[:1].isupper() and after not in HEADS
    begins_before = before[:1].isupper() and before not in HEADS | CALLS and before not in FUNCTION
    return goes_on or begins_before or after == "-" or before in ("-", "@", "#", "/")


def _is_date(words: list[str], k: int) -> bool:
    """Return whether a month is meant: “in May”, “May 3”."""
    if words[k] not in DAYS:
        return False
    after = words[k + 1] if k + 1 < len(words) else ""
    return after[:1].isdigit() or (k > 0 and (words[k - 1] in _BEFORE_MONTHS or words[k - 1][0].isdigit()))


def known_mentions(texts: Sequence[TokenizedBlock], actors: Sequence[ActorMentions]) -> list[list[Mention]]:
    """Return for each actor its mentions in texts where any word may have a capital: only names of the article are
    looked for.
    """
    wanted: dict[str, list[tuple[list[str], int]]] = {}
    owners: dict[str, set[int]] = defaultdict(set)
    for i, actor in enumerate(actors):
        forms = {tuple(mention.text.words[mention.first : mention.last]) for mention in actor.mentions}
        if actor.kind == "person":
            last = next((words[-1:] for words in forms if len(words) > 1), ())
            forms |= {last} if last else set()
        for words in forms:
            low = [word.lower() for word in words]
            owners[" ".join(low)].add(i)
            wanted.setdefault(low[0], []).append((low, i))
    found: list[list[Mention]] = [[] for _ in actors]
    for text in texts:
        low = [word.lower() for word in text.words]
        at = 0
        while at < len(low):
            fits = [
                (len(name), i)
                for name, i in wanted.get(low[at], ())
                if low[at : at + len(name)] == name and len(owners[" ".join(name)]) == 1 and text.words[at][0].isupper()
            ]
            if fits:
                length, i = max(fits)
                found[i].append(Mention(text, at, at + length, "P"))
                at += length
            else:
                at += 1
    return found
