"""The public site of the demonstration: its articles go the way of every article, from hand to hand."""

from __future__ import annotations

from datetime import datetime

from minhchung.ground.accounts.policy import Role
from minhchung.ground.accounts.queries import account_named
from minhchung.portal import desk, moderation, tree
from minhchung.portal.queries import article_about
from minhchung.reports.queries import report_page

#: What stands in the article besides the report, as the officer for reform writes it.
_OPENING = (
    "<h2>Năm năm, sáu nội dung</h2><p>Báo cáo tổng hợp kết quả cải cách thể chế, thủ tục hành chính, bộ máy, công vụ, "
    "tài chính công và chuyển đổi số. Mỗi số trong báo cáo mở ra được các hồ sơ, văn bản làm nên nó.</p>"
)
_CLOSING = (
    "<h3>Tự kiểm tra</h3><p>Gói minh chứng kèm theo chứa mọi số liệu đã chốt. Ai tải về cũng tính lại được, ngoại "
    "tuyến, và so được từng số với bản đã công bố.</p>"
)
_BODY = (("text", _OPENING), ("text", _CLOSING))


def published(report: int, *, at: datetime) -> str:
    """Under which address the article about a report is read; written, edited and let through unless it has been."""
    found = article_about(report)
    if found is not None:
        return found
    words = desk.first_words(report_page(report))  # type: ignore[arg-type]
    writer, editor, leader = (account_named(str(role)) for role in (Role.REFORM, Role.HEAD, Role.LEADER))
    told = {**words, "body": list(_BODY), "report_id": report}
    page = moderation.write_article(section=tree.REFORM, user=writer, at=at, **told)
    moderation.submit(page, user=writer)
    moderation.approve(page, user=editor, comment="Đã đối chiếu lời văn với báo cáo.")
    moderation.approve(page, user=leader, comment="Đồng ý đăng.")
    return tree.address(page.url_path)
