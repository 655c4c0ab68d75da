"""The access table: whole trees of addresses that others have drawn, each under one line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import Tree
from minhchung.ground.accounts.policy import GROUPED

EDITOR = Tree(
    "bien-tap/",
    _("Biên tập cổng công khai: viết, biên tập, duyệt đăng bài; ảnh, tệp"),
    permits=GROUPED,
    closed=(
        "users/",
        "groups/",
        "password_reset/",
        "test404/",
        "failwhale/",
        "reports/site-history/",
        "embeds/",
        # Nothing is hidden from some: what is not for everybody is not published.
        "pages/<int:page_id>/privacy/",
        "collections/<int:collection_id>/privacy/",
    ),
)

TREES: tuple[Tree, ...] = (EDITOR,)
