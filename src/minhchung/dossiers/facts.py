"""The fact table of dossiers: what figures may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.integrity import DETECTOR_NAMES, Detector
from minhchung.rules.windows import Window

#: One row for each dossier that has marks: few, so they are gathered first and joined once.
_MARKS = (
    "LEFT JOIN (SELECT dossier_id, COUNT(*) AS marks, {} FROM dossiers_mark GROUP BY dossier_id) m {}".format(
        ", ".join(f"MAX(CASE WHEN detector = '{each}' THEN 1 ELSE 0 END) AS {each}" for each in Detector),
        "ON m.dossier_id = own.id",
    )
)


class DossierFacts(Facts):
    """One row a dossier. Only dossiers that were accepted have a clock; the others are waiting at the door."""

    name: ClassVar[str] = "dossiers"
    title: ClassVar[str] = "Hồ sơ thủ tục hành chính"
    record_table = "dossiers.Dossier"
    record_url: ClassVar[str] = "/ho-so/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Mã hồ sơ"),
        Column("procedure_key", "string", "Thủ tục"),
        Column("field", "string", "Lĩnh vực"),
        Column("channel", "string", "Kênh nộp"),
        Column("online_level", "string", "Mức độ trực tuyến"),
        Column("filed_with", "string", "Nơi nộp"),
        Column("settled_by", "string", "Cơ quan giải quyết", of_units=True),
        Column("state", "string", "Trạng thái"),
        Column("filed_at", "timestamp", "Nộp lúc"),
        Column("accepted_at", "timestamp", "Tiếp nhận lúc"),
        Column("promised_at", "timestamp", "Hẹn trả ban đầu"),
        Column("due_at", "timestamp", "Hạn hiện hành"),
        Column("kept_until_at", "timestamp", "Giữ đúng hẹn nếu xong trước", shown=False),
        Column("extended_at", "timestamp", "Gia hạn lúc"),
        Column("ended_at", "timestamp", "Kết thúc xử lý lúc"),
        Column("returned_at", "timestamp", "Trả kết quả lúc"),
        Column("verdict", "string", "So với hẹn"),
        Column("portal_verdict", "string", "Theo cách tính của Cổng"),
        Column("extended_verdict", "string", "So với lần hẹn lại"),
        Column("supplements", "int64", "Số lần yêu cầu bổ sung", unit="lần"),
        *(Column(str(each), "int64", name, shown=False) for each, name in DETECTOR_NAMES.items()),
        Column("marks", "int64", "Số dấu hiệu cần xem lại", unit="dấu hiệu"),
    )
    select: ClassVar[str] = """
        SELECT id, code, procedure_id, field, channel, online_level, filed_with_id, settled_by_id, state, filed_at,
               accepted_at, promised_at, due_at, kept_until_at, extended_at, ended_at, returned_at, verdict,
               portal_verdict, extended_verdict, supplements
        FROM dossiers_dossier
    """
    elsewhere: ClassVar[Mapping[str, tuple[str, str]]] = {
        "procedure_key": ("p.key", "LEFT JOIN procedures_procedure p ON p.id = own.procedure_id"),
        "filed_with": ("w.code", "LEFT JOIN organisation_unit w ON w.id = own.filed_with_id"),
        "settled_by": ("s.code", "LEFT JOIN organisation_unit s ON s.id = own.settled_by_id"),
        **{str(each): (f"COALESCE(m.{each}, 0)", _MARKS) for each in Detector},
        "marks": ("COALESCE(m.marks, 0)", _MARKS),
    }

    def received_in(self, window: Window) -> Self:
        """Accepted inside the window."""
        return self.where(
            self.t.accepted_at >= ibis.literal(window.since), self.t.accepted_at < ibis.literal(window.until)
        )

    def by_channel(self, channel: str) -> Self:
        """Filed in that way."""
        return self.where(self.t.channel == channel)

    def carried_into(self, window: Window) -> Self:
        """Accepted before the window and not ended before it."""
        since = ibis.literal(window.since)
        return self.where(self.t.accepted_at < since, self.t.ended_at.isnull() | (self.t.ended_at >= since))

    def to_process_in(self, window: Window) -> Self:
        """Received in the window or carried into it."""
        since, until = ibis.literal(window.since), ibis.literal(window.until)
        return self.where(self.t.accepted_at < until, self.t.ended_at.isnull() | (self.t.ended_at >= since))

    def solved_in(self, window: Window) -> Self:
        """Accepted dossiers whose processing ended inside the window (result, refusal, withdrawal or stop)."""
        return self.where(
            self.t.accepted_at.notnull(),
            self.t.ended_at >= ibis.literal(window.since),
            self.t.ended_at < ibis.literal(window.until),
        )

    def due_in(self, window: Window) -> Self:
        """Whose promise ran out inside the window."""
        return self.where(
            self.t.due_at >= ibis.literal(window.since), self.t.due_at < ibis.literal(window.until)
        )

    def in_hand_after(self, window: Window) -> Self:
        """Accepted before the window's end and not ended before it."""
        until = ibis.literal(window.until)
        return self.where(self.t.accepted_at < until, self.t.ended_at.isnull() | (self.t.ended_at >= until))

    def still_in_time(self, window: Window) -> Self:
        """Whose promise still held at the window's end; a dossier without a promised day cannot be late."""
        until = ibis.literal(window.until)
        return self.where(self.t.kept_until_at.isnull() | (self.t.kept_until_at > until))

    def already_overdue(self, window: Window) -> Self:
        """Whose promise was broken by the window's end."""
        return self.where(self.t.kept_until_at <= ibis.literal(window.until))

    def judged(self, *verdicts: str) -> Self:
        """Ended with one of these verdicts."""
        return self.where(self.t.verdict.isin(list(verdicts)))

    def kept_promise(self) -> Self:
        """Ended early or on time."""
        return self.judged("early", "on_time")

    def marked(self, detector: str = "marks") -> Self:
        """To look at again: by that detector, or by any."""
        return self.where(self.t[detector] >= 1)
