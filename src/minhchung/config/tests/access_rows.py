"""Real rows for the access table: one's own, somebody else's, ended ones, and what hangs on them.

``Stage.row(table, whose, user)`` makes a row once and gives it again. A table whose rows cannot be made from the types of
their columns alone has a line in ``GIVEN``; one whose rows belong to somebody has a maker in ``MAKERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import models

from minhchung.config.tests import access_finance, access_pages
from minhchung.dossiers.actions import make_paper
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import a_board
from minhchung.dossiers.web.uploads import PURPOSE, session_mark
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS, Actor, Filing, cases
from minhchung.feedback.actions.acting import Matter
from minhchung.feedback.following import secret_of
from minhchung.figures.periods import window_named
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Reach, Role, reach_of
from minhchung.ground.intake import drafts, runs
from minhchung.ground.intake.kinds import kind_named
from minhchung.organisation.models import Unit
from minhchung.portal.desk import publish_report
from minhchung.reports import desk
from minhchung.reports.queries import report_page, stored
from minhchung.rules.lifecycle import State

AT = datetime(2026, 8, 27, 8, 0)
OWN, FOREIGN, CLOSED, FOREIGN_CLOSED = "own", "foreign", "closed", "foreign and closed"
#: A number that no row bears: a deleted row's.
GONE = 987_654_321


class Stage:
    """An agency with one user of each role and rows made when they are asked for."""

    def __init__(self) -> None:
        self.users = {
            role: User.objects.create(
                username=str(role), full_name=f"Vai {role}", role=str(role), date_joined=AT
            )
            for role in Role
        }
        self.other = User.objects.create(
            username="other", full_name="Người Khác", role=str(Role.SPECIALIST), date_joined=AT
        )
        self.third = User.objects.create(
            username="third", full_name="Người Thứ Ba", role=str(Role.HEAD), date_joined=AT
        )
        self._made: dict[Any, Any] = {}
        self.agency = a_board()
        self.unit, self.other_unit = (a_unit(code, self.agency) for code in ("P1", "P2"))
        posting = apps.get_model("dossiers.Posting")
        for user in self.users.values():
            if reach_of(user.role) == Reach.UNIT:
                posting.objects.create(user=user, unit=self.unit)
        posting.objects.create(user=self.other, unit=self.other_unit)

    def row(self, table: str, whose: str = OWN, user: User | None = None) -> Any:
        """A row of a table; ``user`` matters for tables whose rows name people."""
        maker = MAKERS.get(table)
        key = (table, whose, user.pk if user is not None and table in BY_NAME else None)
        if key not in self._made:
            if maker is not None:
                self._made[key] = maker(self, whose, user)
            else:
                self._made[key] = a_row(apps.get_model(table), self, **GIVEN.get(table, {}))
        return self._made[key]

    def address_of(self, row: Any, column: str) -> str:
        """What stands for a row in an address."""
        if column == "token":
            return token_of(row.pk)
        if column == "confirm token":
            return "f" * 40
        if column == "stop token":
            return token_of(row.pk, "stop-following")
        if column == "secret":
            return secret_of(row.pk)
        return str(row if isinstance(row, str) else getattr(row, column))


def a_unit(code: str, parent: Any) -> Any:
    unit = apps.get_model("organisation.Unit").objects.create(code=code, kind="department")
    unit.versions.create(name=code, parent=parent, since=date(2010, 1, 1))
    return unit


def a_row(model: type[models.Model], stage: Stage, **given: Any) -> Any:
    """A row of a model with everything filled in that it must have."""
    told = {name: value() if callable(value) else value for name, value in given.items()}
    number = model._default_manager.count() + 1
    for each in model._meta.concrete_fields:
        if each.name in told or each.has_default() or each.null or each.primary_key:
            continue
        if each.blank and isinstance(each, models.CharField | models.TextField):
            continue
        told[each.name] = _filled(each, stage, number)
    return model._default_manager.create(**told)


def _filled(column: Any, stage: Stage, number: int) -> Any:
    if column.is_relation:
        related = column.related_model
        if column.unique:
            return a_row(related, stage, **GIVEN.get(related._meta.label, {}))
        return stage.row(related._meta.label)
    if column.choices:
        return column.flatchoices[0][0]
    match column:
        case models.JSONField():
            return {}
        case models.BooleanField():
            return False
        case models.DateTimeField():
            return AT
        case models.DateField():
            return date(2026, 8, 1) + timedelta(days=number)
        case models.IntegerField() | models.DecimalField():
            return number
    return f"x{number}"[: column.max_length or 20]


GIVEN: Mapping[str, Mapping[str, Any]] = {
    "accounts.User": {"role": "clerk"},
    "procedures.ProcedureVersion": {"since": date(2020, 1, 1), "posted_web_on": date(2020, 1, 1)},
    "organisation.OfficeHours": {"weekly": {"mon": "07:30-11:30"}},
    "correspondence.OutgoingDocument": {"paper_also": True},
    "direction.Plan": {"year": 2026, "issued_on": date(2026, 1, 5)},
    "direction.PlanTask": {"due_kind": "year"},
    "legislation.Systematisation": {"fixed_on": date(2018, 12, 31), "published_on": date(2019, 2, 28)},
    "direction.Initiative": {"proposed_on": date(2026, 8, 1)},
    "direction.IndexCriterion": {"full": 2, "score": 1},
    "direction.PlanTable": {"lines": list},
    "direction.IndexResult": {"kind": "reform", "decision": "QĐ 1", "score": 80, "full": 100},
    "feedback.Feedback": {"source": "desk", "sent_at": AT, "received_at": AT, "state": "in_progress"},
    **access_finance.GIVEN,
    "notices.Notice": {"next_try_at": AT, "recipient": "a@example.org", "body": "x"},
}
#: Tables whose rows are for those named on them.
BY_NAME: frozenset[str] = frozenset(
    {
        "accounts.Delegation",
        "intake.Draft",
        "work.Run",
        "files.Upload",
        "dossiers.SavedList",
        "feedback.Complaint",
        "feedback.Denunciation",
        "staff.Assessment",
        "staff.AssessmentLine",
    }
)
#: Of these an address does not bear the number.
BY_TOKEN: frozenset[str] = frozenset({"intake.Draft"})
#: What no row bears where rows are known by something else than a number.
GONE_BY_NAME: Mapping[str, str] = {"files.Upload": str(UUID(int=0))}


def _dossier(stage: Stage, whose: str, _user: User | None) -> Any:
    closed = whose in (CLOSED, FOREIGN_CLOSED)
    ended = {"ended_at": AT, "returned_at": AT, "state": str(State.RETURNED)} if closed else {}
    foreign = whose in (FOREIGN, FOREIGN_CLOSED)
    held = stage.other_unit if foreign else stage.unit
    dossier = a_row(
        apps.get_model("dossiers.Dossier"),
        stage,
        **{
            "source": "desk",
            "filed_at": AT,
            "accepted_at": AT,
            "state": str(State.IN_PROGRESS),
            "limit": 5,
            "limit_unit": "working-day",
            "filed_with": stage.agency,
            "settled_by": stage.agency,
            "held_by": held,
            **ended,
        },
    )
    told = {"dossier": dossier, "number": 1, "deed": "accept", "to_state": "4", "cites": "Điều 17"}
    a_row(apps.get_model("dossiers.Event"), stage, **told, at=AT, recorded_at=AT)
    make_paper(dossier=dossier.pk, kind="receipt", event=1, by="one_stop", at=AT)
    return dossier


def _kept_file(stage: Stage, _whose: str, user: User | None) -> Any:
    digest = "ab" + "0" * 62
    place = Path(settings.MEDIA_ROOT) / "ab" / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"%PDF-1.7")
    return a_row(
        apps.get_model("files.KeptFile"),
        stage,
        digest=digest,
        name="x.pdf",
        content_type="application/pdf",
        purpose="report",
    )


def _case(matter: Matter) -> Callable[..., Any]:
    """A complaint or denunciation on which the one who asks is named, or somebody else; a closed one is concluded."""

    def maker(stage: Stage, whose: str, user: User | None) -> Any:
        named = user if whose in (OWN, CLOSED) and user is not None else stage.other
        by = Actor(username=named.username, user=named.pk, approves=True)
        if not Unit.objects.filter(is_home=True).exists():
            a_board()
        filing = Filing(channel="paper", who="x", contact="", against="", content="x", round="first")
        record = cases.receive(matter=matter, filing=filing, named=(), by=by, at=AT)
        if whose in (CLOSED, FOREIGN_CLOSED):
            cases.decline(matter=matter, number=record.pk, revision=None, reason="x", by=by, at=AT)
        return record

    return maker


def _survey(stage: Stage, whose: str, user: User | None) -> Any:
    dossier = stage.row("dossiers.Dossier", CLOSED, user)
    return a_row(
        apps.get_model("feedback.SurveyAnswer"), stage, dossier=dossier, edition="nd118-2025", way="link"
    )


def _report(stage: Stage, whose: str, _user: User | None) -> Any:
    """Frozen and published: a draft would be composed anew for each role, and asks the same doors."""
    del whose
    draft = desk.draw_up_report(window_named("2025"), signing=desk.Signing(), by="reform", at=AT)
    desk.freeze_report(draft, by="leader", at=AT)
    publish_report(report_page(draft.pk), by="reform", at=AT)
    return stored(draft.pk)


def _process(stage: Stage, _whose: str, _user: User | None) -> Any:
    process = a_row(apps.get_model("procedures.Process"), stage)
    a_row(apps.get_model("procedures.ProcessStep"), stage, process=process, minutes=480)
    return process


def _child_of(table: str, parent: str, field: str) -> Callable[..., Any]:
    def maker(stage: Stage, whose: str, user: User | None) -> Any:
        return a_row(apps.get_model(table), stage, **{field: stage.row(parent, whose, user)})

    return maker


def _difference(stage: Stage, whose: str, _user: User | None) -> Any:
    told = {name: stage.row(table, whose) for name, table in _OF_A_DIFFERENCE.items()}
    return a_row(apps.get_model("dossiers.Difference"), stage, **told)


_OF_A_DIFFERENCE = {"reconciliation": "dossiers.Reconciliation", "dossier": "dossiers.Dossier"}


def _reconciliation(stage: Stage, _whose: str, _user: User | None) -> Any:
    return a_row(
        apps.get_model("dossiers.Reconciliation"), stage, since=date(2026, 1, 1), until=date(2026, 2, 1)
    )


def _trial(stage: Stage, _whose: str, _user: User | None) -> Any:
    return a_row(apps.get_model("dossiers.Replay"), stage, since=date(2026, 1, 1), until=date(2026, 2, 1))


def _follower(stage: Stage, whose: str, user: User | None) -> Any:
    told = {"dossier": stage.row("dossiers.Dossier", whose, user), "address": "a@example.org", "masked": "a"}
    link = {"confirm_hash": sha256(b"f" * 40).hexdigest(), "confirm_until_at": datetime(2100, 1, 1)}
    return a_row(apps.get_model("dossiers.Follower"), stage, **told, **link)


def _notice(stage: Stage, whose: str, user: User | None) -> Any:
    record = stage.row("dossiers.Dossier", whose, user).pk
    about = {"room": "dossiers", "matter": "dossier", "record": record}
    return a_row(apps.get_model("notices.Notice"), stage, **GIVEN["notices.Notice"], **about)


def _draft(stage: Stage, whose: str, user: User | None) -> str:
    owner = user if whose in (OWN, CLOSED) and user is not None else stage.other
    kind = kind_named("units")
    assert kind is not None
    token, path = drafts.new_draft(
        ["mã đơn vị,tên đơn vị\nX,Y\n".encode()],
        "don-vi.csv",
        kind="units",
        owner=owner.username,
        source="",
    )
    drafts.keep_mapping(token, runs.mapping_for(path, kind.importer(), ""))
    return token


def _delegation(stage: Stage, whose: str, user: User | None) -> Any:
    """Between the one who asks and another, or between two others; a closed one is over."""
    own = whose in (OWN, CLOSED)
    giver = user if own and user is not None else stage.other
    taker = stage.other if own and user is not None else stage.third
    over = {"until_at": AT} if whose in (CLOSED, FOREIGN_CLOSED) else {"until_at": datetime(2100, 1, 1)}
    told = {"giver": giver, "taker": taker, "permits": "edit_dossiers", "since_at": AT - timedelta(days=9)}
    return a_row(apps.get_model("accounts.Delegation"), stage, **told, **over, reason="Nghỉ phép")


def _upload(stage: Stage, whose: str, user: User | None) -> Any:
    owner = user if whose in (OWN, CLOSED) and user is not None else stage.other
    model = apps.get_model("files.Upload")
    told = {"purpose": PURPOSE, "record": stage.row("dossiers.Dossier", whose).pk, "by": owner.username}
    return a_row(model, stage, id=uuid4(), size=10, session=session_mark(None), **told)


def _saved_list(stage: Stage, whose: str, user: User | None) -> Any:
    owner = user if whose in (OWN, CLOSED) and user is not None else stage.other
    return a_row(apps.get_model("dossiers.SavedList"), stage, owner=owner, name=f"{whose} {user}")


def _run(stage: Stage, _whose: str, _user: User | None) -> Any:
    return a_row(apps.get_model("intake.ImportRun"), stage, layout="units", state="done")


def _bulk_run(stage: Stage, whose: str, user: User | None) -> Any:
    """Tried and waiting to be confirmed; over when it is closed."""
    over = {"state": "stopped", "ended_at": AT} if whose in (CLOSED, FOREIGN_CLOSED) else {"state": "resting"}
    told = {"deed": "chuyen", "words": {"to_unit": 1, "to_holder": None, "content": ""}, "said": []}
    owner = user if whose in (OWN, CLOSED) and user is not None else stage.other
    return a_row(
        apps.get_model("work.Run"),
        stage,
        key=uuid4(),
        kind="dossiers.bulk",
        room="dossiers",
        matter="bulk_run",
        arguments=told,
        by=owner,
        created_at=AT,
        turn_at=AT,
        **over,
    )


#: How a row is made whose owner or state matters: (stage, whose, the one who asks) -> row.
MAKERS: Mapping[str, Callable[[Stage, str, User | None], Any]] = {
    "accounts.Delegation": _delegation,
    "dossiers.Dossier": _dossier,
    "dossiers.Attachment": _child_of("dossiers.Attachment", "dossiers.Dossier", "dossier"),
    "dossiers.Reconciliation": _reconciliation,
    "dossiers.Difference": _difference,
    "direction.Evidence": lambda stage, whose, user: access_pages.evidence(a_row, stage, whose, user),
    "direction.Meeting": lambda stage, whose, user: access_pages.meeting(a_row, stage, whose, user),
    "dossiers.Follower": _follower,
    "dossiers.Mark": _child_of("dossiers.Mark", "dossiers.Dossier", "dossier"),
    "dossiers.Replay": _trial,
    "dossiers.SavedList": _saved_list,
    "feedback.Complaint": _case(COMPLAINTS),
    "feedback.Denunciation": _case(DENUNCIATIONS),
    "feedback.FeedbackFile": _child_of("feedback.FeedbackFile", "feedback.Feedback", "record"),
    "feedback.SurveyAnswer": _survey,
    "legislation.DocumentFile": lambda stage, whose, _user: access_pages.legal_file(
        a_row, stage, whose == OWN
    ),
    "legislation.Relation": lambda stage, _whose, _user: access_pages.legal_edge(a_row, stage),
    "files.KeptFile": _kept_file,
    "files.Upload": _upload,
    "intake.Draft": _draft,
    "intake.ImportRun": _run,
    "notices.Notice": _notice,
    "organisation.Succession": lambda stage, _whose, _user: access_pages.successors(a_row, stage),
    "portal.Article": lambda stage, _whose, _user: access_pages.former_article(a_row, stage),
    "portal.Paper": lambda stage, _whose, _user: access_pages.paper(stage),
    "portal.ShownFigure": lambda stage, _whose, _user: access_pages.figure(stage),
    "portal.Rendition": lambda _stage, _whose, _user: access_pages.rendition(),
    "procedures.Component": lambda stage, whose, _user: access_pages.component(a_row, stage, whose == OWN),
    "procedures.PostedList": lambda stage, _whose, _user: access_pages.posted_list(stage),
    "procedures.PostedText": lambda stage, _whose, _user: access_pages.posted_text(stage),
    "procedures.Process": _process,
    "reports.Report": _report,
    "staff.Assessment": lambda stage, whose, user: access_pages.assessment(
        a_row, stage, user if whose in (OWN, CLOSED) else None, closed=whose in (CLOSED, FOREIGN_CLOSED)
    ),
    "staff.AssessmentLine": lambda stage, whose, user: access_pages.counted_line(
        a_row, stage, stage.row("staff.Assessment", whose, user)
    ),
    "work.Run": _bulk_run,
}
