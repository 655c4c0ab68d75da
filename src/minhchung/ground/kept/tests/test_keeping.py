"""What is kept is asked anew exactly when it has changed: whoever changed it, by whatever road."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import translation

from minhchung.dossiers import posts
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts import lending
from minhchung.ground.accounts.models import Delegation, User
from minhchung.ground.kept.keeping import KEEPERS, asking_once, kept
from minhchung.ground.kept.models import Topic
from minhchung.ground.kept.tests.cast import AN, ON, TEXT, a_row_everywhere, asked, gone, tables_in, tokens
from minhchung.ground.kept.watching import Watched, watched_tables
from minhchung.ground.notices.models import NoticeTemplate
from minhchung.ground.notices.queries import is_used
from minhchung.legislation import queries as legislation
from minhchung.legislation.models import LegalDocument
from minhchung.organisation import calendars
from minhchung.organisation import queries as organisation
from minhchung.organisation.models import CalendarChange, OfficeHours, Succession, Unit, UnitVersion
from minhchung.organisation.models.units import latest_names
from minhchung.portal import posting
from minhchung.procedures import bases, posted_queries, processes
from minhchung.procedures import queries as procedures
from minhchung.procedures.models import (
    BlankForm,
    Component,
    OwnDesk,
    Procedure,
    ProcedureBasis,
    ProcedureCase,
    ProcedureVersion,
    Process,
    ProcessStep,
)

WATCHED = {
    "organisation": (Unit, UnitVersion, Succession, OfficeHours, CalendarChange),
    "procedures": (
        Procedure,
        ProcedureVersion,
        ProcedureCase,
        Component,
        BlankForm,
        OwnDesk,
        Process,
        ProcessStep,
        ProcedureBasis,
    ),
    "legal_documents": (LegalDocument,),
    "notices": (NoticeTemplate,),
    "postings": (Posting,),
    "delegations": (Delegation,),
}
TABLES = [
    pytest.param(topic, model, id=model.__name__) for topic, models_ in WATCHED.items() for model in models_
]


def a_column(model: type[models.Model]) -> Any:
    return next(each for each in model._meta.concrete_fields if not each.primary_key)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def copied_by_sql(row: models.Model) -> None:
    table = row._meta.db_table
    sql(f"CREATE TEMPORARY TABLE aside AS SELECT * FROM {table} WHERE id = %s", row.pk)
    before = tokens()
    gone(row)
    assert tokens() != before
    sql(f"INSERT INTO {table} SELECT * FROM aside")
    sql("DROP TABLE aside")


def put_back(row: models.Model, **how: Any) -> None:
    gone(row)
    type(row)._base_manager.bulk_create([row], **how)


def saved_anew(row: models.Model) -> None:
    gone(row)
    row.save(force_insert=True)


#: Every road by which a row comes, changes or goes; each leaves the row as it was.
ROADS: dict[str, Callable[[Any], Any]] = {
    "a row saved as it is": lambda row: row.save(),
    "an update of all": lambda row: type(row).objects.update(
        **{a_column(type(row)).attname: models.F(a_column(type(row)).attname)}
    ),
    "a bulk update": lambda row: type(row).objects.bulk_update([row], [a_column(type(row)).name]),
    "an update in plain SQL": lambda row: sql(f"UPDATE {row._meta.db_table} SET id = id WHERE id = %s", row.pk),
    "a deletion and an insertion in plain SQL": copied_by_sql,
    "a row that is inserted": saved_anew,
    "many rows inserted at once": put_back,
    "rows inserted unless they are there": lambda row: put_back(row, ignore_conflicts=True),
    "rows inserted in the place of others": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[a_column(type(row)).name]
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("topic", "model"), TABLES)
def test_every_road_to_a_watched_table_draws_a_new_token_for_its_topic_alone(topic, model):
    a_row_everywhere()
    row = model.objects.order_by("pk").first()
    seen = [tokens()]
    for name, road in ROADS.items():
        road(row)
        now = tokens()
        assert all(now[topic] != each[topic] for each in seen), name
        assert {**now, topic: ""} == {**seen[0], topic: ""}, name
        seen.append(now)


def test_the_tables_of_this_list_are_those_that_are_watched():
    named = {topic: frozenset(each._meta.db_table for each in models_) for topic, models_ in WATCHED.items()}
    assert watched_tables() == named


#: A question for each keeper.
def middle_of(version: ProcedureVersion) -> str:
    """What is drawn of a procedure, posted the first time that somebody asks."""
    if version.posted_web_on is None:
        version.posted_web_on = ON
        version.save()
    return posting.middle(version.procedure.key, ON, "Phòng An", "Ban An")


QUESTIONS: dict[str, Callable[[ProcedureVersion], Any]] = {
    "_home_times": lambda version: organisation.home_times(),
    "_codes_and_names": lambda version: organisation.names_of([version.procedure.settled_by_id], ON),
    "latest_names": lambda version: latest_names(),
    "_reached_from": lambda version: organisation.reached_from([version.procedure.settled_by_id], ON),
    "_known": lambda version: calendars.known_calendar(version.procedure.settled_by),
    "latest_edition": lambda version: calendars.latest_edition(),
    "version_of": lambda version: procedures.version_of(version.procedure_id, ON),
    "desk_in_force": lambda version: procedures.desk_in_force(version.procedure_id, ON),
    "posted_versions": lambda version: procedures.posted_versions(ON),
    "posted": lambda version: posted_queries.posted(ON),
    "posted_page": lambda version: posted_queries.posted_page(version.procedure.key, ON),
    "middle": middle_of,
    "version_row": lambda version: procedures.version_row(version.pk),
    "received_here": lambda version: procedures.received_here(ON),
    "components_of": lambda version: procedures.components_of(version.pk, ""),
    "process_row": lambda version: processes.process_row(version.processes.get().pk),
    "process_in_force": lambda version: processes.process_in_force(version.pk, "", ON),
    "_all_posts": lambda version: posts.posts_of(AN, datetime(2026, 4, 6)),
    "_spans": lambda version: lending.lent_to(User(pk=AN), datetime(2027, 4, 6)),
    "processes_of": lambda version: processes.processes_of(version.pk),
    "settler_name": lambda version: organisation.settler_name(version.procedure.settled_by_id, ON),
    "_own_text": lambda version: is_used("received", "email", ON),
    "_stopping": lambda version: bases.ended_basis(version.pk, date(2027, 1, 1)),
    "ends_of": lambda version: legislation.ends_of((TEXT,)),
    "names_of": lambda version: legislation.names_of((TEXT,)),
}


@pytest.mark.parametrize(("keeper", "topic"), KEEPERS.items(), ids=[each.__name__ for each in KEEPERS])
@pytest.mark.django_db
def test_a_keeper_asks_watched_tables_alone_and_asks_them_once(keeper, topic):
    version = a_row_everywhere()
    ask = QUESTIONS[keeper.__name__]
    ask(version)  # what the question itself reads along the way is read by now
    Topic.objects.filter(topic=topic).update(token=keeper.__name__)  # under which nothing is kept
    with asked() as first:
        answer = ask(version)
    assert tables_in(first) - {"procedures_process"} <= watched_tables()[topic]
    assert tables_in(first), "or nothing was asked"
    with asked() as again:
        assert ask(version) == answer
    assert tables_in(again) <= {"procedures_process"} and len(again) < len(first)


def number_of(units: list[str]) -> Any:
    """A keeper of this test's own: the codes of all units; what it asks is written down."""

    @kept("organisation", most=3)
    def codes(_question: int = 0) -> tuple[str, ...]:
        units.append("asked")
        return tuple(Unit.objects.order_by("code").values_list("code", flat=True))

    del KEEPERS[codes]
    return codes


