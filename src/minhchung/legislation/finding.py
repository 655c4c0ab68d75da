"""Finding documents by words of their number, abstract and files, with marks where they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from minhchung.ground.catalogue.words import kept_words, split
from minhchung.ground.intake.folding import fold, pattern_of
from minhchung.ground.word_index import All, Word
from minhchung.legislation.models import DocumentFile, DocumentWords, LegalDocument

_INDEX = next(each for each in DocumentWords._meta.indexes if each.name == "legal_words")
#: So many documents are met by the words of their files; more are too many to read.
_MOST = 2_000
#: How much of a file is read for what stands around the words, and how much of that is shown on either side.
_READ, _AROUND = 30_000, 90


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


def excerpts(documents: Sequence[int], text: str) -> dict[int, str]:
    """Where in a file of a document the words stand, with what is around them, by document.

    The words in their order are sought first, then the longest that is there, in the first letters of each file; a
    document whose number or abstract has them all is left out: there they are seen.
    """
    words = split(text)[:8]
    if not words or not documents:
        return {}
    plain = LegalDocument.objects.filter(pk__in=documents)
    for word in words:
        plain = plain.filter(folded__contains=fold(word))
    seen = set(plain.values_list("pk", flat=True))
    ways = [
        re.compile(rf"\b{way}\b", re.IGNORECASE)
        for way in (
            r"\W+".join(map(pattern_of, words)),
            *map(pattern_of, sorted(words, key=len, reverse=True)),
        )
    ]
    files = (
        DocumentFile.objects.filter(document__in=[each for each in documents if each not in seen])
        .exclude(text="")
        .annotate(start=Left("text", _READ))
        .order_by("pk")
    )
    found: dict[int, str] = {}
    for document, name, start in files.values_list("document", "file__name", "start"):
        if document not in found and (met := next((m for way in ways if (m := way.search(start))), None)):
            found[document] = f"{name}: {_around(start, *met.span())}"
    return found


def _around(text: str, first: int, last: int) -> str:
    start, end = max(0, first - _AROUND), last + _AROUND
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
