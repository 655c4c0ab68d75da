"""The words by which editors find pages, pictures and files: written with them, in the same transaction."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.ground.catalogue.words import kept_words
from minhchung.ground.word_index import WordIndex

WORDS = WordIndex(fields=["words"], name="editor_words")


class Findable(models.Model):
    """What an editor may look for, drafts too; ``words`` as the catalogue of public pages has them."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, null=True, related_name="+")
    picture = models.OneToOneField("portal.Picture", on_delete=models.CASCADE, null=True, related_name="+")
    paper = models.OneToOneField("portal.Paper", on_delete=models.CASCADE, null=True, related_name="+")
    words = models.TextField(_("từ để tìm"))

    #: What is noted of a page is no page that leads to it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mục tìm được khi biên tập")
        verbose_name_plural = _("các mục tìm được khi biên tập")
        indexes = [WORDS]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, picture=None, paper=None)
                | models.Q(page=None, picture__isnull=False, paper=None)
                | models.Q(page=None, picture=None, paper__isnull=False),
                name="words_to_be_found_are_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.words[:80]


def note_words(kind: str, number: int, *, title: str, text: str) -> None:
    """Write down what a page, a picture or a file ("page", "picture", "paper") is found by now."""
    words = kept_words(kind=kind, title=title, text=text)
    changed = Findable.objects.filter(**{f"{kind}_id": number}).update(words=words)
    if not changed:
        Findable.objects.create(**{f"{kind}_id": number}, words=words)
