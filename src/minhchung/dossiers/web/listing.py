"""Screens of dossiers: the list with its questions, the list as CSV, and one dossier with its clock explained."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from minhchung.dossiers import (
    desk_queries,
    forecasts,
    marks,
    online,
    outlooks_shown,
    queries,
    shown,
    sights,
    steps_shown,
)
from minhchung.dossiers.actions.telling import roads_to
from minhchung.dossiers.clock import Workshop
from minhchung.dossiers.columns import ListColumn, chosen
from minhchung.dossiers.counting import Tallied, counts, tallied
from minhchung.dossiers.forms import conditions
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.matching import MOMENTS, STANDINGS
from minhchung.dossiers.models import Channel, Dossier, Source, Verdict
from minhchung.dossiers.web.bulk_bar import BULK_FORM, bulk_bar
from minhchung.dossiers.web.doors import DOORS
from minhchung.dossiers.web.files_shown import attachments_section
from minhchung.dossiers.web.lists import asked_by, lists_section
from minhchung.dossiers.web.online import calendar_on, time_left
from minhchung.dossiers.web.papers import papers_section
from minhchung.figures import periods
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, may_import
from minhchung.ground.mirror.queries import freshness
from minhchung.ground.mirror.setup import configured
from minhchung.ground.notices.queries import of_record
from minhchung.ground.notices.shown import table_of
from minhchung.ground.one_moment import one_moment
from minhchung.ground.registers import actions
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.registers.register import Register
from minhchung.ground.registers.shown import pages_of
from minhchung.ground.registers.web import WIDE_FROM
from minhchung.ground.skin import pieces
from minhchung.organisation import queries as organisation
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.lifecycle import DEED_NAMES, STATE_NAMES, State
from minhchung.rules.rounding import printed_number

_PERSONAL = (
    "applicant_name",
    "applicant_phone",
    "applicant_tax_code",
    "applicant_email",
    "applicant_address",
)


class DossiersRegister(Register):
    """The words of a dossier's page; its list has questions of its own, below."""

    model = Dossier
    room = "dossiers"
    matter = "dossier"
    title = "Hồ sơ thủ tục hành chính"
    singular = "hồ sơ"
    columns = (
        "code",
        "applicant_name",
        "version__name",
        "field",
        "accepted_at",
        "due_at",
        "state",
        "verdict",
    )
    edit = May.EDIT_DOSSIERS
    personal = _PERSONAL
    import_name = "dossiers"
    deed_names = {
        "import_new": "Nhập từ tệp",
        "import_changed": "Nhập lại từ tệp, có thay đổi",
        "make_paper": "Lập giấy tờ",
        "explain_mark": "Giải trình dấu hiệu cần xem lại",
        **{str(deed): name.capitalize() for deed, name in DEED_NAMES.items()},
    }
    detail_template = "dossiers/dossier.html"

    @classmethod
    def rows(cls) -> Any:
        """With what the page of a dossier tells of its procedure, its waits and its explanation."""
        return Dossier.objects.select_related("procedure", "version", "explanation").prefetch_related(
            "pauses"
        )

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """The promise, the strip of days, the steps, the three units and the dossier's own story."""
        return _opened(record, datetime.now().replace(microsecond=0))

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The deeds that the law allows now and that the reader may do, what one comes for first."""
        allowed = desk_queries.deeds_allowed(record)
        permits = sights.permits_on(user, record.pk, _now())
        again = desk_queries.asks_again(record, _now().date())
        doors = [
            door
            for door in DOORS.values()
            if door.deed in allowed and permits.intersection(door.permits(again=again))
        ]
        links = [(door, reverse("dossiers:deed", args=[record.pk, door.slug])) for door in doors]
        return {
            "of_our_desk": record.source == Source.DESK,
            "may_move": May.APPROVE_DOSSIERS in permits,
            "may_invite": May.RECEIVE_DOSSIERS in permits
            and record.state in (State.FINISHED, State.RETURNED),
            "main_deeds": [link for link in links if link[0].main],
            "other_deeds": [link for link in links if not link[0].main],
            "answer_badge": _time_to_answer(record),
            "fresh": freshness(configured(), _now()) if record.source != Source.DESK else None,
            "followers": desk_queries.followers(record) if record.source == Source.DESK else [],
            **_notices(record, may_tell=user.may(May.RECEIVE_DOSSIERS)),
            **papers_section(record, user),
            "marks": marks.of_dossier(record.pk),
            "may_explain": user.may(May.EDIT_DOSSIERS),
            **attachments_section(record, user),
            **({} if user.may(May.READ_PERSONAL) else _story_without_people(record, _now())),
        }


@require(May.READ_RECORDS)
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """The list: search, filters, order, pages; without any condition it opens with the official's own first page."""
    if not request.GET and (first := desk_queries.first_list(request.user.pk)):
        return redirect(f"{request.path}?{first}")
    with one_moment():
        tally = tallied()
        ask = asked_by(request, tally)
        page = queries.page_of(ask, tally)
        work = _work(ask, tally)
    bulk = bulk_bar(request, page.found)
    context = {
        "ask": ask,
        "table": pieces.Table(
            picks=BULK_FORM if bulk else "",
            caption=_caption(ask, page),
            columns=tuple(_heading(request, ask, column) for column in chosen(ask.columns)),
            rows=tuple(
                pieces.Row(line.cells, url=reverse("dossiers:dossier", args=[line.id]), pick=str(line.id))
                for line in page.lines
            ),
            empty=_("Không có hồ sơ nào khớp với điều kiện tìm"),
        ),
        "is_wide": len(chosen(ask.columns)) > WIDE_FROM,
        "more_open": ask.match.narrows_beyond_search,
        "pages": pages_of(request, page),
        "nothing_yet": page.total == 0,
        "states": [(str(state), name) for state, name in STATE_NAMES.items()],
        "verdicts": Verdict.choices,
        "channels": Channel.choices,
        "fields": tally.fields(),
        "standings": STANDINGS.items(),
        "moments": [(name, words) for name, (_column, words) in MOMENTS.items()],
        "periods": _periods(ask, ask.now.date()),
        "csv_url": f"{reverse('dossiers:dossier_csv')}{_narrowing(request)}",
        "import_url": _import_url(request),
        "work": work,
        "fresh": freshness(configured(), ask.now),
        "bulk": bulk,
        "receive_url": reverse("dossiers:receive") if request.user.may(May.RECEIVE_DOSSIERS) else "",
        **lists_section(request, ask),
    }
    return render(request, "dossiers/list.html", context)


