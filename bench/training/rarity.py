"""Counts in how many articles of a news collection each stem stands, for `corpus/models`.

    python -m bench.training.rarity

Stems of fewer than eight articles are left out, and counts are rounded to two figures, so that the table tells of the
language and of no article.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from datetime import date

from bench.labelled import digest
from bench.labelled.news import NEWS, news
from corpus.models import WORD_COUNTS, provenance_of
from corpus.text.tokenize import WORD, stem, word_form

FEWEST = 8


def main() -> None:
    """Write the table, and beside it where it comes from."""
    counts: Counter[str] = Counter()
    articles = 0
    for row in news():
        articles += 1
        counts.update({stem(word_form(word)) for word in set(WORD.findall(f"{row.title}\n{row.body}"))})
    of_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= FEWEST and not word[0].isdigit() and len(word) < 24:
            of_count[round(float(f"{count:.2g}"))].append(word)
    lines = [str(articles), *(f"{count} {' '.join(sorted(words))}" for count, words in sorted(of_count.items()))]
    WORD_COUNTS.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    provenance = {
        "data": f"{NEWS.name}: {articles:,} articles of some 480 outlets, 2012 to 2020; Apache-2.0 (the collection)",
        "sha256": digest(NEWS),
        "made_by": "python -m bench.training.rarity",
        "made": date.today().isoformat(),
        "stems": sum(map(len, of_count.values())),
        "fewest_articles": FEWEST,
    }
    provenance_of(WORD_COUNTS).write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    print(f"{provenance['stems']:,} stems, {WORD_COUNTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
