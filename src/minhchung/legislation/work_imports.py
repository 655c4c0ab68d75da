"""Imports of checks and of relations between documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction

from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome as RowOutcome
from minhchung.ground.intake.tables import BadRow, Plan
from minhchung.ground.trail.actions import Deed
from minhchung.legislation import actions
from minhchung.legislation.imports import OfDocumentImporter
from minhchung.legislation.models import Check, Fault, Relation
from minhchung.legislation.provisions import read, written
from minhchung.legislation.queries import end_days_of, relation_between
from minhchung.legislation.work_layouts import CHECKS, RELATIONS


class ChecksImporter(OfDocumentImporter):
    """Checks."""

    layout = CHECKS
    room, matter, model = actions.ROOM, actions.CHECK, Check
    key: ClassVar[tuple[str, ...]] = ("document_id", "kind", "checked_on")

    def convert(self, row: Row) -> dict[str, Any]:
        """A check."""
        given = row.values
        if given["checked_on"] < given["issued_on"]:
            raise BadRow("checked_on", "không được trước ngày ban hành văn bản")
        if given["handled_on"] is not None:
            if given["fault"] == Fault.NONE:
                raise BadRow("handled_on", "không phát hiện trái pháp luật thì không có ngày xử lý")
            if given["handled_on"] < given["checked_on"]:
                raise BadRow("handled_on", "không được trước ngày kết luận; hãy kiểm tra hai ngày")
            if not given["handled_by"]:
                raise BadRow("handled_by", "đã xử lý xong thì phải ghi văn bản xử lý")
        if given["fault"] != Fault.NONE and not given["conclusion"]:
            raise BadRow("conclusion", "phát hiện trái pháp luật thì phải ghi kết luận, kiến nghị xử lý")
        return {
            "document_id": self.document(row).pk,
            "kind": given["kind"],
            "checked_on": given["checked_on"],
            "checker": given["checker"],
            "fault": given["fault"],
            "provisions": given["provisions"] or "",
            "conclusion": given["conclusion"] or "",
            "due_on": given["due_on"],
            "handled_on": given["handled_on"],
            "handled_by": given["handled_by"] or "",
        }


class RelationsImporter(OfDocumentImporter):
    """Relations: each row is the deed itself, so what it ends, ends; what that refuses is refused in its words.

    Rows that name provisions of one relation one by one are taken together.
    """

    layout = RELATIONS
    room, matter, model = actions.ROOM, "relation", Relation
    key: ClassVar[tuple[str, ...]] = ("source_id", "kind", "target_id")
    kept: ClassVar[tuple[str, ...]] = ("provisions", "reason")

    def convert(self, row: Row) -> dict[str, Any]:
        """A relation."""
        given = row.values
        return {
            "source_id": self.document(row).pk,
            "kind": given["kind"],
            "target_id": self.named(
                "other_code",
                given["other_code"],
                given["other_issued_on"],
                given["other_issuer"],
                asked="other_issuer",
            ).pk,
            "provisions": given["provisions"] or "",
            "reason": given["reason"] or "",
            "_on": given["on"],
        }

    def merge(self, first: dict[str, Any], again: dict[str, Any]) -> bool:
        """Whether a row names more provisions of the same relation, on the same day, for the same reason."""
        alike = all(first[name] == again[name] for name in ("_on", "reason"))
        if not (alike and first["provisions"] and again["provisions"]):
            return False
        both = dict.fromkeys((*read(first["provisions"]), *read(again["provisions"])))
        first["provisions"] = written(both)
        return True

    def plan(self, rows: Sequence[Row]) -> list[Plan]:
        """Decide for each row; one that tells a kept relation otherwise is refused, for nothing of it would be done."""
        plans = super().plan(rows)
        for plan in plans:
            if isinstance(plan.record, Relation) and not plan.is_refused and not plan.repeats:
                otherwise = self._otherwise(plan.values, plan.record)
                if otherwise:
                    self._refuse(plan, otherwise)
        return plans

    def rehearse(self, plans: Sequence[Plan], *, at: datetime) -> None:
        """Do every deed and undo it: whether a relation closes a circle only its deed knows."""
        with transaction.atomic():
            self.write(plans, by="", at=at)
            transaction.set_rollback(True)
        for plan in plans:
            plan.inserted = None

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Do the deed of each new row; one that is refused keeps nothing of its own."""
        for plan in plans:
            if plan.outcome is not RowOutcome.NEW:
                continue
            told = plan.values
            source, target = self.by_number[told["source_id"]], self.by_number[told["target_id"]]
            try:
                with transaction.atomic():
                    actions.relate(
                        source=source,
                        kind=told["kind"],
                        target=target,
                        provisions=told["provisions"],
                        reason=told["reason"],
                        on=told["_on"],
                        by=by,
                        at=at,
                    )
            except ValidationError as refused:
                self._refuse(plan, " ".join(refused.messages))
            else:
                plan.inserted = relation_between(source.pk, told["kind"], target.pk)
        return []

    def _refuse(self, plan: Plan, words: str) -> None:
        plan.outcome = RowOutcome.REFUSED
        plan.problems.append(self._problem(plan.row, BadRow("kind", words)))

    @staticmethod
    def _otherwise(told: dict[str, Any], kept: Relation) -> str:
        """How a row differs from the relation that is kept; "" where it does not. What is blank tells nothing."""
        differs = []
        if told["provisions"] and set(read(told["provisions"])) != set(read(kept.provisions)):
            differs.append(f"điều, khoản “{kept.provisions}”" if kept.provisions else "không có điều, khoản")
        if told["reason"] and told["reason"] != kept.reason:
            differs.append(f"lý do “{kept.reason}”" if kept.reason else "không có lý do")
        ends = end_days_of(kept.pk) if told["_on"] else ()
        if ends and told["_on"] not in ends:
            differs.append(", ".join(f"từ ngày {each:%d/%m/%Y}" for each in ends))
        if not differs:
            return ""
        return (
            f"quan hệ này đã ghi trong sổ với {'; '.join(differs)}. Nếu tệp này đúng, hãy rút lại quan hệ đó ở trang "
            "văn bản rồi nhập lại tệp"
        )
