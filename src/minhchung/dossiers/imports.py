"""Importing dossiers from the province's export or an agency's own worksheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.dossiers import clock
from minhchung.dossiers.actions import review
from minhchung.dossiers.codes import is_local_code
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.layouts import LAYOUT
from minhchung.dossiers.models import ApplicantKind, Channel, Dossier, Explanation, Pause, PauseKind
from minhchung.dossiers.search.near import learn
from minhchung.dossiers.search.words import search_words
from minhchung.ground.inserting import insert_rows
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, Plan
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import UnitsFollowed
from minhchung.procedures import queries as procedures
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.lifecycle import ENDED, STATE_NAMES, State, state_from_national

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


#: States in which a request for supplement may still be open: waiting, or ended out of waiting.
_MAY_WAIT = frozenset(
    {State.SUPPLEMENT_ASKED, State.WITHDRAWN, State.STOPPED_FOR_GOOD, State.STOPPED_FOR_A_WHILE}
)


@dataclass(frozen=True)
class _Reckon:
    """How a row's clock is reckoned with other pauses, or under another calendar; two rows do not differ by it."""

    reckon: Callable[[list[tuple[datetime, datetime | None]]], clock.Judged] = field(compare=False)
    under: Callable[[int, list[tuple[datetime, datetime | None]]], clock.Judged] = field(compare=False)


