"""Imports of checks and of relations between documents."""

from __future__ import annotations

from collections.abc import Iterable
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
from minhchung.legislation.queries import relation_between
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
    """Relations: each row is the deed itself, so what it ends, ends; what that refuses is refused in its words."""

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
            "target_id": self.named("other_code", given["other_code"], given["other_issued_on"]).pk,
            "provisions": given["provisions"] or "",
            "reason": given["reason"] or "",
            "_on": given["on"],
        }

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
                plan.outcome = RowOutcome.REFUSED
                plan.problems.append(self._problem(plan.row, BadRow("kind", " ".join(refused.messages))))
            else:
                plan.inserted = relation_between(source.pk, told["kind"], target.pk)
        return []