@pytest.mark.django_db
def test_what_was_read_in_a_transaction_that_failed_is_not_kept():
    Unit.objects.create(code="a", kind="agency")
    heard: list[str] = []
    codes = number_of(heard)
    assert codes() == ("a",) == codes() and len(heard) == 1
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Unit.objects.create(code="b", kind="agency")
        assert codes() == ("a", "b") == codes() and len(heard) == 2
        raise ZeroDivisionError
    assert codes() == ("a",) and len(heard) == 2, "the token of before came back with what was kept under it"
    Unit.objects.create(code="c", kind="agency")
    assert codes() == ("a", "c"), "another change than the one that failed is another token"


@pytest.mark.django_db
def test_what_was_answered_in_one_language_is_not_given_in_another():
    Unit.objects.create(code="a", kind="agency")
    heard: list[str] = []
    codes = number_of(heard)
    with transaction.atomic():
        for language in ("vi", "en", "vi", "en"):
            with translation.override(language):
                codes()
    assert len(heard) == 2


@pytest.mark.django_db
def test_a_deed_asks_for_the_tokens_once_and_again_when_it_changes_a_table_or_takes_it_back():
    Unit.objects.create(code="a", kind="agency")
    codes = number_of([])
    with asking_once(), asked() as heard:
        assert codes() == ("a",)
        before = len(heard)
        assert codes() == ("a",)
        with asking_once():
            assert codes() == ("a",)
        assert len(heard) == before, "nothing at all is asked"
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Unit.objects.create(code="b", kind="agency")
            assert codes() == ("a", "b")
            raise ZeroDivisionError
        assert codes() == ("a",)
        sql("UPDATE organisation_unit SET code = 'c'")
        assert codes() == ("c",)


