"""What an editor's box of search finds: pages, pictures and files by words, with or without marks, drafts too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from minhchung.ground.catalogue.words import TITLE, wanted
from minhchung.ground.intake.folding import fold
from minhchung.ground.word_index import All, Word, by_the_index
from minhchung.portal.models import ArticlePage, Findable, HomePage, Paper, Picture, SectionPage
from minhchung.portal.models.found import WORDS

#: Nobody leafs further.
MOST = 2_000
#: A single letter is a word by itself and no beginning of others.
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Numbers:
    """Numbers of rows, the latest noted first; ``titled`` are those with all words in their titles."""

    all: tuple[int, ...] = ()
    titled: tuple[int, ...] = ()


def kind_of(model: type[Model]) -> str:
    """ "page", "picture" or "paper"; "" for what is not found by words."""
    if issubclass(model, Page):
        return "page"
    return {Picture: "picture", Paper: "paper"}.get(model, "")


def found(kind: str, text: str) -> Numbers:
    """What has every word of a text, each of which may only be its beginning."""
    asked = wanted(text)
    if asked is None:
        return Numbers()
    words = [fold(word) for word in asked.words]
    with by_the_index():
        return Numbers(_numbers(kind, words, ""), _numbers(kind, words, TITLE))


def _numbers(kind: str, words: list[str], mark: str) -> tuple[int, ...]:
    parts = [Word(mark + word, begins=len(word) >= _SHORTEST_BEGINNING) for word in words]
    rows = Findable.objects.filter(WORDS.rows(Findable, All((Word(TITLE * 2 + kind), *parts))))
    return tuple(rows.order_by("-pk").values_list(f"{kind}_id", flat=True)[:MOST])


def note_what_is_not_noted() -> int:
    """Note the words of whatever has none yet, as on a data folder of before; says of how many."""
    count = 0
    kinds: dict[str, tuple[Any, ...]] = {
        "page": (HomePage, SectionPage, ArticlePage), "picture": (Picture,), "paper": (Paper,),
    }  # fmt: skip
    for kind, models in kinds.items():
        noted = Findable.objects.filter(**{f"{kind}__isnull": False}).values(f"{kind}_id")
        for model in models:
            for each in model.objects.exclude(pk__in=noted).order_by("pk"):
                each.note_words()
                count += 1
    return count
