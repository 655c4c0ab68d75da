"""The fact table of feedback: no name, contact or wording of a sender is in it."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window

#: The edition of the survey that gives points, not shares.
_BY_POINTS = "tt01-2018"


class FeedbackFacts(Facts):
    """One row a reflection or recommendation.

    Closed means answered, refused or moved on; then received + carried in = closed + still in hand, as form 06a asks.
    """

    name: ClassVar[str] = "feedback"
    title: ClassVar[str] = "Phản ánh, kiến nghị"
    record_url: ClassVar[str] = "/phan-anh/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Mã"),
        Column("kind", "string", "Loại"),
        Column("sector", "string", "Ngành, lĩnh vực"),
        Column("procedure_key", "string", "Thủ tục"),
        Column("from_kind", "string", "Đối tượng gửi"),
        Column("channel", "string", "Kênh"),
        Column("state", "string", "Trạng thái"),
        Column("sent_at", "timestamp", "Gửi lúc"),
        Column("received_at", "timestamp", "Tiếp nhận lúc"),
        Column("supplement_asked_at", "timestamp", "Yêu cầu bổ sung lúc"),
        Column("refused_at", "timestamp", "Từ chối lúc"),
        Column("moved_at", "timestamp", "Chuyển cơ quan khác lúc"),
        Column("answered_at", "timestamp", "Trả lời lúc"),
        Column("published_at", "timestamp", "Công khai lúc"),
        Column("closed_at", "timestamp", "Xử lý xong lúc"),
        Column("due_on", "date", "Hạn xử lý"),
        Column("on_time", "int64", "Đúng hạn (1: có, 0: không)"),
        Column("published_on_time", "int64", "Công khai đúng hạn (1: có, 0: không)"),
        Column("rating", "string", "Đánh giá"),
        Column("reopened_at", "timestamp", "Mở lại lúc"),
    )
    select: ClassVar[str] = """
        SELECT id, code, kind, sector, procedure_key, from_kind, channel, state, sent_at, received_at,
               supplement_asked_at, refused_at, moved_at, answered_at, published_at,
               COALESCE(answered_at, refused_at, moved_at) AS closed_at,
               date(due_at) AS due_on,
               CASE WHEN answered_at IS NOT NULL AND date(answered_at) <= date(due_at) THEN 1
                    WHEN refused_at IS NOT NULL AND date(refused_at) <= date(refuse_due_at) THEN 1
                    WHEN moved_at IS NOT NULL AND date(moved_at) <= date(refuse_due_at) THEN 1
                    ELSE 0 END AS on_time,
               CASE WHEN published_at IS NOT NULL AND date(published_at) <= date(publish_due_at) THEN 1
                    ELSE 0 END AS published_on_time,
               rating, reopened_at
        FROM feedback_feedback
    """

    def received_in(self, window: Window) -> Self:
        """Received inside the window."""
        return self.where(
            self.t.received_at >= ibis.literal(window.since), self.t.received_at < ibis.literal(window.until)
        )

    def carried_into(self, window: Window) -> Self:
        """Received before the window and not closed before it."""
        since = ibis.literal(window.since)
        return self.where(self.t.received_at < since, self.t.closed_at.isnull() | (self.t.closed_at >= since))

    def to_handle_in(self, window: Window) -> Self:
        """Received in the window or carried into it."""
        since, until = ibis.literal(window.since), ibis.literal(window.until)
        return self.where(self.t.received_at < until, self.t.closed_at.isnull() | (self.t.closed_at >= since))

    def closed_in(self, window: Window) -> Self:
        """Answered, refused or moved on inside the window."""
        return self.where(
            self.t.closed_at >= ibis.literal(window.since), self.t.closed_at < ibis.literal(window.until)
        )

    def published_in(self, window: Window) -> Self:
        """Whose answer was published inside the window."""
        return self.where(
            self.t.published_at >= ibis.literal(window.since),
            self.t.published_at < ibis.literal(window.until),
        )

    def reopened_in(self, window: Window) -> Self:
        """Which the sender had reopened inside the window."""
        return self.where(
            self.t.reopened_at >= ibis.literal(window.since), self.t.reopened_at < ibis.literal(window.until)
        )

    def in_hand_after(self, window: Window) -> Self:
        """Received before the window's end and not closed before it."""
        until = ibis.literal(window.until)
        return self.where(self.t.received_at < until, self.t.closed_at.isnull() | (self.t.closed_at >= until))

    def about(self, kind: str) -> Self:
        """About a regulation or about conduct."""
        return self.where(self.t.kind == kind)


