"""Doors of the public site: articles and reports, posted procedures, promises, open data, the gazette."""

from minhchung.portal.web.accessibility import accessibility
from minhchung.portal.web.articles import answers, download, figure, publish, report
from minhchung.portal.web.checking import check_bundle
from minhchung.portal.web.feeds import feed, robots, sitemap
from minhchung.portal.web.gazette import (
    documents,
    gazette,
    plan,
    plans,
    reports,
    results,
    systematisation,
    systematisations,
)
from minhchung.portal.web.listed import posted_day, posted_day_file, posted_lists, posted_text
from minhchung.portal.web.meetings import meeting, meeting_minutes, meetings
from minhchung.portal.web.opened import open_data_catalogue, open_data_file, open_data_page
from minhchung.portal.web.pages import led_on, page, paper, picture, shown_figure
from minhchung.portal.web.posted import procedure, procedure_form, procedure_qr, procedures
from minhchung.portal.web.promised import promise, promised
from minhchung.portal.web.searching import search

__all__ = [
    "accessibility",
    "answers",
    "check_bundle",
    "documents",
    "download",
    "feed",
    "figure",
    "gazette",
    "led_on",
    "meeting",
    "meeting_minutes",
    "meetings",
    "open_data_catalogue",
    "open_data_file",
    "open_data_page",
    "page",
    "paper",
    "picture",
    "plan",
    "plans",
    "posted_day",
    "posted_day_file",
    "posted_lists",
    "posted_text",
    "procedure",
    "procedure_form",
    "procedure_qr",
    "procedures",
    "promise",
    "promised",
    "publish",
    "report",
    "reports",
    "results",
    "robots",
    "search",
    "shown_figure",
    "sitemap",
    "systematisation",
    "systematisations",
]
