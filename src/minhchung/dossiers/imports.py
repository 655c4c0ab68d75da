"""Importing dossiers from the province's export or an agency's own worksheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.dossiers import clock
from minhchung.dossiers.models import ApplicantKind, Channel, Dossier, Explanation, Pause, PauseKind
from minhchung.ground.intake.cells import Choice
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.organisation import queries as organisation
from minhchung.organisation.calendars import calendar_of
from minhchung.procedures import queries as procedures
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.lifecycle import ENDED, STATE_NAMES, State, state_from_national

LAYOUT = Layout(
    name="dossiers",
    title="Danh sách hồ sơ thủ tục hành chính",
    key=("code",),
    fields=(
        Field(
            "code",
            "Mã hồ sơ",
            "text",
            required=True,
            max_length=60,
            synonyms=("Số hồ sơ", "Mã số hồ sơ", "Số biên nhận"),
        ),
        Field(
            "procedure",
            "Thủ tục hành chính",
            "text",
            required=True,
            synonyms=("Mã TTHC", "Mã thủ tục", "Tên TTHC", "Tên thủ tục hành chính", "Tên thủ tục"),
        ),
        Field("case", "Trường hợp", "text", synonyms=("Trường hợp giải quyết",)),
        Field(
            "applicant",
            "Người nộp",
            "text",
            required=True,
            max_length=255,
            synonyms=(
                "Chủ hồ sơ",
                "Tên tổ chức, cá nhân",
                "Tổ chức/cá nhân",
                "Người nộp hồ sơ",
                "Tên doanh nghiệp",
            ),
        ),
        Field(
            "applicant_kind",
            "Đối tượng",
            "choice",
            choices=(
                Choice("person", "Cá nhân"),
                Choice("enterprise", "Doanh nghiệp, tổ chức", ("Doanh nghiệp", "Tổ chức")),
                Choice("household", "Hộ kinh doanh"),
            ),
            synonyms=("Loại đối tượng",),
        ),
        Field("phone", "Điện thoại", "phone", synonyms=("Số điện thoại", "SĐT")),
        Field(
            "channel",
            "Kênh nộp",
            "choice",
            choices=(
                Choice("direct", "Trực tiếp", ("1", "Tại quầy")),
                Choice("online", "Trực tuyến", ("2", "Qua mạng")),
                Choice("post", "Bưu chính công ích", ("3", "Bưu chính", "BCCI")),
            ),
            synonyms=("Hình thức nộp", "Kênh thực hiện", "Hình thức tiếp nhận"),
        ),
        Field("filed_at", "Ngày nộp", "moment", synonyms=("Thời điểm nộp", "Ngày nộp hồ sơ")),
        Field(
            "accepted_at",
            "Ngày tiếp nhận",
            "moment",
            synonyms=("Thời điểm tiếp nhận", "Ngày nhận", "Ngày nhận hồ sơ", "Ngày giờ tiếp nhận"),
        ),
        Field(
            "promised_at",
            "Ngày hẹn trả",
            "moment",
            synonyms=("Hẹn trả", "Ngày hẹn trả kết quả", "Thời điểm hẹn trả"),
        ),
        Field("supplement_asked_at", "Yêu cầu bổ sung ngày", "moment", synonyms=("Ngày yêu cầu bổ sung",)),
        Field(
            "supplement_taken_at",
            "Nhận bổ sung ngày",
            "moment",
            synonyms=("Ngày nhận bổ sung", "Ngày bổ sung"),
        ),
        Field("extended_at", "Ngày gia hạn", "moment", synonyms=("Ngày xin lỗi, gia hạn", "Ngày xin lỗi")),
        Field("extended_until_at", "Hẹn lại ngày", "moment", synonyms=("Ngày hẹn lại", "Hẹn trả lại")),
        Field("extension_reason", "Lý do gia hạn", "text", synonyms=("Lý do hẹn lại",)),
        Field(
            "ended_at",
            "Ngày có kết quả",
            "moment",
            synonyms=("Ngày kết thúc xử lý", "Ngày giải quyết xong", "Ngày xong", "Ngày hoàn thành"),
        ),
        Field("returned_at", "Ngày trả kết quả", "moment", synonyms=("Ngày trả", "Ngày trả thực tế")),
        Field("state", "Trạng thái", "text", synonyms=("Tình trạng", "Trạng thái hồ sơ")),
        Field(
            "late_reason", "Lý do quá hạn", "text", synonyms=("Nguyên nhân quá hạn", "Nguyên nhân trễ hạn")
        ),
        Field("filed_with", "Nơi nộp", "text", synonyms=("Đơn vị tiếp nhận", "Nơi tiếp nhận")),
        Field("supported_by", "Nơi hỗ trợ", "text", synonyms=("Đơn vị hỗ trợ",)),
        Field("settled_by", "Cơ quan giải quyết", "text", synonyms=("Đơn vị xử lý", "Đơn vị giải quyết")),
    ),
)

_MOMENTS = (
    "filed_at",
    "accepted_at",
    "promised_at",
    "supplement_asked_at",
    "supplement_taken_at",
    "extended_at",
    "extended_until_at",
    "ended_at",
    "returned_at",
)
#: Each later moment may not lie before the earlier one: (earlier, later, message).
_ORDER = (
    ("filed_at", "accepted_at", "Ngày tiếp nhận trước ngày nộp"),
    ("accepted_at", "promised_at", "Ngày hẹn trả trước ngày tiếp nhận"),
    ("accepted_at", "supplement_asked_at", "Ngày yêu cầu bổ sung trước ngày tiếp nhận"),
    ("supplement_asked_at", "supplement_taken_at", "Ngày nhận bổ sung trước ngày yêu cầu bổ sung"),
    ("accepted_at", "extended_at", "Ngày gia hạn trước ngày tiếp nhận"),
    ("accepted_at", "ended_at", "Ngày có kết quả trước ngày tiếp nhận"),
    ("ended_at", "returned_at", "Ngày trả kết quả trước ngày có kết quả"),
)
_STATES = {fold(name): state for state, name in STATE_NAMES.items()} | {
    fold("Đã giải quyết"): State.FINISHED,
    fold("Đã trả"): State.RETURNED,
    fold("Chờ bổ sung"): State.SUPPLEMENT_ASKED,
    fold("Từ chối"): State.REFUSED,
    fold("Rút hồ sơ"): State.WITHDRAWN,
    fold("Mới tiếp nhận"): State.ACCEPTED,
}


class DossiersImporter(TableImporter):
    """One row a dossier; a second row of the same dossier may add a further request for supplement."""

    layout = LAYOUT
    room = "dossiers"
    matter = "dossier"
    model = Dossier
    key: ClassVar[tuple[str, ...]] = ("code",)

    def prepare(self) -> None:
        self.homes: dict[date, Any] = {}
        self.workshops: dict[int | None, clock.Workshop] = {}
        self.units = organisation.look_up()
        self.catalogue = procedures.catalogue()
        self.loaded: dict[int, list[tuple[datetime, datetime | None]]] = {}

    def convert(self, row: Row) -> dict[str, Any]:
        day = self._day_of(row)
        home = self._home_on(day)
        workshop = self._workshop_of(home)
        moments = {name: _moment(workshop, name, row.values.get(name)) for name in _MOMENTS}
        self._in_order(moments)
        state = self._state(row.values.get("state"), moments)
        if state in ENDED and moments["ended_at"] is None and moments["returned_at"] is not None:
            moments["ended_at"] = moments["returned_at"]
        if state in ENDED and moments["ended_at"] is None:
            raise BadRow("ended_at", f"Hồ sơ “{STATE_NAMES[state]}” nhưng không có ngày có kết quả.")
        if state not in ENDED and moments["ended_at"] is not None:
            raise BadRow("state", f"Hồ sơ đã có ngày kết thúc nhưng trạng thái là “{STATE_NAMES[state]}”.")
        if moments["accepted_at"] is None and state not in (State.REGISTERED, State.REFUSED, State.WITHDRAWN):
            raise BadRow("accepted_at", "Thiếu ngày tiếp nhận.")
        version, case = self._procedure(row, moments)
        limit, unit = case.promise if case else (None, "")
        pauses = self._pauses(moments)
        judged = self._judged(workshop, moments, limit, unit, pauses, version.cut_off)
        return {
            "code": row.values["code"],
            "source": "import",
            "procedure_id": version.procedure_id,
            "version_id": version.id,
            "field": version.field,
            "online_level": version.online_level,
            "channel": row.values.get("channel") or Channel.DIRECT.value,
            "filed_with_id": self._unit("filed_with", row, home.pk),
            "supported_by_id": self._unit("supported_by", row, None),
            "settled_by_id": self._unit("settled_by", row, home.pk),
            "applicant_kind": row.values.get("applicant_kind") or ApplicantKind.ENTERPRISE.value,
            "applicant_name": row.values["applicant"],
            "applicant_folded": fold(row.values["applicant"])[:255],
            "applicant_phone": row.values.get("phone") or "",
            "limit": limit,
            "limit_unit": unit,
            "legal_limit": case.legal_limit if case else None,
            "legal_unit": (case.legal_unit or "") if case else "",
            "filed_at": moments["filed_at"],
            "accepted_at": moments["accepted_at"],
            "extended_at": moments["extended_at"],
            "extended_until_at": moments["extended_until_at"],
            "extension_reason": row.values.get("extension_reason") or "",
            "ended_at": moments["ended_at"],
            "returned_at": moments["returned_at"],
            "state": str(state),
            "supplements": len(pauses),
            "late_reason": row.values.get("late_reason") or "",
            **judged.columns(),
            "_pauses": pauses,
            "_explanation": judged,
        }

    def load_children(self, records: Sequence[Model]) -> None:
        self.loaded = {record.pk: [] for record in records}
        for pause in Pause.objects.filter(dossier__in=records).order_by("from_at"):
            self.loaded[pause.dossier_id].append((pause.from_at, pause.until_at))

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        before = self.loaded.get(record.pk, [])
        return {} if before == values["_pauses"] else {"pauses": before}

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        written = [plan for plan in (*new, *changed) if plan.record is not None]
        Pause.objects.filter(dossier__in=[plan.record for plan in changed]).delete()
        Pause.objects.bulk_create(
            [
                Pause(dossier=plan.record, kind=PauseKind.SUPPLEMENT, from_at=since, until_at=until)
                for plan in written
                for since, until in plan.values["_pauses"]
            ],
            batch_size=1_000,
        )
        Explanation.objects.filter(pk__in=[plan.record.pk for plan in changed if plan.record]).delete()
        Explanation.objects.bulk_create(
            [
                Explanation(
                    dossier=plan.record,
                    steps=plan.values["_explanation"].explanation(),
                    rules=plan.values["_explanation"].rules,
                )
                for plan in written
            ],
            batch_size=1_000,
        )

    def _day_of(self, row: Row) -> date:
        begun = row.values.get("accepted_at") or row.values.get("filed_at")
        if begun is None:
            raise BadRow("accepted_at", "Cần có ngày nộp hoặc ngày tiếp nhận.")
        return begun.date()

    def _home_on(self, day: date) -> Any:
        """The agency that used the system that day: a merged agency keeps the dossiers of its time."""
        if day not in self.homes:
            self.homes[day] = organisation.home_agency(day) or organisation.home_agency()
        home = self.homes[day]
        if home is None:
            raise BadRow("code", "Chưa khai báo cơ quan sử dụng hệ thống. Nhập danh sách đơn vị trước.")
        return home

    def _workshop_of(self, home: Any) -> clock.Workshop:
        if home.pk not in self.workshops:
            self.workshops[home.pk] = clock.Workshop(calendar_of(home))
        return self.workshops[home.pk]

    def _in_order(self, moments: dict[str, datetime | None]) -> None:
        for earlier, later, message in _ORDER:
            before, after = moments[earlier], moments[later]
            if before is not None and after is not None and after < before:
                if after.time() == time.min and after.date() == before.date():
                    moments[later] = before  # only the day was written, and it is the same day
                    continue
                raise BadRow(later, f"{message} ({after:%d/%m/%Y %H:%M} < {before:%d/%m/%Y %H:%M}).")

    def _state(self, text: str | None, moments: dict[str, datetime | None]) -> State:
        ended = moments["ended_at"] is not None or moments["returned_at"] is not None
        if not text:
            if moments["returned_at"] is not None:
                return State.RETURNED
            if ended:
                return State.FINISHED
            waiting = moments["supplement_asked_at"] is not None and moments["supplement_taken_at"] is None
            if waiting:
                return State.SUPPLEMENT_ASKED
            return State.IN_PROGRESS if moments["accepted_at"] is not None else State.REGISTERED
        if text.strip().isdigit() and 1 <= int(text) <= 10:
            return state_from_national(int(text), ended=ended)
        found = _STATES.get(fold(text))
        if found is None:
            raise BadRow(
                "state", f"Không hiểu trạng thái “{text}”. Dùng mã 1-10 hoặc tên trạng thái quốc gia."
            )
        if found is State.STOPPED_FOR_GOOD and not ended:
            return State.STOPPED_FOR_A_WHILE
        return found

    def _procedure(self, row: Row, moments: dict[str, datetime | None]) -> tuple[Any, Any]:
        begun = moments["accepted_at"] or moments["filed_at"]
        assert begun is not None  # _day_of has refused the row otherwise
        version = self.catalogue.version(row.values["procedure"], begun.date())
        if version is None:
            raise BadRow(
                "procedure",
                f"Không có thủ tục “{row.values['procedure']}” đang có hiệu lực ngày {begun:%d/%m/%Y}. "
                "Sửa mã hoặc tên, hoặc nhập thủ tục trước.",
            )
        case = version.case(row.values.get("channel") or "direct", row.values.get("case") or "")
        if case is None:
            raise BadRow("case", f"Thủ tục không có trường hợp “{row.values.get('case')}”.")
        return version, case

    def _unit(self, name: str, row: Row, default: int | None) -> int | None:
        text = row.values.get(name)
        if not text:
            return default
        found = self.units.get(organisation.key_of(text))
        if found is None:
            raise BadRow(name, f"Không có đơn vị “{text}”. Nhập đơn vị trước hoặc sửa tên.")
        return found

    def _pauses(self, moments: dict[str, datetime | None]) -> list[tuple[datetime, datetime | None]]:
        asked = moments["supplement_asked_at"]
        return [(asked, moments["supplement_taken_at"])] if asked is not None else []

    def _judged(
        self,
        workshop: clock.Workshop,
        moments: dict[str, datetime | None],
        limit: int | None,
        unit: str,
        pauses: list[tuple[datetime, datetime | None]],
        cut_off: time | None,
    ) -> clock.Judged:
        try:
            return workshop.judge(
                accepted_at=moments["accepted_at"],
                limit=limit,
                unit=unit,
                promised_at=moments["promised_at"],
                pauses=pauses,
                extended_at=moments["extended_at"],
                extended_until_at=moments["extended_until_at"],
                ended_at=moments["ended_at"],
                cut_off=cut_off,
            )
        except NoCalendarForYear as missing:
            raise BadRow("accepted_at", str(missing)) from missing
        except clock.CannotJudge as cannot:
            raise BadRow(cannot.field_name, str(cannot)) from cannot


def _moment(workshop: clock.Workshop, name: str, value: datetime | None) -> datetime | None:
    """A promise written without a clock time runs to the close of office; other days begin at midnight."""
    if value is None or value.time() != time.min:
        return value
    return workshop.at_close(value) if name in ("promised_at", "extended_until_at") else value
