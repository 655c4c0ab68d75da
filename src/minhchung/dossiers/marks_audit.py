"""The oracle of marks for review: is every mark still seen when one looks again, and is everything seen marked?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Max, Min, QuerySet

from minhchung.dossiers.detectors import Seen, seen_alone, seen_in_crowds
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Mark
from minhchung.dossiers.pacing import Clocks, read
from minhchung.rules.integrity import CROWDS, DETECTOR_NAMES, Detector

_CHUNK = 1_000
_HOW = "chạy minhchung forecast --review để tính lại"


def untrue_marks() -> Iterator[str]:
    """Every mark that nothing bears out, and everything worth a mark that bears none."""
    homes = Homes()
    clocks = Clocks(homes)
    last = 0
    while numbers := _next(last):
        last = numbers[-1]
        standing = Mark.objects.filter(dossier__in=numbers).exclude(detector__in=CROWDS)
        yield from _differences(standing, seen_alone(read(numbers), clocks))
    ended = Dossier.objects.filter(ended_at__isnull=False).aggregate(
        since=Min("ended_at"), until=Max("ended_at")
    )
    seen: Iterable[Seen] = ()
    if ended["since"] is not None:
        seen = seen_in_crowds(ended["since"].date(), ended["until"].date(), homes)
    yield from _differences(Mark.objects.filter(detector__in=CROWDS), seen)


def _next(last: int) -> Sequence[int]:
    rows = Dossier.objects.filter(pk__gt=last, accepted_at__isnull=False).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:_CHUNK])


def _differences(standing: QuerySet[Mark], seen: Iterable[Seen]) -> Iterator[str]:
    kept = {
        (number, detector): (code, detail, rule)
        for number, detector, code, detail, rule in standing.values_list(
            "dossier", "detector", "dossier__code", "detail", "rule"
        )
    }
    for each in seen:
        code, *told = kept.pop((each.dossier, str(each.detector)), ("", "", ""))
        name = DETECTOR_NAMES[each.detector]
        if not code:
            yield f"{_code_of(each.dossier)}: thiếu dấu hiệu “{name}”; {_HOW}"
        elif told != [each.detail, each.rule]:
            yield f"{code}: dấu hiệu “{name}” ghi khác lần tính lại; {_HOW}"
    for (_number, detector), (code, *_told) in sorted(kept.items()):
        yield f"{code}: dấu hiệu “{DETECTOR_NAMES[Detector(detector)]}” không còn căn cứ; {_HOW}"


def _code_of(number: int) -> str:
    return str(Dossier.objects.values_list("code", flat=True).get(pk=number))
