"""Publishing a frozen report with the words that an article begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhchung.portal import actions
from minhchung.portal.models import ArticlePage
from minhchung.reports.queries import ReportPage


def first_words(report: ReportPage) -> dict[str, str]:
    """Title, category, lead, body and author line that an article about a report begins with."""
    return {
        "title": report.title,
        "category": "Cải cách hành chính",
        "lead": (
            "Báo cáo tổng hợp kết quả sáu nội dung cải cách hành chính. Mỗi số liệu mở được tới hồ sơ, văn bản làm "
            "nên nó; gói minh chứng kèm theo có thể tự kiểm tra ngoại tuyến."
        ),
        "body": "",
        "author_line": f"Cán bộ cải cách hành chính - {report.agency}",
    }


def publish_report(report: ReportPage, *, by: str, at: datetime, **words: Any) -> ArticlePage:
    """Publish a frozen report; ``words`` replace those of :func:`first_words`.

    Raises:
        minhchung.reports.actions.CannotFreeze: the report is not frozen yet.
    """
    return actions.publish_report(report_id=report.id, by=by, at=at, **{**first_words(report), **words})
