"""Questions as SQL text: the same as Ibis says, and Ibis' own words for what is not written here."""

from __future__ import annotations

from typing import Any

import ibis
import pytest
import sqlglot
from sqlglot import expressions as exp

from minhchung.dossiers.facts import DossierFacts
from minhchung.figures.engines import DuckEngine, compiled
from minhchung.figures.facts import Facts
from minhchung.figures.kinds import measures, records_of
from minhchung.figures.periods import window_named
from minhchung.figures.questions import Listing, Question, Tally
from minhchung.figures.register import REGISTER, Figure
from minhchung.figures.statements import Unwritten, statement

WINDOWS = ("2016..2020", "2021..2025", "2019", "2022", "2026-Q1", "2024-H1", "2023-05", "2025-9M")
T = DossierFacts().t


def tree(text: str, dialect: str) -> str:
    """What SQL text says, without the writer's choice of parentheses, aliases and ways to write a constant."""

    def simpler(node: Any) -> Any:
        if isinstance(node, exp.Paren):
            return node.this
        if isinstance(node, exp.Column):
            return exp.column(node.name)
        if isinstance(node, exp.Table):
            return exp.to_table(node.name)
        return node

    found = sqlglot.parse_one(text, dialect=dialect)
    if inner := found.find(
        exp.Subquery
    ):  # terms that were found once for a row go back to where they are used
        terms = {each.alias: each.this for each in inner.this.expressions}
        found.set("from_", inner.this.args["from_"].copy())
        found = found.transform(
            lambda node: (
                terms[node.name].copy() if isinstance(node, exp.Column) and node.name in terms else node
            )
        )
    for _ in range(4):  # a parenthesis inside another becomes bare step by step
        found = found.transform(simpler)
    return found.sql(dialect=dialect)


@pytest.mark.parametrize("figure", list(REGISTER), ids=lambda figure: figure.key)
def test_every_figure_is_written_as_ibis_says_it(figure: Figure) -> None:
    for label in WINDOWS:
        question = Tally(figure.facts, measures(figure.over(window_named(label))))
        assert tree(statement(question, "sqlite").text, "sqlite") == tree(
            compiled(question, "sqlite").text, "sqlite"
        ), label


@pytest.mark.parametrize("figure", list(REGISTER), ids=lambda figure: figure.key)
def test_the_columns_named_are_those_that_the_text_reads(figure: Figure) -> None:
    kind = figure.over(window_named("2020"))
    written = statement(
        Listing(figure.facts, {"id": figure.facts().t.id}, records_of(kind).condition()), "duckdb"
    )
    read = {column.name for column in sqlglot.parse_one(written.text, dialect="duckdb").find_all(exp.Column)}
    assert written.columns == read


AWKWARD = {
    "a quote in a text": T.code == "it's",
    "all of no conditions": ibis.literal(True),
    "one of two, not": ~T.channel.isin(["post", "x'y"]),
    "an alternative beside a condition": (T.due_at.isnull() | (T.due_at > T.ended_at)) & (T.supplements != 0),
    "a chain on the right": (T.id > 1) & ((T.id < 9) & (T.id != 4)),
    "a negated alternative": ~((T.id > 3) | T.code.isnull()),
    "a wildcard and a percent sign are plain text": T.code == "50%_",
    "one of none": T.channel.isin([]),
    "an unknown value": T.code > ibis.null("string"),
    "a number with a point": T.supplements > 0.5,
    "a span of time": (T.ended_at - ibis.interval(days=1)) > T.due_at,
    "arithmetic is left to Ibis": T.supplements + 1 > 2,
    "a form of text is left to Ibis": T.code.length() > 3,
}


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> DuckEngine:
    """Six rows that differ in what the conditions ask, unknown values among them."""
    engine = DuckEngine(tmp_path_factory.mktemp("facts"), [])
    columns = ", ".join(f"NULL::{_TYPES[column.type]} AS {column.name}" for column in DossierFacts.columns)
    engine.connection.execute(f"CREATE TABLE {DossierFacts.view_name()} AS SELECT {columns} WHERE FALSE")
    rows = [
        (1, "it's", "post", 0, None, "2020-01-02 00:00:00"),
        (2, "50%_", "x'y", 2, "2020-01-03 00:00:00", None),
        (3, "50x", "online", None, "2020-01-05 00:00:00", "2020-01-02 00:00:00"),
        (4, None, None, 1, "2020-01-01 00:00:00", "2020-01-02 00:00:00"),
        (8, "abcd", "direct", 3, None, None),
        (9, "abc", "post", 0, "2020-01-05 00:00:00", "2020-01-05 00:00:00"),
    ]
    engine.connection.executemany(
        f"INSERT INTO {DossierFacts.view_name()} (id, code, channel, supplements, due_at, ended_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    return engine


_TYPES = {
    "int64": "BIGINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


@pytest.mark.parametrize("condition", AWKWARD.values(), ids=AWKWARD.keys())
@pytest.mark.parametrize("shape", ["tally", "groups", "some", "some groups", "listing", "page"])
def test_both_ways_give_the_same_rows(duck: DuckEngine, condition: Any, shape: str) -> None:
    total = {"n": T.count(where=condition), "s": T.supplements.sum(where=condition)}
    questions: dict[str, Question] = {
        "tally": Tally(DossierFacts, total),
        "groups": Tally(DossierFacts, total, "channel"),
        "some": Tally(DossierFacts, {"n": T.count()}, where=condition),
        "some groups": Tally(DossierFacts, {"n": T.count(), "s": T.id.sum()}, "channel", condition),
        "listing": Listing(DossierFacts, {"code": T.code, "met": condition}),
        "page": Listing(DossierFacts, {"id": T.id}, condition, 2, 1),
    }
    question = questions[shape]
    assert duck.rows(question) == duck.connection.execute(compiled(question, "duckdb").text).fetchall()


@pytest.mark.parametrize(
    "name",
    [
        "one of none",
        "an unknown value",
        "a number with a point",
        "a span of time",
        "arithmetic is left to Ibis",
        "a form of text is left to Ibis",
    ],
)
def test_what_is_not_written_is_said_so(name: str) -> None:
    with pytest.raises(Unwritten):
        statement(Tally(DossierFacts, {"n": T.count(where=AWKWARD[name])}), "duckdb")


def test_a_column_of_another_table_is_not_taken_for_ones_own() -> None:
    class Others(Facts):
        name, title, columns, select = "others", "", DossierFacts.columns, ""

    with pytest.raises(Unwritten):
        statement(Tally(Others, {"n": T.count(where=T.id > 1)}), "sqlite")


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        pytest.param({"id", "channel"}, 0, id="nothing from elsewhere, nothing joined"),
        pytest.param({"id", "settled_by"}, 1, id="one column, one join"),
        pytest.param({column.name for column in DossierFacts.columns}, 4, id="every column, every join"),
        pytest.param({"late_supplement", "marks"}, 1, id="columns that share a join"),
    ],
)
def test_only_what_a_question_names_is_joined(names: set[str], joined: int) -> None:
    assert DossierFacts.select_of(names).count("JOIN") == joined
