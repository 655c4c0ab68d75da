"""Papers of a dossier: which forms the law knows, what each says, and the same paper as PDF and as Word.

A paper is composed once from a dossier and its deeds (:mod:`composing`), kept, and drawn by two renderers
(:mod:`pdf`, :mod:`word`). Nothing here touches a table or reads the clock.
"""
