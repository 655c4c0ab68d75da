"""Handing out kept files: nothing that a browser would run, whatever its name says."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import queries
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.places import path_of

#: Types that a browser may show in its own window; everything else is saved to disk, as unknown bytes.
SHOWN_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})
#: Types that keep their name when saved to disk.
SAVED_TYPES = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
        "text/csv",
    }
)


@require(May.READ_RECORDS)
@require_safe
def download(request: HttpRequest, number: int) -> FileResponse:
    """A kept file for those who are signed in."""
    kept = queries.kept_file(number)
    if kept is None:
        raise Http404(_("Không có tệp số %(number)s.") % {"number": number})
    return handed_out(kept)


def handed_out(kept: KeptFile) -> FileResponse:
    """The answer that carries a file's bytes, with a type that cannot be run and no guessing by the browser.

    Raises:
        Http404: the bytes are gone; `minhchung verify data` names such files.
    """
    shown = kept.content_type in SHOWN_TYPES
    known = shown or kept.content_type in SAVED_TYPES
    try:
        content = path_of(kept).open("rb")
    except FileNotFoundError as gone:
        raise Http404(
            _("Tệp “%(name)s” không còn trên đĩa. Hãy báo người quản trị hệ thống.") % {"name": kept.name}
        ) from gone
    answer = FileResponse(
        content,
        as_attachment=not shown,
        filename=kept.name,
        content_type=kept.content_type if known else "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["ETag"] = f'"{kept.digest}"'
    return answer
