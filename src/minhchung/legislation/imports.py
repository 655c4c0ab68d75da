"""Imports of legal documents, their reviews, their lists, and of events of dissemination."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Q

from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome as RowOutcome
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.ground.trail.actions import Deed
from minhchung.legislation import actions, told_status
from minhchung.legislation.layouts import DOCUMENTS, EVENTS, REVIEWS, SYSTEMATISED
from minhchung.legislation.models import (
    DisseminationEvent,
    Family,
    LegalDocument,
    Outcome,
    Review,
    Role,
    Systematisation,
    SystematisedDocument,
)
from minhchung.legislation.queries import decided_ends
from minhchung.legislation.spelling import Spelled, Spellings, code_key
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import unit_of

_WORDS = ("partly_expired", "expiry_reason")
_ENDS = ("expired_on", "partly_expired_on", *_WORDS)


class LegalDocumentsImporter(TableImporter):
    """Documents."""

    layout = DOCUMENTS
    room, matter, model = actions.ROOM, actions.DOCUMENT, LegalDocument
    key: ClassVar[tuple[str, ...]] = ("code", "issuer", "type", "issued_on")
    untold = frozenset({"issuer_version_id", "folded"})

    def prepare(self) -> None:
        """Load the units and their versions."""
        self.units = organisation.look_up()
        self.spans = organisation.version_spans()
        self.spellings = Spellings()
        self.decided: dict[tuple[Any, ...], dict[str, Any]] = {}
        self.suspended: set[tuple[Any, ...]] = set()

    def load_chunk(self, rows: Sequence[Row]) -> None:
        """Load how these documents are spelled in the register, and what deeds have decided of their validity."""
        good = [row.values for row in rows if row.is_good]
        self.spellings.load({each["issued_on"] for each in good})
        codes = {self._spelled(each).code for each in good}
        self.decided, self.suspended = decided_ends(codes), told_status.suspended_among(codes)

    def _spelled(self, given: dict[str, Any]) -> Spelled:
        """A document as it was spelled first: in the register, else in the file."""
        kind, issuer = given["type"][:1].upper() + given["type"][1:], given["issuer"]
        unit = self.units.get(organisation.key_of(issuer))
        first = self.spellings.first(Spelled(None, given["code"], issuer, unit, kind, given["issued_on"]))
        return replace(first, issuer_unit=unit or first.issuer_unit)

    def plan(self, rows: Sequence[Row]) -> list[Plan]:
        """Decide for each row; a day of effect is not moved away from under what the document has ended."""
        plans = super().plan(rows)
        for plan in plans:
            if (
                plan.outcome is RowOutcome.CHANGED
                and "effective_on" in plan.before
                and plan.record is not None
            ):
                words = actions.ended_by_it(plan.record.pk, plan.values["effective_on"])
                if words:
                    plan.outcome = RowOutcome.REFUSED
                    plan.problems.append(self._problem(plan.row, BadRow("effective_on", words)))
        return plans

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Write the documents, and the changes of validity that their days tell."""
        plans = list(plans)
        deeds = super().write(plans, by=by, at=at)
        renamed = [
            plan.number for plan in plans if plan.outcome is RowOutcome.CHANGED and "folded" in plan.before
        ]
        for document in LegalDocument.objects.filter(pk__in=renamed, files__isnull=False).distinct():
            actions.keep_words(document)
        new = [plan.number for plan in plans if plan.outcome is RowOutcome.NEW]
        changed = [
            plan.number
            for plan in plans
            if plan.outcome is RowOutcome.CHANGED and plan.before.keys() & set(_ENDS)
        ]
        if new or changed:
            actions.tell_again(changed, by=by, at=at)
            told = LegalDocument.objects.filter(pk__in=[*new, *changed])
            days = Q(expired_on__isnull=False) | Q(partly_expired_on__isnull=False)
            actions.keep_told(list(told.filter(days)), by=by, at=at)
        return deeds

    def _version(self, unit: int | None, on: date) -> int | None:
        """The issuer as it stood that day; a unit whose days are not entered so far back is none yet."""
        for since, until, number in self.spans.get(unit or 0, ()):
            if since <= on and (until is None or on < until):
                return number
        return None

    def _ends(self, given: dict[str, Any], key: tuple[Any, ...]) -> dict[str, Any]:
        """The days and words of its ends: what a deed decided is not overwritten by a list."""
        told = {name: given[name] or ("" if name in _WORDS else None) for name in _ENDS}
        decided = self.decided.get(key, {})
        for name in ("expired_on", "partly_expired_on"):
            if name in decided and told[name] not in (None, decided[name]):
                raise BadRow(
                    name,
                    f"hệ thống đang ghi {decided[name]:%d/%m/%Y} theo một việc đã làm trên văn bản; "
                    "hãy rút lại việc đó ở trang văn bản trước, nếu danh mục này đúng",
                )
        return told | decided

    def convert(self, row: Row) -> dict[str, Any]:
        """A document."""
        given = row.values
        for name in ("effective_on", "expired_on", "partly_expired_on"):
            if given[name] is not None and given[name] < given["issued_on"]:
                raise BadRow(name, "không được trước ngày ban hành; hãy kiểm tra hai ngày")
        spelled = self._spelled(given)
        known = (spelled.code, spelled.issuer, spelled.type, spelled.issued_on)
        told_status.refuse(given, self.today, is_suspended=known in self.suspended)
        has_part = "partly_expired_on" in self.decided.get(known, {})
        for name, words in told_status.remarks(given, self.today, has_part=has_part):
            row.problems.append(replace(self._problem(row, BadRow(name, words)), serious=False))
        if given["status"] == "partly" and given["partly_expired_on"] is None:
            given["expiry_reason"] = (
                given["expiry_reason"] or "Hết hiệu lực một phần, danh mục không ghi ngày"
            )
        drafting = given["drafting_unit"]
        return {
            "family": given["family"] or Family.NORMATIVE,
            "type": spelled.type,
            "code": spelled.code,
            "issuer": spelled.issuer,
            "issuer_unit_id": spelled.issuer_unit,
            "issuer_version_id": self._version(spelled.issuer_unit, given["issued_on"]),
            "issued_on": given["issued_on"],
            "effective_on": given["effective_on"],
            "abstract": given["abstract"],
            "folded": actions.search_key(spelled.code, given["abstract"]),
            "field": given["field"] or "",
            "signer": given["signer"] or "",
            "role": given["role"] or Role.NONE,
            "drafting_unit_id": unit_of(self.units, drafting, "drafting_unit") if drafting else None,
            "territory": given["territory"] or "",
            **self._ends(given, known),
        }


