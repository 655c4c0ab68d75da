"""The pages of the public site, their pictures and files, and what is counted of them."""

from minhchung.portal.models.former import Article, FormerAddress
from minhchung.portal.models.found import Findable
from minhchung.portal.models.logged import PageDeed
from minhchung.portal.models.media import Paper, Picture, Rendition
from minhchung.portal.models.pages import (
    ArticlePage,
    Attachment,
    HomePage,
    Reading,
    Related,
    SectionPage,
    SitePage,
)
from minhchung.portal.models.promised import CountedPeriod, CountedPromise
from minhchung.portal.models.shown import ShownFigure

__all__ = [
    "Article",
    "ArticlePage",
    "Attachment",
    "CountedPeriod",
    "CountedPromise",
    "Findable",
    "FormerAddress",
    "HomePage",
    "PageDeed",
    "Paper",
    "Picture",
    "Reading",
    "Related",
    "Rendition",
    "SectionPage",
    "ShownFigure",
    "SitePage",
]
