"""The graph of documents: what hangs on one, near by for a picture and as far as it goes, and whether a new edge would
close a circle.

One recursive question; the database keeps what it has met, so a circle among old rows ends too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection

from minhchung.legislation.models import LegalDocument, Relation

_EDGES = Relation._meta.db_table
#: So many documents of one step are drawn; the table has them all.
DRAWN = 14
_FEW = 500


@dataclass(frozen=True)
class Node:
    """A document in the graph, as it stands by its days."""

    id: int
    name: str
    issuer: str
    abstract: str
    issued_on: date
    expired_on: date | None


@dataclass(frozen=True)
class Edge:
    """``source`` does ``kind`` to ``target``."""

    source: int
    kind: str
    target: int


@dataclass(frozen=True)
class Hanging:
    """What hangs on a document, directly and through others: a stretch, newest first, and how many in all."""

    nodes: tuple[Node, ...]
    total: int


@dataclass(frozen=True)
class Near:
    """A document, what it leans on or acts on, what hangs on it, and what hangs on those; ``more`` of those
    next to it are not drawn."""

    centre: Node
    above: tuple[Node, ...]
    below: tuple[Node, ...]
    further: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: int


def _reach(start: str, step: str, kinds: Sequence[str]) -> tuple[str, list[Any]]:
    """The recursive part: every document met from one, going from ``start`` to ``step`` of each edge."""
    marks = ", ".join(["%s"] * len(kinds))
    among = f" AND r.kind IN ({marks})" if kinds else ""
    sql = (
        "WITH RECURSIVE reach(id) AS (SELECT CAST(%s AS bigint) UNION "  # noqa: S608 (put together from constants)
        f"SELECT r.{step} FROM reach JOIN {_EDGES} r ON r.{start} = reach.id{among})"
    )
    return sql, list(kinds)


def all_hanging(document: int, kinds: Sequence[str] = ()) -> list[int]:
    """The number of every document that hangs on one, directly or through others; without itself."""
    reach, told = _reach("target_id", "source_id", kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"{reach} SELECT id FROM reach", [document, *told])  # noqa: S608 (as above)
        return [number for (number,) in cursor.fetchall() if number != document]


def hanging(document: int, kinds: Sequence[str] = (), *, start: int = 0, stop: int = 50) -> Hanging:
    """A stretch of what hangs on a document, the newest first."""
    found = all_hanging(document, kinds)
    rows = LegalDocument.objects.order_by("-issued_on", "-id")
    if len(found) <= _FEW:
        numbers = list(rows.filter(pk__in=found).values_list("id", flat=True)[start:stop])
    else:
        # Many: walking back from the newest document meets a page of them sooner than sorting them all.
        among = set(found)
        newest = rows.values_list("id", flat=True).iterator(chunk_size=_FEW)
        numbers = list(islice((number for number in newest if number in among), start, stop))
    nodes = _nodes(numbers)
    return Hanging(tuple(nodes[number] for number in numbers), len(found))


def closes_a_circle(source: int, target: int, kinds: Sequence[str]) -> tuple[str, ...]:
    """The way from ``target`` to ``source`` by these kinds, as names; empty when there is none.

    With it an edge from ``source`` to ``target`` would close a circle.
    """
    reach, told = _reach("source_id", "target_id", kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"{reach} SELECT 1 FROM reach WHERE id = %s", [target, *told, source])  # noqa: S608
        if cursor.fetchone() is None:
            return ()
    before: dict[int, int] = {target: target}
    edge = [target]
    while source not in before and edge:
        steps = Relation.objects.filter(source__in=edge, kind__in=kinds).values_list("source_id", "target_id")
        new = {there: here for here, there in steps if there not in before}
        before |= new
        edge = list(new)
    way = [source]
    while way[-1] != target:
        way.append(before[way[-1]])
    names = {each.pk: str(each) for each in LegalDocument.objects.filter(pk__in=way)}
    return tuple(names[each] for each in reversed(way))


def near(document: int, *, drawn: int = DRAWN) -> Near:
    """What stands next to a document in both directions, and one step further down."""
    below = _edges("target_id", [document], drawn + 1)
    above = _edges("source_id", [document], drawn + 1)
    lower = list(dict.fromkeys(each.source for each in below))[:drawn]
    upper = list(dict.fromkeys(each.target for each in above if each.target not in lower))[:drawn]
    seen = {document, *lower, *upper}
    third = _edges("target_id", lower, drawn * 3) if lower else []
    further = list(dict.fromkeys(each.source for each in third if each.source not in seen))[:drawn]
    shown = {*seen, *further}
    edges = tuple(
        dict.fromkeys(
            each for each in (*below, *above, *third) if each.source in shown and each.target in shown
        )
    )
    direct = _number_near(document)
    drawn_direct = {each.source for each in below} | {each.target for each in above}
    drawn_direct |= set(_sources(document, further))
    nodes = _nodes(shown)
    return Near(
        nodes[document],
        tuple(nodes[each] for each in upper),
        tuple(nodes[each] for each in lower),
        tuple(nodes[each] for each in further),
        edges,
        direct - len(drawn_direct & shown),
    )


def fewer(near: Near, most: int) -> Near:
    """The same with so many of each kind at most, for a narrow screen."""
    above, below, further = near.above[:most], near.below[:most], near.further[:most]
    shown = {each.id for each in (near.centre, *above, *below, *further)}
    edges = tuple(each for each in near.edges if each.source in shown and each.target in shown)
    left = len(near.above) - len(above) + len(near.below) - len(below)
    return Near(near.centre, above, below, further, edges, near.more + left)


def _number_near(document: int) -> int:
    """How many documents act on one, or are acted on by it, each once."""
    coming = Relation.objects.filter(target=document).values("source").distinct()
    going = Relation.objects.filter(source=document).exclude(target__in=coming)
    return coming.count() + going.values("target").distinct().count()


def _sources(document: int, among: Sequence[int]) -> list[int]:
    rows = Relation.objects.filter(target=document, source__in=among)
    return list(rows.values_list("source_id", flat=True).distinct())


def _edges(end: str, numbers: list[int], limit: int) -> list[Edge]:
    rows = Relation.objects.filter(**{f"{end}__in": numbers}).order_by("-id")
    return [Edge(*row) for row in rows.values_list("source_id", "kind", "target_id")[:limit]]


def _nodes(numbers: Iterable[int]) -> dict[int, Node]:
    rows = LegalDocument.objects.filter(pk__in=list(numbers)).values_list(
        "id", "type", "code", "issuer", "abstract", "issued_on", "expired_on"
    )
    return {row[0]: _node(row) for row in rows}


def _node(row: Sequence[Any]) -> Node:
    number, kind, code, issuer, abstract, issued_on, expired_on = row
    return Node(number, f"{kind} {code}", issuer, abstract, issued_on, expired_on)
