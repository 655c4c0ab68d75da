"""The room's doors."""

from minhchung.legislation.web.deeds import deed
from minhchung.legislation.web.pages import expired_file, expired_year, graph, period_file, work
from minhchung.legislation.web.registers import (
    CheckRegister,
    DisseminationRegister,
    DocumentRegister,
    ReviewRegister,
    SheetRegister,
    SystematisationRegister,
    SystematisedRegister,
)

__all__ = [
    "CheckRegister",
    "DisseminationRegister",
    "DocumentRegister",
    "ReviewRegister",
    "SheetRegister",
    "SystematisationRegister",
    "SystematisedRegister",
    "deed",
    "expired_file",
    "expired_year",
    "graph",
    "period_file",
    "work",
]
