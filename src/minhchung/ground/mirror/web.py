"""The screen of connectors for those who keep the system: how each stands, its last rounds, run it now."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.mirror import actions, queries
from minhchung.ground.mirror.mapping import BadMapping, JsonMapping, read_mapping
from minhchung.ground.mirror.models import ConnectorName, Outcome, Round
from minhchung.ground.mirror.setup import Setup, configured
from minhchung.ground.skin import pieces

log = logging.getLogger(__name__)
_TONES = {
    Outcome.DONE: pieces.Tone.KEPT,
    Outcome.PARTLY: pieces.Tone.SOON,
    Outcome.REPEATED: pieces.Tone.NONE,
    Outcome.NOTHING_NEW: pieces.Tone.NONE,
    Outcome.FAILED: pieces.Tone.LATE,
}


@require(May.MANAGE_USERS)
@require_safe
def connectors(request: HttpRequest) -> HttpResponse:
    """How the connectors stand."""
    now, setup = _now(), configured()
    mapping, wrong = _mapping(setup)
    context = {
        "standings": [(each, _badge(each)) for each in queries.standings(setup, now)],
        "folder": setup.folder,
        "url": setup.url,
        "mapping": mapping,
        "mapping_wrong": wrong,
        "fresh": queries.freshness(setup, now),
        "table": pieces.Table(
            caption=_("Các lần chạy gần nhất"),
            columns=(
                pieces.Column(_("Lúc"), nowrap=True),
                pieces.Column(_("Bộ nối"), nowrap=True),
                pieces.Column(_("Kết quả")),
                pieces.Column(_("Diễn giải"), wide=True),
            ),
            rows=tuple(_row(each) for each in queries.last_rounds()),
            empty=_("Chưa có lần chạy nào"),
        ),
        "crumbs": (pieces.Crumb(_("Hệ thống")), pieces.Crumb(_("Bộ nối với hệ thống tỉnh"))),
    }
    return render(request, "mirror/connectors.html", context)


@require(May.MANAGE_USERS)
@require_POST
def run_now(request: HttpRequest, name: str) -> HttpResponseBase:
    """Run a connector beside the page; what comes of it stands among the rounds."""
    setup = configured()
    if name not in ConnectorName.values:
        raise Http404(_("Không có bộ nối này."))
    if name not in setup.names:
        messages.error(request, _("Bộ nối này chưa được cấu hình."))
    else:
        start(name, setup, by=request.user.username)
        messages.success(request, _("Đã cho chạy; tải lại trang để xem kết quả."))
    return redirect("mirror:connectors")


def start(name: str, setup: Setup, *, by: str) -> None:
    """Run a connector in a thread of this process."""
    threading.Thread(target=_apart, args=(name, setup, by), name=f"mirror-{name}", daemon=True).start()


def _apart(name: str, setup: Setup, by: str) -> None:
    try:
        actions.run(name, setup, by=by, clock=_now, pause=time.sleep)
    except actions.Busy:
        log.info("connector %s is running already", name)
    except Exception:
        # The thread is the outermost frame: what is not written here is lost.
        log.exception("connector %s stopped", name)
    finally:
        connection.close()


def _mapping(setup: Setup) -> tuple[JsonMapping | None, str]:
    kind = kind_named(setup.kind)
    if kind is None or setup.mapping is None:
        return None, ""
    try:
        return read_mapping(setup.mapping, [each.name for each in kind.importer.layout.fields]), ""
    except BadMapping as wrong:
        return None, str(wrong)


def _badge(each: queries.Standing) -> pieces.Badge:
    if not each.set_up:
        return pieces.Badge(_("Chưa cấu hình"), pieces.Tone.NONE)
    if each.running:
        return pieces.Badge(_("Đang chạy"), pieces.Tone.OPEN)
    if each.failures:
        return pieces.Badge(_("Đang lỗi, sẽ thử lại"), pieces.Tone.LATE)
    if each.last_success_at is None:
        return pieces.Badge(_("Chưa lấy được gì"), pieces.Tone.SOON)
    return pieces.Badge(_("Chạy tốt"), pieces.Tone.KEPT)


def _row(each: Round) -> pieces.Row:
    url = reverse("intake:run", args=[each.run_id]) if each.run_id else ""
    more: dict[str, Any] = {"url": url} if url else {}
    return pieces.Row(
        (
            pieces.Cell(f"{each.begun_at:%d/%m/%Y}", sub=f"{each.begun_at:%H:%M}"),
            pieces.Cell(str(each.connector), sub=each.by),
            pieces.Cell(badge=pieces.Badge(str(each.get_outcome_display()), _TONES[Outcome(each.outcome)])),
            pieces.Cell(each.words or "–", sub=each.file),
        ),
        **more,
    )


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
