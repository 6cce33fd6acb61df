"""Posting lists as mapped arrays of one kind of number each, in pages that have a checksum each.

`checked_pages` maps files and checks them, `word_list` finds the words of a field, `segment_words` their articles and
places.
"""