@require(May.READ_RECORDS)
@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """Every found dossier as CSV, streamed; taking out personal data is written to the trail."""
    ask = asked_by(request, tallied())
    headings, rows = queries.exported(ask)
    if ask.match.sees_personal:
        actions.note_export(
            room="dossiers",
            matter="dossier",
            fields=_PERSONAL,
            rows=queries.found(ask).count(),
            query=request.META.get("QUERY_STRING", ""),
            by=request.user.username,
            at=_now(),
        )
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ho-so.csv"'
    return response


def _work(ask: queries.Ask, tally: Tallied) -> tuple[pieces.NavItem, ...]:
    """The lists of work that hold something, and the one that is open, each with its true count."""
    found = counts(ask.now, ask.match.whose, tally)
    here = reverse("dossiers:dossier_list")
    return tuple(
        pieces.NavItem(
            str(words).capitalize(),
            f"{here}?tinh-hinh={name}",
            current=name == ask.match.standing,
            count=printed_number(found[name]),
        )
        for name, (words, _condition) in desk_queries.WORKLISTS.items()
        if found[name] or name == ask.match.standing
    )


def _caption(ask: queries.Ask, page: queries.Page) -> str:
    told = {"found": printed_number(page.found), "total": printed_number(page.total), "text": ask.match.text}
    if page.near:
        told["instead"] = ", ".join(page.instead)
        if page.instead:
            return (
                _(
                    "Không có hồ sơ nào đúng “%(text)s”. Gần đúng với %(instead)s: %(found)s trong %(total)s hồ sơ"
                )
                % told
            )
        return _("Không có hồ sơ nào đúng “%(text)s”. Gần đúng: %(found)s trong %(total)s hồ sơ") % told
    if ask.match.is_asked:
        return _("Tìm thấy %(found)s trong %(total)s hồ sơ") % told
    return _("Tất cả %(total)s hồ sơ") % told


