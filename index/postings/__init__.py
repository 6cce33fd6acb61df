"""Packed postings inside Whoosh's segments, and the search over whole arrays of them.

Whoosh keeps storage, table of contents, segments, columns and deletions. Which words an article has, and where, is in
arrays of one kind of number each: `pool` sorts them when articles come in, `merging` puts those of several segments
together, `codec` writes and maps them in `pages`, `word_list` finds words, `reading` reads clauses, `together` those
that depend on places, `sums` adds up what they give, `text_scores` scores it. `outlets` and `paths` know what is not in
the texts; `collector` joins all of a query, and `ranking` puts hits in order.
"""
