"""Actors: who and what acts in an article, under which names, where, and as what.

`finding` finds them in an article; `one_actor` tells which of the names of many articles are one, with the user's
`corrections`; `book` is the dictionary of those that are known.
"""