class OfDocumentImporter(TableImporter):
    """Rows that belong to a document that is already there, named by number with symbol and day."""

    def prepare(self) -> None:
        """Load the documents and the units."""
        self.units = organisation.look_up()
        self.documents: dict[Any, list[LegalDocument]] = {}
        self.by_number: dict[int, LegalDocument] = {}
        for document in LegalDocument.objects.defer("abstract", "folded", "expiry_reason", "partly_expired"):
            self.documents.setdefault((code_key(document.code), document.issued_on), []).append(document)
            self.by_number[document.pk] = document

    def document(self, row: Row) -> LegalDocument:
        """The document that a row names."""
        given = row.values
        return self.named("code", given["code"], given["issued_on"], given["issuer"])

    def named(
        self, field: str, code: str, day: date, issuer: str | None = None, *, asked: str = "issuer"
    ) -> LegalDocument:
        """The document of a number and a day, of an issuer where it is told; ``asked`` is the column for that.

        Raises:
            BadRow: there is none, or there are several.
        """
        found = self.documents.get((code_key(code), day), [])
        if issuer:
            wanted = organisation.key_of(issuer)
            found = [each for each in found if organisation.key_of(each.issuer) == wanted]
        if not found:
            raise BadRow(
                field, f"chưa có văn bản “{code}” ngày {day:%d/%m/%Y}; hãy nhập danh mục văn bản trước"
            )
        if len(found) > 1:
            issuers = "; ".join(each.issuer for each in found)
            label = self.layout.by_name[asked].label
            raise BadRow(
                asked,
                f"có {len(found)} văn bản “{code}” cùng ngày; hãy ghi cột “{label}”, một trong: {issuers}",
            )
        return found[0]


class ReviewsImporter(OfDocumentImporter):
    """Reviews."""

    layout = REVIEWS
    room, matter, model = actions.ROOM, actions.REVIEW, Review
    key: ClassVar[tuple[str, ...]] = ("document_id", "reviewed_on")

    def convert(self, row: Row) -> dict[str, Any]:
        """A review."""
        given = row.values
        if given["reviewed_on"] < given["issued_on"]:
            raise BadRow("reviewed_on", "không được trước ngày ban hành văn bản")
        if given["handled_on"] is not None and given["handled_on"] < given["reviewed_on"]:
            raise BadRow("handled_on", "không được trước ngày rà soát; hãy kiểm tra hai ngày")
        if given["handled_on"] is not None and given["outcome"] == Outcome.KEPT:
            raise BadRow("handled_on", "văn bản tiếp tục áp dụng thì không có ngày xử lý")
        unit = given["reviewer_unit"]
        return {
            "document_id": self.document(row).pk,
            "reviewed_on": given["reviewed_on"],
            "outcome": given["outcome"],
            "opinion": given["opinion"] or "",
            "reviewer_unit_id": unit_of(self.units, unit, "reviewer_unit") if unit else None,
            "due_on": given["due_on"],
            "handled_on": given["handled_on"],
            "handled_by": given["handled_by"] or "",
        }


