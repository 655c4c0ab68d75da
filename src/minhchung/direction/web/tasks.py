"""A task of a plan: its page, every deed on it, and the files that show it done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.direction import (
    actions,
    board_queries,
    forms,
    holding_queries,
    holdings_shown,
    moves,
    shown,
    task_shown,
)
from minhchung.direction.models import PlanTask
from minhchung.direction.moves import Deed
from minhchung.direction.people import candidates
from minhchung.dossiers.forms import DeedForm
from minhchung.dossiers.posts import posting_of, posts_of, units_of
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, Role, only_looks
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.files import actions as files
from minhchung.ground.files import scanner
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.web import handed_out
from minhchung.ground.intake.folding import fold
from minhchung.ground.skin import pieces


@dataclass(frozen=True)
class Door:
    """A deed with a door on the page of a task; ``main`` is what one comes for."""

    deed: Deed
    form: type[DeedForm]
    do: Callable[..., Any]
    main: bool = False
    button: Any = ""
    lead: Any = ""

    @property
    def words(self) -> str:
        """What stands on the button."""
        return str(self.button or moves.DEED_NAMES[self.deed])


DOORS: Mapping[str, Door] = {
    "bat-dau": Door(Deed.START, DeedForm, actions.start, main=True),
    "tien-do": Door(Deed.NOTE, forms.NoteForm, actions.note, main=True),
    "minh-chung": Door(
        Deed.SHOW, forms.PaperForm, actions.show_document, button=gettext_lazy("Thêm minh chứng: văn bản")
    ),
    "minh-chung-tep": Door(
        Deed.SHOW, forms.FileForm, actions.show_file, button=gettext_lazy("Thêm minh chứng: tệp")
    ),
    "minh-chung-so-lieu": Door(
        Deed.SHOW,
        forms.FigureForm,
        actions.show_figure,
        button=gettext_lazy("Thêm minh chứng: số liệu"),
        lead=gettext_lazy(
            "Số liệu được hỏi lại khi báo xong và khi xác nhận; chưa đạt mức thì chưa xong được."
        ),
    ),
    "bo-minh-chung": Door(Deed.UNSHOW, forms.UnshowForm, actions.unshow),
    "bao-xong": Door(
        Deed.REPORT,
        DeedForm,
        actions.report,
        main=True,
        lead=gettext_lazy("Cán bộ cải cách hành chính xem minh chứng rồi xác nhận."),
    ),
    "tra-lai": Door(Deed.SEND_BACK, forms.ReasonForm, actions.send_back),
    "hoan-thanh": Door(
        Deed.FINISH,
        forms.FinishForm,
        actions.finish,
        main=True,
        lead=gettext_lazy(
            "Sản phẩm ghi vào sổ là các minh chứng đã có; ngày của sản phẩm là ngày muộn nhất."
        ),
    ),
    "mo-lai": Door(Deed.REOPEN, forms.ReasonForm, actions.reopen),
    "lui-han": Door(
        Deed.POSTPONE,
        forms.PostponeForm,
        actions.postpone,
        lead=gettext_lazy("Lời của kế hoạch giữ nguyên; lý do nằm trong lịch sử của nhiệm vụ."),
    ),
    "dua-ra": Door(
        Deed.DROP,
        forms.ChangeForm,
        actions.drop_task,
        lead=gettext_lazy("Mẫu số ban đầu vẫn giữ nhiệm vụ này."),
    ),
    "giao-nguoi": Door(
        Deed.ENTRUST,
        forms.EntrustForm,
        actions.entrust,
        lead=gettext_lazy("Việc xong được đếm cho người chịu trách nhiệm chính vào ngày hoàn thành."),
    ),
    "chuyen-nguoi": Door(
        Deed.HAND_OVER,
        forms.HandOverForm,
        actions.hand_over,
        lead=gettext_lazy("Thời gian của người trước được giữ lại trên nhiệm vụ."),
    ),
    "cung-lam": Door(
        Deed.JOIN,
        forms.EntrustForm,
        actions.join,
        lead=gettext_lazy(
            "Người cùng làm thấy nhiệm vụ trong việc của mình; sản phẩm đếm cho người chịu trách nhiệm chính."
        ),
    ),
    "thoi-giao": Door(Deed.RELEASE, forms.ReleaseForm, actions.release),
}


def actor_of(user: Any, task: PlanTask, at: datetime) -> actions.Actor:
    """Who acts on a task, with the unit of his that has a part in it; whoever may edit the plan keeps it."""
    posting = posting_of(user.pk)
    units = units_of(user.pk, at)
    unit = task.lead_id if task.lead_id in units else next(iter(units), None)
    if len(units) > 1 and task.lead_id not in units:
        unit = next((each for each in board_queries.supporting(task.pk) if each in units), unit)
    return actions.Actor(
        username=user.username,
        name=str(user),
        post=posting.post if posting and posting.post else str(user.get_role_display()),
        user=user.pk,
        unit=unit,
        approves=user.may(May.EDIT_DIRECTION),
        heads=frozenset(
            each.unit_id for each in posts_of(user.pk, at) if (each.role or user.role) == Role.HEAD
        ),
    )


def task_context(task: PlanTask, user: Any) -> dict[str, Any]:
    """What the page of a task adds for one reader."""
    now = _now()
    standing = board_queries.standing_of(task, now.date())
    evidence = board_queries.evidence_of(task.pk)
    by = actor_of(user, task, now)
    holdings = holding_queries.holdings_of(task.pk)
    has = _Has(bool(evidence), *_held(holdings))
    doors = [
        (door, reverse("direction:task_deed", args=[task.pk, slug]))
        for slug, door in DOORS.items()
        if not only_looks(user.role) and _is_open(door, task, by, has)
    ]
    return {
        "standing": shown.badge_of(standing),
        "state": moves.STATE_NAMES[moves.State(task.state)],
        "led_by": board_queries.led_by_successor(task),
        "evidence": task_shown.evidence_table(evidence, task.pk),
        "holdings": holdings_shown.holdings_table(holdings, full_names({each.set_by for each in holdings})),
        "is_unheld": not has.main
        and task.plan.issued_on is not None
        and task.state in ("new", "doing", "reported"),
        "notes": task_shown.notes_told(board_queries.notes_of(task.pk)),
        "main_doors": [(door.words, url) for door, url in doors if door.main],
        "other_doors": [(door.words, url) for door, url in doors if not door.main],
        "is_draft": task.plan.issued_on is None,
        "needs_count": task.due_kind == "regular" and task.product_count is None and task.done_on is None,
    }


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def task_deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """Do one deed on a task; nothing typed is lost on a refusal."""
    if only_looks(request.user.role):
        raise PermissionDenied
    door, task = DOORS.get(slug), board_queries.task(number)
    if door is None or task is None:
        raise Http404(_("Không có nhiệm vụ hoặc việc này."))
    now = _now()
    form = _form(door, task, request, now)
    outdated = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        seen = actions.Seen(number, told["revision"], str(told["form_key"]))
        try:
            door.do(
                seen=seen, by=actor_of(request.user, task, now), at=now, **_words(door, form, request, now)
            )
        except actions.Repeated:
            return redirect("direction:plan_task", number)
        except actions.Outdated as refusal:
            outdated = str(refusal)
            typed = request.POST.copy()
            task.refresh_from_db()
            typed["revision"], typed["form_key"] = str(task.revision), str(uuid4())
            form = _form(door, task, request, now, typed)
        except (actions.Refusal, NotAccepted) as refusal:
            name = getattr(refusal, "field_name", "")
            form.add_error(name if name in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": door.words.lower()})
            if request.POST.get("ve") == "the":
                return redirect(f"{reverse('direction:work')}?nam={task.plan.year}&xem=the")
            return redirect("direction:plan_task", number)
    here = reverse("direction:plan_task", args=[number])
    context = {
        "form": form,
        "heading": door.words,
        "above": str(task)[:200],
        "lead": door.lead,
        "button": door.words,
        "outdated": outdated,
        "cancel_url": here,
        "crumbs": (
            pieces.Crumb(_("Nhiệm vụ của kế hoạch"), reverse("direction:work")),
            pieces.Crumb(str(task)[:80], here),
            pieces.Crumb(door.words),
        ),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "direction/deed.html", context, status=status)


@require(May.READ_RECORDS)
@require_safe
def task_file(request: HttpRequest, number: int, evidence: int) -> HttpResponseBase:
    """The file that shows a task done."""
    found = board_queries.evidence(number, evidence)
    if found is None or found.file is None:
        raise Http404(_("Nhiệm vụ này không có tệp đó."))
    answer = handed_out(found.file)
    answer["Cache-Control"] = "private, no-store"
    return answer


@dataclass(frozen=True)
class _Has:
    """What a task has: evidence, somebody in charge, anybody at work on it."""

    evidence: bool
    main: bool
    anybody: bool


def _held(holdings: list[Any]) -> tuple[bool, bool]:
    now = [each for each in holdings if each.until_on is None]
    return any(each.part == "main" for each in now), bool(now)


#: What a task must have for a deed to make sense.
_NEEDS: Mapping[Deed, Callable[[_Has], bool]] = {
    Deed.UNSHOW: lambda has: has.evidence,
    Deed.REPORT: lambda has: has.evidence,
    Deed.FINISH: lambda has: has.evidence,
    Deed.ENTRUST: lambda has: not has.main,
    Deed.HAND_OVER: lambda has: has.main,
    Deed.JOIN: lambda has: has.main,
    Deed.RELEASE: lambda has: has.anybody,
}


def _is_open(door: Door, task: PlanTask, by: actions.Actor, has: _Has) -> bool:
    """Whether a door is shown: the table knows the move, it is his to do, and there is something to do it with."""
    if task.plan.issued_on is None or not moves.TASK.knows(task.state, door.deed):
        return False
    if door.deed in _NEEDS and not _NEEDS[door.deed](has):
        return False
    if door.deed == Deed.ENTRUST and task.done_on is not None and not by.approves:
        return False
    try:
        actions.check_right(door.deed, task, by)
    except actions.Refusal:
        return False
    return True


def _form(door: Door, task: PlanTask, request: HttpRequest, now: datetime, typed: Any = None) -> Any:
    initial: dict[str, Any] = {"revision": task.revision, "form_key": uuid4()}
    more: dict[str, Any] = {}
    if door.form is forms.FinishForm:
        initial["done_on"] = f"{now:%d/%m/%Y}"
    elif door.form is forms.FigureForm:
        more["figures"] = sorted(((each.key, str(each.title)) for each in REGISTER), key=_by_title)
        initial |= {"window": str(task.plan.year), "comparator": "ge"}
    elif door.form is forms.UnshowForm:
        more["shown"] = [
            (each.number, f"{each}, {each.on:%d/%m/%Y}, {str(each.get_kind_display()).lower()}")
            for each in board_queries.evidence_of(task.pk)
        ]
    elif issubclass(door.form, forms.EntrustForm):
        more["people"] = candidates(task, now.date())
        initial["since_on"] = f"{min(task.done_on or now.date(), now.date()):%d/%m/%Y}"
    elif door.form is forms.ReleaseForm:
        held = [each for each in holding_queries.holdings_of(task.pk) if each.until_on is None]
        more["holders"] = [(each.user_id, str(each)) for each in held]
        initial["until_on"] = f"{now:%d/%m/%Y}"
    elif door.form is forms.ChangeForm:
        initial["on"] = f"{date.today():%d/%m/%Y}"
    if request.method != "POST":
        return door.form(initial=initial, **more)
    return door.form(typed or request.POST, request.FILES, initial=initial, **more)


def _by_title(figure: tuple[str, str]) -> str:
    return fold(figure[1])


def _words(door: Door, form: Any, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What was entered; a file is kept first, and belongs to nothing if the deed is refused."""
    if not isinstance(form, forms.FileForm):
        told: dict[str, Any] = form.words()
        return told
    file = form.cleaned_data["file"]
    kept, _warnings = files.keep_checked(
        file.chunks(),
        name=file.name or "",
        purpose="direction.evidence",
        scanner=scanner.configured(),
        by=request.user.username,
        at=now,
    )
    return form.words_with(kept.pk)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
