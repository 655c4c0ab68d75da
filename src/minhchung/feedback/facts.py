"""The fact table of feedback: no name, contact or wording of a sender is in it."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


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
               rating
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

    def in_hand_after(self, window: Window) -> Self:
        """Received before the window's end and not closed before it."""
        until = ibis.literal(window.until)
        return self.where(self.t.received_at < until, self.t.closed_at.isnull() | (self.t.closed_at >= until))

    def about(self, kind: str) -> Self:
        """About a regulation or about conduct."""
        return self.where(self.t.kind == kind)
