"""Doors of the public site: articles and reports, posted procedures, promises."""

from minhchung.portal.web.articles import answers, article, download, figure, home, publish, report
from minhchung.portal.web.posted import procedure, procedure_qr, procedures
from minhchung.portal.web.promised import promise, promised

__all__ = [
    "answers",
    "article",
    "download",
    "figure",
    "home",
    "procedure",
    "procedure_qr",
    "procedures",
    "promise",
    "promised",
    "publish",
    "report",
]
