"""Packed postings inside Whoosh's segments, and the search over whole arrays of them.

Whoosh keeps storage, table of contents, segments, columns and deletions. Which words an article has, and where, is in
arrays of one kind of number each: `pool` sorts them when articles come in, `merging` puts those of several segments
together, `codec` writes and maps them, `word_list` finds words, `reading` reads clauses, `text_scores` scores them.
"""