@pytest.mark.django_db
def test_without_a_token_nothing_is_kept_and_the_next_change_draws_one():
    Topic.objects.all().delete()
    heard: list[str] = []
    codes = number_of(heard)
    assert codes() == codes() == () and len(heard) == 2
    Unit.objects.create(code="a", kind="agency")
    assert codes() == codes() == ("a",) and len(heard) == 3


@pytest.mark.django_db
def test_so_many_answers_are_kept_and_no_more():
    Unit.objects.create(code="a", kind="agency")
    heard: list[str] = []
    codes = number_of(heard)
    for number in (1, 2, 3, 1, 2, 3):
        codes(number)
    assert len(heard) == 3
    codes(4)  # lets the others go
    codes(4), codes(1)
    assert len(heard) == 5


@pytest.mark.django_db
def test_what_changes_while_it_is_read_is_given_and_not_kept():
    Unit.objects.create(code="a", kind="agency")
    before, heard = tokens()["organisation"], []

    @kept("organisation")
    def codes() -> tuple[str, ...]:
        if not heard:  # somebody else commits at this very moment
            Unit.objects.update(code="b")
        heard.append("asked")
        return tuple(Unit.objects.values_list("code", flat=True))

    del KEEPERS[codes]
    assert codes() == ("b",)
    Unit.objects.update(code="a")  # as one sees it who began to read before that moment
    Topic.objects.filter(topic="organisation").update(token=before)
    assert codes() == codes() == ("a",) and len(heard) == 2


def test_arguments_go_by_place():
    with pytest.raises(TypeError, match="by place"):
        procedures.version_row(version=1)


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_keeps_nothing_of_what_was():
    Unit.objects.create(code="a", kind="agency")
    heard: list[str] = []
    codes = number_of(heard)
    assert codes() == codes() == ("a",) and len(heard) == 2, "outside a transaction everything is asked"
    with transaction.atomic():
        assert codes() == codes() == ("a",) and len(heard) == 3
    before = tokens()["organisation"]
    call_command("flush", interactive=False, verbosity=0)
    assert tokens().get("organisation") != before
    with transaction.atomic():
        assert codes() == ()


@pytest.mark.django_db
def test_a_unit_that_somebody_writes_on_is_not_the_one_that_is_kept():
    a_row_everywhere()
    organisation.home_times()[0].unit.code = "written on"
    assert organisation.home_times()[0].unit.code == "X77.15"


@pytest.mark.django_db(transaction=True)
def test_the_watch_is_taken_away_and_set_again_and_outlives_a_changed_table():
    (index,) = [each for each in UnitVersion._meta.indexes if isinstance(each, Watched)]
    unit = Unit.objects.create(code="a", kind="agency")
    extra = models.CharField(max_length=5, null=True)
    extra.set_attributes_from_name("extra_word")
    extra.model = UnitVersion

    def draws(name: str) -> bool:
        before = tokens()
        UnitVersion.objects.create(unit=unit, name=name, since=date(2000 + len(name), 1, 1))
        return tokens() != before

    assert draws("a")
    with connection.schema_editor() as editor:
        editor.remove_index(UnitVersion, index)
    assert not draws("bb")
    before = tokens()
    with connection.schema_editor() as editor:
        editor.add_index(UnitVersion, index)
    assert tokens() != before, "what was changed meanwhile is asked anew"
    assert draws("ccc")
    with connection.schema_editor() as editor:
        editor.add_field(UnitVersion, extra)
    try:
        assert draws("dddd")
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(UnitVersion, extra)
    assert draws("eeeee")
