"""What Wagtail asks when an editor searches: the house's own index of words (:mod:`minhchung.portal.finding`)."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, Value, When
from modelsearch.backends.database.fallback import (
    MATCH_ALL,
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import Phrase, PlainText

from minhchung.portal import finding


class Compiler(DatabaseSearchQueryCompiler):
    """Words are asked of the index; how they are joined is Wagtail's to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titled: set[int] = set()

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """The condition on rows."""
        kind = finding.kind_of(self.queryset.model)
        if kind and isinstance(query, PlainText | Phrase):
            numbers = finding.found(kind, query.query_string)
            self.titled.update(numbers.titled)
            return Q(pk__in=numbers.all)
        return super().build_database_filter(query, boost)


class Results(DatabaseSearchResults):
    """Those with the words in their titles first, then the newest."""

    def get_queryset(self) -> Any:
        """The rows from one place to another."""
        compiler = self.query_compiler
        rows, condition = compiler.queryset, compiler.build_database_filter(compiler.query)
        if condition == MATCH_NONE:
            rows = rows.none()
        elif condition != MATCH_ALL:
            rows = rows.filter(condition)
        if compiler.order_by_relevance:
            titled = When(pk__in=compiler.titled, then=Value(0))
            rows = (
                rows.order_by(Case(titled, default=Value(1)), "-pk")
                if compiler.titled
                else rows.order_by("-pk")
            )
        elif not rows.query.order_by:
            rows = rows.order_by("-pk")
        return rows.distinct()[self.start : self.stop]


class SearchBackend(DatabaseSearchBackend):
    """The one that is named in the settings."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = Compiler
    results_class = Results