class RedressFacts(Facts):
    """Complaints and denunciations as counts of a day: no record, no name, no code leaves their registers.

    One row a day, matter and happening (``received``, ``accepted``, ``concluded``); what was concluded in time is
    counted beside.
    """

    name: ClassVar[str] = "redress"
    title: ClassVar[str] = "Khiếu nại, tố cáo (số lượng theo ngày)"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số thứ tự"),
        Column("on_day", "date", "Ngày", shown=False),
        Column("matter", "string", "Loại"),
        Column("happening", "string", "Việc"),
        Column("number", "int64", "Số vụ việc", unit="vụ việc"),
        Column("in_time", "int64", "Trong đó đúng hạn", unit="vụ việc"),
    )
    select: ClassVar[str] = " UNION ALL ".join(
        f"""
        SELECT MIN(id) * 8 + {place} AS id, date({moment}_at) AS on_day, '{matter}' AS matter,
               '{moment}' AS happening, COUNT(*) AS number,
               SUM(CASE WHEN date({moment}_at) <= date({due}) THEN 1 ELSE 0 END) AS in_time
        FROM feedback_{matter} WHERE {moment}_at IS NOT NULL GROUP BY date({moment}_at)
        """
        for place, (matter, moment, due) in enumerate(
            (matter, moment, due)
            for matter in ("complaint", "denunciation")
            for moment, due in (
                ("received", "received_at"),
                ("accepted", "accept_due_at"),
                ("concluded", "due_at"),
            )
        )
    )

    def happened_in(self, window: Window, matter: str, happening: str) -> Self:
        """What happened inside the window in one of the two registers."""
        return self.where(
            self.t.on_day >= ibis.literal(window.first_day),
            self.t.on_day <= ibis.literal(window.last_day),
            self.t.matter == matter,
            self.t.happening == happening,
        )


class SurveyFacts(Facts):
    """One row a criterion that somebody answered about the settlement of a dossier; no name and no remark is in it."""

    name: ClassVar[str] = "survey_marks"
    title: ClassVar[str] = "Đánh giá việc giải quyết hồ sơ, theo tiêu chí"
    record_url: ClassVar[str] = "/phan-anh/hai-long/diem/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("answer_id", "int64", "Phiếu"),
        Column("edition", "string", "Bộ tiêu chí"),
        Column("criterion", "string", "Tiêu chí"),
        Column("value", "int64", "Mức"),
        Column("satisfied", "int64", "Hài lòng (1: có, 0: không)"),
        Column("way", "string", "Cách trả lời"),
        Column("field", "string", "Lĩnh vực"),
        Column("answered_at", "timestamp", "Trả lời lúc"),
    )
    select: ClassVar[str] = """
        SELECT m.id AS id, m.answer_id AS answer_id, a.edition AS edition, m.criterion AS criterion,
               m.value AS value, CASE WHEN m.satisfied THEN 1 ELSE 0 END AS satisfied, a.way AS way,
               d.field AS field, a.answered_at AS answered_at
        FROM feedback_surveymark m
        JOIN feedback_surveyanswer a ON a.id = m.answer_id
        JOIN dossiers_dossier d ON d.id = a.dossier_id
    """

    def answered_in(self, window: Window) -> Self:
        """Answered inside the window."""
        return self.where(
            self.t.answered_at >= ibis.literal(window.since), self.t.answered_at < ibis.literal(window.until)
        )

    def by_shares(self) -> Self:
        """Of editions whose index is the share of satisfied answers."""
        return self.where(self.t.edition != _BY_POINTS)

    def by_points(self) -> Self:
        """Of the edition whose index is points."""
        return self.where(self.t.edition == _BY_POINTS)


class SurveyAnswerFacts(Facts):
    """One row an answered survey."""

    name: ClassVar[str] = "survey_answers"
    title: ClassVar[str] = "Phiếu đánh giá việc giải quyết hồ sơ"
    record_url: ClassVar[str] = "/phan-anh/hai-long/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("edition", "string", "Bộ tiêu chí"),
        Column("way", "string", "Cách trả lời"),
        Column("field", "string", "Lĩnh vực"),
        Column("answered_at", "timestamp", "Trả lời lúc"),
    )
    select: ClassVar[str] = """
        SELECT a.id AS id, a.edition AS edition, a.way AS way, d.field AS field, a.answered_at AS answered_at
        FROM feedback_surveyanswer a JOIN dossiers_dossier d ON d.id = a.dossier_id
    """

    def answered_in(self, window: Window) -> Self:
        """Answered inside the window."""
        return self.where(
            self.t.answered_at >= ibis.literal(window.since), self.t.answered_at < ibis.literal(window.until)
        )

    def by_way(self, way: str) -> Self:
        """Answered in that way."""
        return self.where(self.t.way == way)
