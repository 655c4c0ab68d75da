"""Every address of the product together with those of the editor of the public site.

The editor reads some six hundred modules; a process reads them when one of its addresses is first asked for
(``config/middleware.py``).
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minhchung.config import urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("bien-tap/", include("minhchung.portal.editing")),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
