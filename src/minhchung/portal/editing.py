"""Addresses of the editor of the public site: Wagtail's, without its own accounts.

Who comes in is decided by the access table (``config/access``), signing in and out and passwords are the house's own.
"""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.telepath import widgets  # noqa: F401  (registers how the editor draws each widget)
from wagtail.admin.urls import urlpatterns as theirs

from minhchung.ground.accounts.web.accounts import sign_out
from minhchung.portal.arranging import arrange
from minhchung.portal.wording import word

arrange()
word()

_GET = ["get", "head"]
urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="accounts:sign_in", http_method_names=_GET)),
    path("logout/", sign_out),
    path("account/", RedirectView.as_view(pattern_name="accounts:mine", http_method_names=_GET)),
    *theirs,
]