class SystematisedImporter(OfDocumentImporter):
    """Documents in the lists of a period; a period that is not there yet is made from what its first row says."""

    layout = SYSTEMATISED
    room, matter, model = actions.ROOM, actions.ENTRY, SystematisedDocument
    key: ClassVar[tuple[str, ...]] = ("document_id", "period_id", "listing")

    def prepare(self) -> None:
        """Load the periods and where each document stands already."""
        super().prepare()
        self.periods = {each.label: each for each in Systematisation.objects.all()}
        rows = SystematisedDocument.objects.filter(listing__in=["A", "C"])
        self.standing: dict[tuple[str, int], str] = {
            (period, document): listing
            for period, document, listing in rows.values_list("period__label", "document_id", "listing")
        }
        self.coming: dict[str, Systematisation] = {}

    def convert(self, row: Row) -> dict[str, Any]:
        """A document in a list."""
        given = row.values
        period = self._period(given)
        document = self.document(row)
        try:
            actions.refuse_later_than_fixed(document.issued_on, period.fixed_on)
        except actions.CannotList as refused:
            raise BadRow("issued_on", refused.message) from refused
        if given["listing"] in ("A", "C"):
            stands = self.standing.setdefault((period.label, document.pk), given["listing"])
            if stands != given["listing"]:
                raise BadRow(
                    "listing",
                    f"văn bản đã ở danh mục {stands} của kỳ này; không thể vừa hết hiệu lực vừa còn hiệu lực",
                )
        return {
            # A period that this file brings has no number yet; negative numbers keep such periods apart.
            "period_id": period.pk or -1 - list(self.coming).index(period.label),
            "document_id": document.pk,
            "listing": given["listing"],
            "note": given["note"] or "",
            "_period": period.label,
        }

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Make the periods that are missing, then write the lists."""
        plans = list(plans)
        deeds: list[Deed] = []
        for plan in plans:
            if plan.outcome is not RowOutcome.NEW:
                continue
            label = plan.values["_period"]
            if label not in self.periods:
                deeds.append(self._made(label, by, at))
            plan.values = {**plan.values, "period_id": self.periods[label].pk}
        return [*deeds, *super().write(plans, by=by, at=at)]

    def _period(self, given: dict[str, Any]) -> Systematisation:
        label = given["period"]
        period = self.periods.get(label) or self.coming.get(label)
        if period is None:
            if given["fixed_on"] is None:
                raise BadRow(
                    "period",
                    f"chưa có kỳ hệ thống hóa “{label}”; hãy tạo kỳ trước, hoặc ghi thời điểm ấn định văn bản",
                )
            if given["published_on"] is not None and given["published_on"] < given["fixed_on"]:
                raise BadRow("published_on", "không được trước thời điểm ấn định văn bản")
            period = self.coming[label] = Systematisation(
                label=label,
                fixed_on=given["fixed_on"],
                published_on=given["published_on"],
                decision=given["decision"] or "",
            )
        for name in ("fixed_on", "published_on"):
            if given[name] is not None and given[name] != getattr(period, name):
                known = getattr(period, name)
                told = f"{known:%d/%m/%Y}" if known else "trống"
                raise BadRow(
                    name, f"kỳ {label} đang ghi {told}; hãy sửa ở màn hình kỳ hệ thống hóa nếu cần đổi"
                )
        return period

    def _made(self, label: str, by: str, at: datetime) -> Deed:
        period = self.coming[label]
        period.save()
        self.periods[label] = period
        after = {
            "label": label,
            "fixed_on": period.fixed_on,
            "published_on": period.published_on,
            "decision": period.decision,
        }
        return Deed(self.room, actions.PERIOD, period.pk, "import_new", by, at, {"after": after})


class DisseminationImporter(TableImporter):
    """Events."""

    layout = EVENTS
    room, matter, model = actions.ROOM, actions.EVENT, DisseminationEvent
    key: ClassVar[tuple[str, ...]] = ("on", "form", "title")

    def prepare(self) -> None:
        """Load the units."""
        self.units = organisation.look_up()

    def convert(self, row: Row) -> dict[str, Any]:
        """An event."""
        given = row.values
        for name in ("attendance", "copies"):
            if given[name] is not None and given[name] < 0:
                raise BadRow(name, "không được âm")
        return {
            "on": given["on"],
            "form": given["form"],
            "subject": given["subject"],
            "title": given["title"],
            "attendance": given["attendance"] or 0,
            "copies": given["copies"] or 0,
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "evidence": given["evidence"] or "",
        }
