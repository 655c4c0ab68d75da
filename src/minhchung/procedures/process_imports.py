"""Import of internal processes: one row a step; rows of one procedure and case from one day make one process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.ground.trail.actions import Deed
from minhchung.procedures import actions, processes, queries
from minhchung.procedures.models import Process, ProcessStep
from minhchung.rules import process as rules

LAYOUT = Layout(
    name="process-steps",
    title="Quy trình nội bộ: các bước",
    key=("code", "case"),
    fields=(
        Field(
            "code",
            "Mã thủ tục",
            required=True,
            synonyms=("Mã TTHC", "Mã số TTHC", "Tên thủ tục"),
            max_length=255,
        ),
        Field("case", "Trường hợp", synonyms=("Trường hợp giải quyết",), max_length=255),
        Field("number", "Bước", "whole", required=True, synonyms=("Bước số", "Số bước", "Thứ tự", "TT")),
        Field("name", "Tên bước", synonyms=("Bước thực hiện", "Trình tự"), max_length=255),
        Field(
            "unit_name",
            "Đơn vị",
            required=True,
            synonyms=("Đơn vị thực hiện", "Bộ phận", "Đơn vị/người thực hiện", "Trách nhiệm"),
            max_length=200,
        ),
        Field("post", "Chức danh", synonyms=("Vị trí", "Người thực hiện"), max_length=120),
        Field("work", "Việc", synonyms=("Nội dung công việc", "Công việc", "Nội dung")),
        Field(
            "time",
            "Thời gian",
            required=True,
            synonyms=("Thời gian thực hiện", "Thời gian giải quyết"),
            hint="ví dụ “0,5 ngày” hoặc “4 giờ”; 0 nếu không tính vào thời hạn",
        ),
        Field("time_unit", "Đơn vị tính", synonyms=("Đơn vị thời gian",), hint="giờ, ngày hoặc phút"),
        Field(
            "product",
            "Sản phẩm",
            synonyms=("Kết quả", "Kết quả/sản phẩm", "Biểu mẫu/kết quả"),
            max_length=255,
        ),
        Field(
            "parallel_group",
            "Song song",
            synonyms=("Nhóm song song",),
            max_length=40,
            hint="các bước làm cùng lúc ghi cùng một tên nhóm",
        ),
        Field(
            "decision", "Quyết định", synonyms=("Quyết định ban hành", "Quyết định phê duyệt"), max_length=200
        ),
        Field("since", "Áp dụng từ", "day", synonyms=("Hiệu lực từ", "Áp dụng từ ngày", "Ngày áp dụng")),
    ),
)

#: A process in a sheet: the version's number, the case, the day from which it holds.
Which = tuple[int, str, date]


class ProcessStepsImporter(TableImporter):
    """A step that is new is added, one that differs is corrected; steps that a file does not name stay.

    A process whose steps, with those already kept, take longer than the committed limit is refused as a whole. A new
    version of a process is the same case with a later day in "Áp dụng từ"; it closes the one before it.
    """

    layout = LAYOUT
    room = actions.ROOM
    matter = actions.STEP
    model = ProcessStep
    key: ClassVar[tuple[str, ...]] = ("_which", "number")

    def prepare(self) -> None:
        """Load the catalogue; remember the steps of earlier parts of the file."""
        self.catalogue = queries.catalogue()
        self.seen: dict[Which, dict[int, rules.Step]] = defaultdict(dict)

    def convert(self, row: Row) -> dict[str, Any]:
        """A step with the process that it belongs to."""
        given = row.values
        version, since = self._version(row)
        number, name = given["number"], given.get("name") or given.get("work") or ""
        if not name:
            raise BadRow("name", "Ghi tên bước hoặc nội dung việc.")
        if not 0 < number < 1_000:
            raise BadRow("number", f"Số bước “{number}” phải từ 1 đến 999.")
        case = given.get("case") or ""
        if case and case not in {each.name for each in version.cases}:
            try:
                actions.refuse_unknown_case(version.id, case)
            except actions.CannotIssueProcess as refused:
                raise BadRow("case", str(refused)) from refused
        unit = given.get("time_unit") or ("ngày" if given["time"].strip() == "0" else "")
        try:
            minutes = rules.read_time(given["time"], processes.DAY_MINUTES, unit)
        except rules.BadTime as bad:
            raise BadRow("time", str(bad)) from bad
        return {
            "_which": (version.id, case, since),
            "_decision": given.get("decision") or "",
            "number": number,
            "name": name[:255],
            "unit_name": given["unit_name"],
            "post": given.get("post") or "",
            "work": given.get("work") or "",
            "minutes": minutes,
            "product": given.get("product") or "",
            "parallel_group": given.get("parallel_group") or "",
        }

    def plan(self, rows: Sequence[Row]) -> list[Plan]:
        """Decide for each row; then refuse the processes that take too long or whose steps make none."""
        plans = super().plan(rows)
        mine: dict[Which, list[Plan]] = defaultdict(list)
        for each in plans:
            if each.outcome is not Outcome.REFUSED:
                mine[each.values["_which"]].append(each)
        for which, its in mine.items():
            steps = self.seen[which]
            steps |= {plan.values["number"]: _step(plan.values) for plan in its}
            try:
                actions.refuse_too_long(which[0], which[1], self._whole(which, steps))
            except (actions.CannotIssueProcess, rules.BadProcess) as refused:
                for each in its:
                    each.outcome = Outcome.REFUSED
                    each.problems.append(self._problem(each.row, BadRow("time", str(refused))))
        return plans

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Issue the processes that are new, oldest first, then write the steps."""
        plans = list(plans)
        deeds: list[Deed] = []
        known: dict[Which, int] = {}
        new = [each for each in plans if each.outcome is Outcome.NEW]
        for each in sorted(new, key=lambda plan: plan.values["_which"]):
            which = each.values["_which"]
            if which not in known:
                known[which], done = self._process(which, each.values["_decision"], by, at)
                deeds.extend(done)
            each.values["process_id"] = known[which]
        return deeds + super().write(plans, by=by, at=at)

    def _process(self, which: Which, decision: str, by: str, at: datetime) -> tuple[int, list[Deed]]:
        version, case, since = which
        found = Process.objects.filter(version=version, case=case, since=since).first()
        if found is not None:
            return found.pk, []
        record, deeds = actions.open_process(
            version=version, case=case, decision=decision, since=since, by=by, at=at
        )
        return record.pk, deeds

    def _existing(self, keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Model]:
        wanted = set(keys)
        versions = {which[0] for which, _number in keys}
        found = ProcessStep.objects.filter(process__version__in=versions).select_related("process")
        records: dict[tuple[Any, ...], Model] = {}
        for each in found:
            which = (each.process.version_id, each.process.case, each.process.since)
            if (which, each.number) in wanted:
                records[which, each.number] = each
        return records

    def _whole(self, which: Which, steps: dict[int, rules.Step]) -> rules.Process:
        """The steps of the file with those that are kept and that the file does not name."""
        version, case, since = which
        kept = ProcessStep.objects.filter(process__version=version, process__case=case, process__since=since)
        whole = {each.number: processes.step_of(each) for each in kept} | steps
        return rules.process_of(list(whole.values()))

    def _version(self, row: Row) -> tuple[queries.VersionRow, date]:
        """The version that is in force when the process begins; without a day, the latest and its first day."""
        written, since = row.values["code"], row.values.get("since")
        ids = self.catalogue.by_code(written) or self.catalogue.by_name(written)
        if len(ids) != 1:
            what = "Không có thủ tục" if not ids else "Có nhiều thủ tục mang tên"
            raise BadRow("code", f"{what} “{written}”. Nhập danh mục thủ tục trước hoặc ghi đúng mã.")
        versions = self.catalogue.versions(ids)
        if since is not None:
            versions = [each for each in versions if each.in_force(since)]
        if not versions:
            raise BadRow("since", f"Thủ tục “{written}” không có hiệu lực vào ngày {since:%d/%m/%Y}.")
        version = max(versions, key=lambda each: each.since)
        return version, since or version.since


def _step(values: dict[str, Any]) -> rules.Step:
    return rules.Step(
        number=values["number"],
        name=values["name"],
        unit=values["unit_name"],
        minutes=values["minutes"],
        parallel=values["parallel_group"],
    )