class DossiersImporter(UnitsFollowed):
    """One row a dossier; a second row of the same dossier may add a further request for supplement."""

    layout = LAYOUT
    room = "dossiers"
    matter = "dossier"
    model = Dossier
    key: ClassVar[tuple[str, ...]] = ("code",)
    unit_columns: ClassVar[tuple[str, ...]] = ("settled_by_id",)
    reckoned = (frozenset(clock.Judged().columns()) | {"calendar_edition"}) - {"promised_at"}
    untold = frozenset({"search_words"})

    def prepare(self) -> None:
        super().prepare()
        self.homes = Homes()
        self.units = organisation.look_up()
        self.catalogue = procedures.catalogue()
        self.loaded: dict[int, list[tuple[datetime, datetime | None]]] = {}
        self.above = self.here = ""

    def convert(self, row: Row) -> dict[str, Any]:
        if is_local_code(row.values["code"]):
            raise BadRow(
                "code",
                "Mã NB/… là mã nội bộ của bàn tiếp nhận; hồ sơ tự nhận không nhập từ tệp. "
                "Nếu hệ thống của tỉnh đã có hồ sơ này thì ghi mã chính thức.",
            )
        day = self._day_of(row)
        home = self._home_on(day)
        workshop = self.homes.workshop_of(home)
        moments = {name: _moment(workshop, name, row.values.get(name)) for name in _MOMENTS}
        self._in_order(moments)
        state = self._settled(self._state(row.values.get("state"), moments), moments)
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
        facts = (moments, limit, unit, version.cut_off)
        reckon = partial(self._judged, workshop, *facts)

        def under(edition: int, waits: list[tuple[datetime, datetime | None]]) -> clock.Judged:
            return self._judged(self.homes.workshop_of(home, edition), *facts, waits)

        judged = reckon(pauses)
        self.above, self.here = self.here, row.values["code"]
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
            "applicant_tax_code": row.values.get("tax_code") or "",
            "search_words": search_words(
                code=row.values["code"],
                name=row.values["applicant"],
                phone=row.values.get("phone") or "",
                tax_code=row.values.get("tax_code") or "",
            ),
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
            "calendar_edition": workshop.edition,
            "late_reason": row.values.get("late_reason") or "",
            **judged.columns(),
            "_pauses": pauses,
            "_explanation": judged,
            "_reckon": _Reckon(reckon, under),
        }

    def merge(self, first: dict[str, Any], again: dict[str, Any]) -> bool:
        """A row right under the first one that differs in its request for supplement alone adds that request."""
        if self.above != first["code"]:
            return False
        told = {"state", "supplements", "_pauses", "_explanation", *first["_explanation"].columns()}
        if any(first[name] != again[name] for name in first.keys() - told):
            return False
        pauses = sorted({*first["_pauses"], *again["_pauses"]}, key=lambda pause: pause[0])
        states = {first["state"], again["state"]}
        if len(states) > 1 and states != {State.IN_PROGRESS, State.SUPPLEMENT_ASKED}:
            return False
        try:
            judged = first["_reckon"].reckon(pauses)
        except BadRow:
            return False
        state = State.SUPPLEMENT_ASKED if pauses[-1][1] is None else first["state"]
        if len(states) > 1 and pauses[-1][1] is not None:
            state = State.IN_PROGRESS
        both = {"state": str(state), "supplements": len(pauses), "_pauses": pauses, "_explanation": judged}
        for values in (first, again):
            values.update(both, **judged.columns())
        return True

    def load_children(self, records: Sequence[Model]) -> None:
        self.loaded = {record.pk: [] for record in records}
        for pause in Pause.objects.filter(dossier__in=records).order_by("from_at"):
            self.loaded[pause.dossier_id].append((pause.from_at, pause.until_at))

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        before = self.loaded.get(record.pk, [])
        return {} if before == values["_pauses"] else {"pauses": before}

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        written = [*new, *changed]
        learn(plan.values["search_words"] for plan in written)
        before = [plan.number for plan in changed]
        Pause.objects.filter(dossier__in=before).delete()
        insert_rows(
            Pause,
            ("dossier_id", "kind", "from_at", "until_at", "reason"),
            [
                (plan.number, PauseKind.SUPPLEMENT.value, since, until, "")
                for plan in written
                for since, until in plan.values["_pauses"]
            ],
        )
        Explanation.objects.filter(pk__in=before).delete()
        insert_rows(
            Explanation,
            ("dossier_id", "steps", "rules"),
            [
                (plan.number, plan.values["_explanation"].explanation(), plan.values["_explanation"].rules)
                for plan in written
            ],
        )

    def _compare(self, plan: Plan, record: Model | None) -> None:
        """A dossier that was reckoned under an earlier calendar differs by what is told alone, not by the calendar.

        One that has ended keeps its calendar; an open one is reckoned under the calendar of now when it has changed.
        """
        if not isinstance(record, Dossier) or record.calendar_edition == plan.values["calendar_edition"]:
            super()._compare(plan, record)
            return
        values, now = plan.values, dict(plan.values)
        again = values["_reckon"].under(record.calendar_edition, values["_pauses"])
        values |= {**again.columns(), "_explanation": again, "calendar_edition": record.calendar_edition}
        super()._compare(plan, record)
        if plan.before and record.ended_at is None:
            values |= now
            super()._compare(plan, record)

    def after_run(self, written: Iterable[int], *, at: datetime) -> None:
        review(written, at=at)

    def _day_of(self, row: Row) -> date:
        begun = row.values.get("accepted_at") or row.values.get("filed_at")
        if begun is None:
            raise BadRow("accepted_at", "Cần có ngày nộp hoặc ngày tiếp nhận.")
        return begun.date()

    def _home_on(self, day: date) -> Any:
        home = self.homes.on(day)
        if home is None:
            raise BadRow("code", "Chưa khai báo cơ quan sử dụng hệ thống. Nhập danh sách đơn vị trước.")
        return home

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

    def _settled(self, state: State, moments: dict[str, datetime | None]) -> State:
        """The state that the dates leave: what was returned is returned, what waits is said to wait."""
        asked, taken = moments["supplement_asked_at"], moments["supplement_taken_at"]
        if state is State.FINISHED and moments["returned_at"] is not None:
            return State.RETURNED
        if state is State.SUPPLEMENT_ASKED and asked is None:
            raise BadRow("supplement_asked_at", "Hồ sơ đang chờ bổ sung nhưng thiếu ngày yêu cầu bổ sung.")
        if state is State.SUPPLEMENT_ASKED and taken is not None:
            return State.IN_PROGRESS
        if asked is not None and taken is None and state not in _MAY_WAIT:
            raise BadRow(
                "supplement_taken_at",
                f"Hồ sơ “{STATE_NAMES[state]}” nhưng yêu cầu bổ sung {asked:%d/%m/%Y} chưa có ngày nhận bổ sung.",
            )
        return state

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
        cut_off: time | None,
        pauses: list[tuple[datetime, datetime | None]],
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
