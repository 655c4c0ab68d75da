"""What an assessment is worth: points from the lines of work, the class they reach, the share of the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Refusal
from minhchung.rules import merit
from minhchung.staff.judged_queries import totals_of, within_cap
from minhchung.staff.models import Assessment, AssessmentLine, ProductKind, QualityClass
from minhchung.staff.products import Counted


@dataclass(frozen=True)
class Line:
    """A product of the time: how many given and done, faults, delays.

    ``source`` is who counted, "" by hand; ``counted`` the records behind the numbers, where somebody counted.
    """

    product: int
    assigned: int
    done: int
    faults: int = 0
    delays: int = 0
    source: str = ""
    counted: Counted | None = None

    @classmethod
    def of(cls, product: int, counted: Counted, *, faults: int, source: str) -> Line:
        """What a source counted; only faults are told beside it."""
        return cls(product, counted.assigned, counted.done, faults, counted.delays, source, counted)


def put_points(record: Assessment, scale: merit.Scale, common: Decimal | None, lines: Sequence[Line]) -> None:
    """Put the points on an assessment, and the class that they reach."""
    if record.part:
        weights = weights_of(lines)
        works = [
            merit.Work(weights[each.product], each.assigned, each.done, each.faults, each.delays)
            for each in lines
        ]
        _check_shares(record, scale)
        if common is None:
            raise Refusal(
                _("Phải ghi điểm tiêu chí chung (%(cites)s).") % {"cites": record.cites}, field_name="common"
            )
        try:
            points = merit.score(works, common, scale, [Fraction(each, 100) for each in record.shares])
        except merit.NothingGiven as nothing:
            raise Refusal(
                _("Kỳ này chưa có sản phẩm nào được giao: không phát sinh, không tính thành 0 hay 100 điểm.")
            ) from nothing
        except ValueError as wrong:
            raise Refusal(
                _(
                    "Điểm tiêu chí chung từ 0 đến %(most)s; số hoàn thành không lớn hơn số được giao (%(cites)s)."
                )
                % {"most": scale.common, "cites": record.cites},
                field_name="common",
            ) from wrong
        record.common, record.results, record.total = points.common, points.results, points.total
        reached = points.quality_class
    else:
        totals = totals_of(record.person_id, record.year)
        if not totals:
            raise Refusal(
                _("Năm %(year)s chưa có kỳ nào được quyết định điểm, nên chưa xếp loại năm được (%(cites)s).")
                % {"year": record.year, "cites": record.cites}
            )
        record.total = merit.of_year(totals)
        reached = merit.class_of(record.total, scale)
    if record.proposed and record.proposed != reached:
        raise Refusal(
            _("%(total)s điểm đạt mức “%(reached)s” (%(cites)s); không đề xuất mức khác.")
            % {
                "total": f"{record.total}".replace(".", ","),
                "reached": QualityClass(reached).label,
                "cites": record.cites,
            },
            field_name="quality",
        )
    record.proposed = reached


def _check_shares(record: Assessment, scale: merit.Scale) -> None:
    """Who leads is measured by further shares too, nobody else is."""
    wanted = len(scale.leading) if record.leads else 0
    if len(record.shares) != wanted or not all(0 <= each <= 100 for each in record.shares):
        raise Refusal(
            _(
                "Người giữ chức vụ lãnh đạo, quản lý cần thêm %(count)s tỷ lệ từ 0 đến 100 %% (%(cites)s); "
                "người khác không có."
            )
            % {"count": len(scale.leading), "cites": record.cites}
        )


def weights_of(lines: Sequence[Line]) -> Mapping[int, Decimal]:
    """The weights of the catalogue, by product.

    Raises:
        Refusal: a product that is not in it.
    """
    found = dict(
        ProductKind.objects.filter(pk__in=[each.product for each in lines]).values_list("pk", "weight")
    )
    if len(found) < len({each.product for each in lines}):
        raise Refusal(_("Có sản phẩm không nằm trong danh mục."))
    return found


def lines_of(record: Assessment, lines: Sequence[Line]) -> list[AssessmentLine]:
    """The rows of the lines, with the weights of the day; not yet saved."""
    weights = weights_of(lines)
    return [
        AssessmentLine(
            assessment=record,
            product_id=each.product,
            weight=weights[each.product],
            assigned=each.assigned,
            done=each.done,
            faults=each.faults,
            delays=each.delays,
            source=each.source,
            records=each.counted.to_keep() if each.counted is not None else {},
        )
        for each in lines
    ]


def settle(record: Assessment, quality: str, beyond_cap: str) -> None:
    """Set the class that is decided: with points one that they reach, excellent within its share."""
    order = list(QualityClass)
    if record.total is not None and order.index(QualityClass(quality)) < order.index(
        QualityClass(record.proposed)
    ):
        raise Refusal(
            _("%(total)s điểm chỉ đạt mức “%(reached)s” (%(cites)s).")
            % {
                "total": f"{record.total}".replace(".", ","),
                "reached": record.get_proposed_display(),
                "cites": record.cites,
            },
            field_name="quality",
        )
    record.quality = quality
    if quality == QualityClass.EXCELLENT and not record.part:
        check_cap(record, beyond_cap.strip())
        record.beyond_cap = beyond_cap.strip()


def check_cap(record: Assessment, beyond: str) -> None:
    """Refuse one more of the best than the share allows, unless a word is said why."""
    cap = within_cap(record)
    if not cap.fits and not beyond:
        raise Refusal(
            _(
                "Đã có %(best)s người hoàn thành xuất sắc; %(percent)s %% của %(good)s người hoàn thành tốt "
                "cùng đơn vị, cùng nhóm nhiệm vụ là %(most)s (%(cites)s). Vượt tỷ lệ phải ghi căn cứ."
            )
            % {
                "best": cap.excellent,
                "percent": cap.percent,
                "good": cap.good,
                "most": cap.most,
                "cites": cap.cites,
            },
            field_name="beyond_cap",
        )
