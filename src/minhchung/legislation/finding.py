"""Finding documents by words of their number, abstract and files, with marks where they are typed."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.models import Q, QuerySet

from minhchung.ground.catalogue.words import kept_words, split
from minhchung.ground.intake.folding import fold
from minhchung.ground.word_index import All, Word
from minhchung.legislation.models import DocumentFile, DocumentWords, LegalDocument

_INDEX = next(each for each in DocumentWords._meta.indexes if each.name == "legal_words")
#: So many documents are met by the words of their files; more are too many to read.
_MOST = 2_000
_AROUND = 90


def words_of(document: LegalDocument) -> str:
    """What a document with files is found by."""
    texts = DocumentFile.objects.filter(document=document).values_list("text", flat=True)
    return kept_words(kind="vb", title=f"{document.code} {document.abstract}", text=" ".join(texts))


def matching(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Of documents those that have every word; a word typed with marks is met only with them.

    In number and abstract a part of a word is enough, in files it is the whole word.
    """
    text = unicodedata.normalize("NFC", text)
    plain = Q()
    for part in text.split():
        plain &= Q(folded__contains=fold(part))
        if fold(part) != part.lower():
            plain &= _as_written(part)
    words = split(text)[:8]
    if not words:
        return rows.filter(plain)
    found = _INDEX.newest(DocumentWords, All(tuple(Word(each) for each in words)), 0, _MOST)
    return rows.filter(plain | Q(pk__in=found))


def _as_written(part: str) -> Q:
    """With these marks, in any case: SQLite knows small and capital of plain letters alone."""
    either = Q()
    for way in {part, part.lower(), part.upper(), part[:1].upper() + part[1:].lower()}:
        either |= Q(abstract__icontains=way) | Q(code__icontains=way)
    return either


def excerpt(document: int, text: str) -> str:
    """Where a file of a document has the first of the words, with what stands around it; "" where none has."""
    words = split(text)
    if not words:
        return ""
    for whole in (
        DocumentFile.objects.filter(document=document).exclude(text="").values_list("text", flat=True)
    ):
        flat = " ".join(whole.split())
        place = flat.lower().find(words[0])
        if place < 0:
            place = fold(flat).find(fold(words[0]))
        if place >= 0:
            start, end = max(0, place - _AROUND), place + _AROUND
            return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"
    return ""
