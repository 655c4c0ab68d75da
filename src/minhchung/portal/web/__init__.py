"""Doors of the public site: articles and reports, posted procedures, promises, open data."""

from minhchung.portal.web.articles import answers, article, download, figure, home, publish, report
from minhchung.portal.web.opened import open_data_catalogue, open_data_file, open_data_page
from minhchung.portal.web.posted import procedure, procedure_qr, procedures
from minhchung.portal.web.promised import promise, promised

__all__ = [
    "answers",
    "article",
    "download",
    "figure",
    "home",
    "open_data_catalogue",
    "open_data_file",
    "open_data_page",
    "procedure",
    "procedure_qr",
    "procedures",
    "promise",
    "promised",
    "publish",
    "report",
]
