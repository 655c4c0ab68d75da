"""Pages of finance as the skin draws them: balances, sheets and charts, as frozen values."""

from minhchung.finance.shown.oversight import investment_page, overview_page, recommendation_page
from minhchung.finance.shown.units import classing_lead, classing_page, distribution_page, plan_page
from minhchung.finance.shown.years import closing_lead, saving_lead, year_page

__all__ = [
    "classing_lead",
    "classing_page",
    "closing_lead",
    "distribution_page",
    "investment_page",
    "overview_page",
    "plan_page",
    "recommendation_page",
    "saving_lead",
    "year_page",
]
