"""Which dossiers a deed is for: those that were ticked, all that a list holds, or those where it failed before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minhchung.dossiers.models import Dossier, Sight
from minhchung.dossiers.queries import Ask, found
from minhchung.ground.work.actions import Chosen

#: So many dossiers a person may answer for at once; a narrower list does the rest.
MOST = 50_000
_AT_ONCE = 5_000


def of_list(ask: Ask) -> Iterator[Chosen]:
    """All dossiers that a list holds, in its order, as they are now."""
    rows = found(ask).values_list("pk", "revision", "code")
    return (Chosen(*row) for row in rows.iterator(chunk_size=_AT_ONCE))


def seen_of(numbers: Sequence[int], sight: Sight) -> list[int]:
    """Of some numbers, those of dossiers in sight, in the order given."""
    seen: set[int] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        some = Dossier.objects.visible_to(sight).filter(pk__in=numbers[start : start + _AT_ONCE])
        seen |= set(some.values_list("pk", flat=True))
    return [number for number in numbers if number in seen]


def of_numbers(numbers: Sequence[int]) -> Iterator[Chosen]:
    """Some dossiers in the order given, as they are now; those that are no more are left out."""
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = Dossier.objects.filter(pk__in=some).values_list("pk", "revision", "code")
        known = {row[0]: Chosen(*row) for row in rows}
        yield from (known[number] for number in some if number in known)


def count_of_list(ask: Ask) -> int:
    """How many dossiers a list holds."""
    return found(ask).count()