def _opened(dossier: Dossier, now: datetime) -> dict[str, Any]:
    homes = Homes()
    begun = dossier.accepted_at or dossier.filed_at or now
    home = homes.on(begun.date())
    workshop = homes.workshop_of(home, dossier.calendar_edition) if home is not None else Workshop(None)
    badge = shown.standing(
        state=dossier.state,
        verdict=dossier.verdict,
        accepted=dossier.accepted_at is not None,
        kept_until_at=dossier.kept_until_at,
        now=now,
    )
    strip, no_strip = shown.strip_of(dossier, workshop, today=now.date(), badge=badge)
    names = _names(dossier, begun.date())
    held_by = dossier.held_by_id
    at_present = organisation.names_of([held_by], now.date()) if held_by else {}
    units = (
        (gettext_lazy("Nơi nộp"), dossier.filed_with_id, names),
        (gettext_lazy("Nơi hỗ trợ"), dossier.supported_by_id, names),
        (gettext_lazy("Cơ quan giải quyết"), dossier.settled_by_id, names),
        *(((gettext_lazy("Đang ở"), held_by, at_present),) if held_by else ()),
    )
    try:
        late = shown.lateness(dossier, workshop.calendar, now) if workshop.calendar else ""
    except NoCalendarForYear as cannot:
        late = str(cannot)
    return {
        "dossier": dossier,
        "badge": badge,
        "late": late,
        "state_name": STATE_NAMES[State(dossier.state)],
        "strip": strip,
        "no_strip": no_strip,
        "steps": shown.steps_of(dossier),
        "process": steps_shown.steps_shown(dossier, now),
        "by_law": shown.judgement(dossier.verdict),
        "by_portal": shown.judgement(dossier.portal_verdict),
        "by_extension": shown.judgement(dossier.extended_verdict) if dossier.extended_verdict else None,
        "units": [
            (
                label,
                called.get(number, "") if number else "",
                number and reverse("organisation:unit", args=[number]),
            )
            for label, number, called in units
        ],
        "outlook": outlooks_shown.outlook_shown(forecasts.foreseen(dossier.pk, at=now), now)
        if dossier.accepted_at is not None and dossier.ended_at is None
        else None,
        "events": shown.story_of(dossier, _("Người nộp"), names),
        "version_url": reverse("procedures:procedure_version", args=[dossier.version_id]),
    }


def _time_to_answer(dossier: Dossier) -> pieces.Badge | None:
    """What is left to answer a dossier filed online; None for one that was answered or came otherwise."""
    if dossier.answer_due_at is None or dossier.state != State.REGISTERED:
        return None
    now = _now()
    minutes = online.left(calendar_on(now), now, dossier.answer_due_at)
    return time_left(minutes, settings.ONLINE_ALERT_MINUTES)


def _notices(dossier: Dossier, *, may_tell: bool) -> dict[str, Any]:
    """What the applicant was told, and what may be told him anew because it did not reach him."""
    told = of_record("dossiers", "dossier", dossier.pk, roads_to(dossier))
    return {
        "notices": table_of(told) if told else None,
        "unreached": [
            (each, reverse("dossiers:tell_anew", args=[dossier.pk, each.id]))
            for each in told
            if may_tell and each.may_go_anew
        ],
    }


def _names(dossier: Dossier, on: date) -> dict[int, str]:
    """Every unit that a dossier's page names, as it was called on a day."""
    places = (dossier.filed_with_id, dossier.supported_by_id, dossier.settled_by_id, dossier.held_by_id)
    passed = (event.to_unit_id for event in desk_queries.story(dossier))
    return organisation.names_of([number for number in (*places, *passed) if number], on)


def _story_without_people(dossier: Dossier, now: datetime) -> dict[str, Any]:
    """The story for those who may not read personal data."""
    names = _names(dossier, (dossier.accepted_at or dossier.filed_at or now).date())
    return {"events": shown.story_of(dossier, _("Người nộp"), names, sees_personal=False)}


def _heading(request: HttpRequest, ask: queries.Ask, column: ListColumn) -> pieces.Column:
    sortable = ask.match.sees_personal or not column.personal
    direction = {column.name: "asc", f"-{column.name}": "desc"}.get(ask.sort, "") if sortable else ""
    wanted = f"-{column.name}" if direction == "asc" else column.name
    return pieces.Column(
        str(column.heading),
        number=column.number,
        nowrap=column.nowrap,
        wide=column.wide,
        sort_url=f"{request.path}{_narrowing(request, sap=wanted)}" if sortable else "",
        sorted=direction,
    )


def _periods(ask: queries.Ask, today: date) -> list[tuple[str, list[periods.Choice]]]:
    chosen = ask.match.period or str(today.year)
    groups = periods.choices(queries.first_year(today.year), today, chosen)
    if not ask.match.period:  # "every period" is chosen, none of these
        return [(name, [periods.Choice(each.label, each.words) for each in group]) for name, group in groups]
    return groups


def _narrowing(request: HttpRequest, **more: str) -> str:
    text = conditions(request.GET, **more)
    return f"?{text}" if text else ""


def _import_url(request: HttpRequest) -> str:
    if not may_import(request.user.role, "dossiers"):
        return ""
    try:
        return reverse("intake:upload", args=["dossiers"])
    except NoReverseMatch:
        return ""


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
