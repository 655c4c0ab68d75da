"""The room's doors."""

from minhchung.legislation.web.deeds import deed
from minhchung.legislation.web.files import attach, detach, document_file
from minhchung.legislation.web.pages import expired_file, expired_year, graph, period_file, work
from minhchung.legislation.web.registers import (
    DisseminationRegister,
    DocumentRegister,
    ReviewRegister,
    SystematisationRegister,
    SystematisedRegister,
)
from minhchung.legislation.web.working import (
    CheckRegister,
    DraftRegister,
    FollowingRegister,
    RecommendationRegister,
    SheetRegister,
)

__all__ = [
    "CheckRegister",
    "DisseminationRegister",
    "DocumentRegister",
    "DraftRegister",
    "FollowingRegister",
    "RecommendationRegister",
    "ReviewRegister",
    "SheetRegister",
    "SystematisationRegister",
    "SystematisedRegister",
    "attach",
    "deed",
    "detach",
    "document_file",
    "expired_file",
    "expired_year",
    "graph",
    "period_file",
    "work",
]
