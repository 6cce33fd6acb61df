"""Actors: the people, organisations and places that act in an article, under which names, where, and in which role.

`find_actors` finds them in an article, `linking` decides which actors of many articles are one, and `dictionary` has
those that are listed in advance.
"""
