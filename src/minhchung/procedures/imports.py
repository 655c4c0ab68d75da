"""Import of the catalogue of procedures: one row a case (or channel) of a version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.ground.confidence import Confidence
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.ground.trail.actions import Deed
from minhchung.organisation import queries as organisation
from minhchung.procedures import actions, queries
from minhchung.procedures.actions import Case, Identity
from minhchung.procedures.codes import BadText, is_national_code, read_limit, read_online_level, split_code
from minhchung.procedures.models import ProcedureVersion

LAYOUT = Layout(
    name="procedures",
    title="Danh mục thủ tục hành chính",
    key=("name",),
    fields=(
        Field(
            "code",
            "Mã TTHC",
            synonyms=("Mã thủ tục", "Mã số TTHC", "Mã quốc gia", "national_code"),
            max_length=60,
        ),
        Field("key", "Mã nội bộ", synonyms=("Mã riêng", "Ký hiệu nội bộ"), max_length=40),
        Field(
            "name",
            "Tên thủ tục hành chính",
            required=True,
            synonyms=("Tên TTHC", "Tên thủ tục", "Thủ tục hành chính", "name_vi"),
        ),
        Field("field", "Lĩnh vực", required=True, synonyms=("Tên lĩnh vực", "field_vi"), max_length=120),
        Field("case", "Trường hợp", synonyms=("Trường hợp giải quyết",), max_length=255),
        Field(
            "channel",
            "Kênh nộp",
            "choice",
            choices=(
                ("direct", "Trực tiếp"),
                ("online", "Trực tuyến"),
                ("online", "Qua mạng"),
                ("post", "Bưu chính công ích"),
                ("post", "Bưu chính"),
                ("", "Mọi kênh"),
            ),
            synonyms=("Kênh", "Hình thức nộp"),
        ),
        Field("legal_limit", "Thời hạn theo quy định", synonyms=("Thời hạn giải quyết", "legal_limit_value")),
        Field("legal_unit", "Đơn vị tính thời hạn", synonyms=("Đơn vị thời hạn", "legal_limit_unit")),
        Field("limit_online", "Thời hạn theo quy định khi nộp trực tuyến", synonyms=("Thời hạn trực tuyến",)),
        Field("limit_post", "Thời hạn theo quy định khi nộp qua bưu chính", synonyms=("Thời hạn bưu chính",)),
        Field(
            "committed_limit",
            "Thời hạn sau cắt giảm",
            synonyms=("Thời hạn cam kết", "Thời hạn đã cắt giảm", "reduced_value"),
        ),
        Field(
            "cut_decision",
            "Quyết định cắt giảm",
            synonyms=("Quyết định cắt giảm thời gian", "Văn bản cắt giảm", "reduced_source"),
            max_length=200,
        ),
        Field("decision", "Quyết định công bố", synonyms=("QĐ công bố",), max_length=200),
        Field("legal_basis", "Căn cứ pháp lý", synonyms=("Cơ sở pháp lý",)),
        Field("order_of_doing", "Trình tự thực hiện", "lines", synonyms=("Trình tự",)),
        Field("ways_of_doing", "Cách thức thực hiện", "lines", synonyms=("Cách thức",)),
        Field("sets", "Số bộ hồ sơ", "whole", synonyms=("Số lượng hồ sơ", "Số bộ")),
        Field("subjects", "Đối tượng thực hiện", "lines", synonyms=("Đối tượng",)),
        Field("result", "Kết quả thực hiện", "lines", synonyms=("Kết quả",)),
        Field(
            "conditions",
            "Yêu cầu, điều kiện",
            "lines",
            synonyms=("Điều kiện", "Yêu cầu, điều kiện thực hiện"),
        ),
        Field(
            "online_level",
            "Mức độ trực tuyến",
            synonyms=("Mức độ", "Mức độ DVCTT", "Mức độ dịch vụ công trực tuyến"),
        ),
        Field(
            "posted_national_on",
            "Ngày công khai CSDLQG",
            "day",
            synonyms=("Công khai CSDL quốc gia",),
            has_come=True,
        ),
        Field(
            "posted_counter_on",
            "Ngày niêm yết",
            "day",
            synonyms=("Niêm yết tại nơi tiếp nhận",),
            has_come=True,
        ),
        Field(
            "posted_web_on",
            "Ngày đăng trang TTĐT",
            "day",
            synonyms=("Công khai trên trang thông tin điện tử",),
            has_come=True,
        ),
        Field("since", "Hiệu lực từ", "day", synonyms=("Có hiệu lực từ ngày", "Ngày hiệu lực", "Áp dụng từ")),
        Field("last_day", "Hiệu lực đến", "day", synonyms=("Hiệu lực đến hết ngày", "Áp dụng đến hết ngày")),
        Field("until", "Hết hiệu lực từ ngày", "day", synonyms=("Ngày hết hiệu lực",)),
        Field(
            "period", "Giai đoạn áp dụng", synonyms=("Giai đoạn", "set"), hint="ví dụ 2016-2020 hoặc 2021+"
        ),
        Field("fee", "Phí, lệ phí", synonyms=("Phí lệ phí", "Lệ phí", "Phí"), max_length=255),
        Field("settled_by", "Cơ quan giải quyết", synonyms=("Đơn vị giải quyết", "Cơ quan thực hiện")),
        Field("source", "Nguồn", synonyms=("Nguồn thông tin",)),
        Field(
            "confidence",
            "Độ tin cậy",
            "choice",
            choices=(*Confidence.choices, (Confidence.MEDIUM, "trung bình")),
        ),
    ),
)

_PERIOD = re.compile(r".*?(\d{4})\s*(?:[-–]\s*(\d{4})|\+)?\s*")
_TEXTS = ("legal_basis", "decision", "cut_decision", "source", "confidence")
_POSTINGS = ("posted_national_on", "posted_counter_on", "posted_web_on")
_PARTS = ("order_of_doing", "ways_of_doing", "sets", "subjects", "result", "conditions")


class ProceduresImporter(TableImporter):
    """Rows of one procedure from one day make one version; each row brings a case.

    Cases that a file does not name stay as they are. A version that begins later closes the one before it.
    """

    layout = LAYOUT
    room = actions.ROOM
    matter = actions.MATTER
    model = ProcedureVersion
    key: ClassVar[tuple[str, ...]] = ("_key", "since")

    def prepare(self) -> None:
        """Load units and the names of the procedures that are known."""
        self.home = organisation.home_agency()
        self.units = organisation.look_up()
        self.catalogue = queries.catalogue()
        self.cases: dict[int, list[Case]] = {}

    def convert(self, row: Row) -> dict[str, Any]:
        """A version with its case or cases."""
        identity = self._identity(row)
        since, until = self._span(row)
        values: dict[str, Any] = {
            "_key": identity.key,
            "_identity": identity,
            "_cases": self._cases(row),
            "name": row.values["name"],
            "name_folded": fold(row.values["name"]),
            "field": row.values["field"],
            "online_level": self._read(
                "online_level", lambda: read_online_level(row.values.get("online_level") or "")
            ).value,
            "since": since,
            **{name: row.values.get(name) or "" for name in _TEXTS},
        }
        # What a file does not tell stays as it was.
        values |= {name: row.values[name] for name in (*_POSTINGS, *_PARTS) if row.values.get(name)}
        if until is not None:
            values["until"] = until
        return values

    def merge(self, first: dict[str, Any], again: dict[str, Any]) -> bool:
        """A further row of the same version brings a further case."""
        mine, theirs = first["_cases"], again["_cases"]
        same = all(first.get(name) == again.get(name) for name in {*first, *again} if name != "_cases")
        named = {(case.name, case.channel): case for case in mine}
        if not same or any(named.get((case.name, case.channel), case) != case for case in theirs):
            return False
        mine.extend(case for case in theirs if (case.name, case.channel) not in named)
        again["_cases"] = mine
        return True

    def load_children(self, records: Sequence[Model]) -> None:
        """The cases of the versions that are there already."""
        self.cases = {record.pk: actions.cases_of(record) for record in records}

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        """Cases of the file that are new or other than those kept."""
        kept = {(case.name, case.channel): case for case in self.cases[record.pk]}
        other = [case for case in values["_cases"] if kept.get((case.name, case.channel)) != case]
        return {"cases": [kept.get((case.name, case.channel)) for case in other]} if other else {}

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Put the new versions in force, oldest first, and correct the changed ones."""
        plans = list(plans)
        deeds: list[Deed] = []
        for plan in sorted(
            (each for each in plans if each.outcome is Outcome.NEW), key=lambda p: p.values["since"]
        ):
            plan.record, done = actions.open_version(
                identity=plan.values["_identity"],
                values=self.attributes(plan.values),
                cases=plan.values["_cases"],
                by=by,
                at=at,
            )
            deeds.extend(done)
        for plan in plans:
            if plan.outcome is Outcome.CHANGED and isinstance(plan.record, ProcedureVersion):
                kept = {(case.name, case.channel): case for case in actions.cases_of(plan.record)}
                kept |= {(case.name, case.channel): case for case in plan.values["_cases"]}
                values = {name: plan.values[name] for name in plan.before}
                actions.correct(version=plan.record, values=values, cases=list(kept.values()), by=by, at=at)
        return deeds

    def _existing(self, keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Model]:
        found = ProcedureVersion.objects.filter(procedure__key__in={key for key, _ in keys}).select_related(
            "procedure"
        )
        wanted = set(keys)
        records = {(each.procedure.key, each.since): each for each in found}
        records = {key: each for key, each in records.items() if key in wanted}
        self.load_children(list(records.values()))
        return records

    def _identity(self, row: Row) -> Identity:
        written = row.values.get("code") or ""
        code, suffix = split_code(written) if is_national_code(written) else ("", "")
        key = (
            row.values.get("key")
            or (written if written and not code else "")
            or code
            or self._key_by_name(row)
        )
        return Identity(key, code, suffix, self._settled_by(row))

    def _key_by_name(self, row: Row) -> str:
        """Of a procedure without any code: the key made of its name, else that of the one known by that name."""
        name = queries.name_key(row.values["name"])
        made = f"TT-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
        known = self.catalogue.by_name(name)
        if len(known) == 1 and not self.catalogue.by_code(made):
            return self.catalogue.key(next(iter(known)))
        return made

    def _settled_by(self, row: Row) -> int:
        text = row.values.get("settled_by")
        if not text:
            if self.home is None:
                raise BadRow(
                    "settled_by", "Chưa khai báo cơ quan sử dụng hệ thống. Nhập danh sách đơn vị trước."
                )
            return self.home.pk
        found = self.units.get(organisation.key_of(text))
        if found is None:
            raise BadRow("settled_by", f"Không có đơn vị “{text}”. Nhập đơn vị trước hoặc sửa tên.")
        return found

    def _span(self, row: Row) -> tuple[date, date | None]:
        since, until = row.values.get("since"), row.values.get("until")
        if row.values.get("last_day"):
            until = row.values["last_day"] + timedelta(days=1)
        if since is None:
            found = _PERIOD.fullmatch(row.values.get("period") or "")
            if found is None:
                raise BadRow(
                    "since", "Thiếu ngày có hiệu lực. Ghi cột “Hiệu lực từ”, hoặc “Giai đoạn” như 2016-2020."
                )
            since = date(int(found[1]), 1, 1)
            if found[2] and until is None:
                until = date(int(found[2]) + 1, 1, 1)
        if until is not None and until <= since:
            raise BadRow(
                "last_day", f"Hết hiệu lực ({until:%d/%m/%Y}) trước khi có hiệu lực ({since:%d/%m/%Y})."
            )
        return since, until

    def _cases(self, row: Row) -> list[Case]:
        unit = row.values.get("legal_unit") or ""
        name, fee = row.values.get("case") or "", row.values.get("fee") or ""
        legal = self._limit(row, "legal_limit", unit)
        unit_of_law = unit or (legal[1].label if legal else "")
        committed = self._limit(row, "committed_limit", str(unit_of_law))
        cases = [_case(name, row.values.get("channel") or "", legal, committed, fee)]
        for field, channel in (("limit_online", "online"), ("limit_post", "post")):
            limit = self._limit(row, field, str(unit_of_law))
            if limit is not None:
                cases.append(_case(name, channel, limit, None, fee))
        return cases

    def _limit(self, row: Row, field: str, unit: str) -> tuple[int, Any] | None:
        return self._read(field, lambda: read_limit(row.values.get(field) or "", unit))

    def _read(self, field: str, read: Any) -> Any:
        try:
            return read()
        except BadText as bad:
            raise BadRow(field, str(bad)) from bad


def _case(
    name: str, channel: str, legal: tuple[int, Any] | None, committed: tuple[int, Any] | None, fee: str
) -> Case:
    return Case(
        name=name,
        channel=channel,
        legal_limit=legal[0] if legal else None,
        legal_unit=str(legal[1].value) if legal else "",
        committed_limit=committed[0] if committed else None,
        committed_unit=str(committed[1].value) if committed else "",
        fee=fee,
    )
