"""Handing out kept files: nothing that a browser would run, whatever its name says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import queries
from minhchung.ground.files.kinds import SHOWN_TYPES
from minhchung.ground.files.models import KeptFile, Scan
from minhchung.ground.files.places import path_of

#: Types that keep their name when saved to disk.
SAVED_TYPES = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
        "text/csv",
    }
)
#: What whoever is signed in may open by its number: papers of reports and the sources of declared values. All else
#: belongs to records that not everybody sees, also what was kept before there were guarded files.
OPEN_PURPOSES = frozenset({"report", "declared"})


@require(May.READ_RECORDS)
@require_safe
def download(request: HttpRequest, number: int) -> FileResponse:
    """A kept file for those who are signed in; any other only through the record that it belongs to."""
    kept = queries.kept_file(number)
    if kept is None or kept.guarded or kept.purpose not in OPEN_PURPOSES:
        raise Http404(_("Không có tệp số %(number)s.") % {"number": number})
    return handed_out(kept)


def handed_out(kept: KeptFile, *, inside_a_page: bool = False, to_disk: bool = False) -> FileResponse:
    """The answer that carries a file's bytes, with a type that cannot be run and no guessing by the browser.

    Args:
        inside_a_page: a page of ours may frame it; only for what a browser draws itself.
        to_disk: to be saved, even what a browser could show.

    Raises:
        Http404: the bytes are gone; `minhchung verify data` names such files.
        PermissionDenied: the virus scanner named something in it.
    """
    if kept.scan == Scan.INFECTED:
        raise PermissionDenied(
            _("Tệp “%(name)s” có mã độc (%(found)s) nên không mở được. Hãy báo người quản trị hệ thống.")
            % {"name": kept.name, "found": kept.scan_note}
        )
    drawn = kept.content_type in SHOWN_TYPES
    known = drawn or kept.content_type in SAVED_TYPES
    try:
        content = path_of(kept).open("rb")
    except FileNotFoundError as gone:
        raise Http404(
            _("Tệp “%(name)s” không còn trên đĩa. Hãy báo người quản trị hệ thống.") % {"name": kept.name}
        ) from gone
    answer = FileResponse(
        content,
        as_attachment=to_disk or not drawn,
        filename=kept.name,
        content_type=kept.content_type if known else "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _policy(kept.content_type, inside_a_page and drawn)
    if inside_a_page and drawn:
        answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["ETag"] = f'"{kept.digest}"'
    return answer


def _policy(content_type: str, framed: bool) -> str:
    """Nothing runs and nothing loads. Browsers show no PDF in a sandbox: theirs has a viewer that is one itself."""
    parts = ["default-src 'none'"]
    if not framed:
        return "sandbox; default-src 'none'"
    parts.append("frame-ancestors 'self'")
    if content_type == "application/pdf":
        parts += ["object-src 'self'", "plugin-types application/pdf", "style-src 'unsafe-inline'"]
    else:
        parts += ["sandbox", "img-src 'self'", "style-src 'unsafe-inline'"]
    return "; ".join(parts)
