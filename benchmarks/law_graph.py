"""What hangs on a legal document among 50,000, against a hand-written recursive query and against networkx.

Usage, after ``make bench``: ``.venv/bin/python benchmarks/law_graph.py [--documents 50000] [--rounds 60]``

Documents are made up over twenty years: laws, decrees that detail them, circulars that guide those, local texts that
stand on several, each text amending or replacing one before it now and then. Asked is a law with tens of thousands
that hang on it, a decree in the middle and a local text. Ours is ``graph.hanging``: the first fifty with their names
and the whole number, as the page shows them, and ``graph.near`` for the picture. The peers get the numbers alone: a
recursive query as it is written at first (``UNION ALL`` over paths of at most eight steps, then ``DISTINCT``), and
``networkx.ancestors`` over a graph that is in memory already; its loading from the database is told apart, and left
out where networkx is not installed. All give the same set, which is compared. Aim: p95 under 200 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "law_graph.md"
AT = datetime(2026, 1, 5, 9)
_DEEP = 8


def main() -> None:
    """Ask all contenders on both databases, print and keep the table; or be one database's run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=60, help="questions of each kind")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--one", action="store_true", help="measure the database of the environment")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.documents, arguments.rounds)))
        return
    sys.path[:0] = [str(ROOT / "tests")]
    import database_server

    found = {"SQLite": in_a_process({}, arguments)}
    server = database_server.start()
    try:
        found["PostgreSQL"] = in_a_process({"MINHCHUNG_DATABASE_URL": server.url}, arguments)
    finally:
        server.stop()
    text = table(found, arguments)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def in_a_process(more: dict[str, str], arguments: argparse.Namespace) -> dict[str, Any]:
    """One database's times, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        env = {key: value for key, value in os.environ.items() if not key.startswith("MINHCHUNG_")}
        words = [sys.executable, __file__, "--one", "--documents", str(arguments.documents)]
        done = subprocess.run(
            [*words, "--rounds", str(arguments.rounds)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**env, "MINHCHUNG_DATA_DIR": folder, **more},
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def make(count: int) -> tuple[list[Any], list[Any]]:
    """Documents and edges, not saved; the same each time. The first in a hundred are laws, then decrees, circulars."""
    from minhchung.legislation.models import LegalDocument, Relation

    lot, first = random.Random(3), date(2006, 1, 2)
    kinds = (("Luật", count // 100), ("Nghị định", count // 25), ("Thông tư", count // 8))
    bounds = []
    total = 0
    for kind, size in kinds:
        bounds.append((kind, total, total + size))
        total += size
    bounds.append(("Quyết định", total, count))
    documents, edges = [], []
    for kind, start, end in bounds:
        for number in range(start, end):
            issued = first + timedelta(days=(number - start) * 7_000 // max(1, end - start))
            documents.append(
                LegalDocument(
                    pk=number + 1, family="normative", type=kind, code=f"{number}/{issued.year}/{kind[:2]}",
                    issuer="Cơ quan", issued_on=issued, effective_on=issued, abstract=f"Về việc số {number}",
                )
            )  # fmt: skip
    seen = set()

    def edge(source: int, kind: str, target: int) -> None:
        if (source, kind, target) not in seen:
            seen.add((source, kind, target))
            edges.append(
                Relation(
                    source_id=source + 1, kind=kind, target_id=target + 1, recorded_at=AT, recorded_by="x"
                )
            )

    (_law, _zero, laws), (_decree, _one, decrees), (_circular, _two, circulars), (_text, texts, _all) = bounds
    for number in range(laws, decrees):
        edge(number, "guides", min(lot.randrange(laws), lot.randrange(laws)))
    for number in range(decrees, circulars):
        edge(number, "guides", lot.randrange(laws, decrees))
    for number in range(texts, count):
        edge(number, "basis", 0)
        edge(number, "basis", lot.randrange(laws, decrees))
        edge(number, "basis", lot.randrange(decrees, circulars))
        if number > texts and lot.random() < 0.3:
            edge(
                number,
                lot.choice(("amends", "replaces")),
                number - 1 - lot.randrange(min(50, number - texts)),
            )
    return documents, edges


def measure(count: int, rounds: int) -> dict[str, Any]:
    """Milliseconds of each question by contender and kind, and how many hang on what was asked."""
    from minhchung.config.cli.setup import migrate, start_django

    start_django(None)
    migrate()
    from django.db import connection, transaction

    from minhchung.legislation import graph
    from minhchung.legislation.models import LegalDocument, Relation

    documents, edges = make(count)
    with transaction.atomic():
        LegalDocument.objects.bulk_create(documents, batch_size=2_000)
        Relation.objects.bulk_create(edges, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    net, loading = _net()
    asked = {
        "a law that nearly all stand on": 1,
        "a decree": count // 100 + count // 50,
        "a local text": count // 2,
    }
    found: dict[str, Any] = {"edges": len(edges), "loading": loading, "times": {}, "hanging": {}}
    for kind, number in asked.items():
        contenders: dict[str, Callable[[int], Any]] = {
            "ours: fifty lines and the number": lambda one: graph.hanging(one).total,
            "ours: the picture's neighbours": graph.near,
            "peer: UNION ALL and DISTINCT": _by_hand,
        }
        if net is not None:
            contenders["peer: networkx in memory"] = lambda one: _ancestors(net, one)
        whole = set(graph.all_hanging(number))
        assert graph.hanging(number).total == len(whole)
        assert _by_hand(number) == whole
        assert net is None or _ancestors(net, number) == whole
        found["hanging"][kind] = len(whole)
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for turn in range(rounds + 3):
            for name, ask in contenders.items():
                if name.startswith("peer: UNION") and turn > rounds // 4:
                    continue  # it is slow, and a few tell it
                began = time.perf_counter()
                ask(number)
                if turn >= 3:  # the first three warm up
                    times[name].append((time.perf_counter() - began) * 1_000)
        found["times"][kind] = times
    return found


def _by_hand(number: int) -> set[int]:
    from django.db import connection

    sql = (
        "WITH RECURSIVE way(id, deep) AS (SELECT CAST(%s AS bigint), 0 UNION ALL "
        "SELECT r.source_id, way.deep + 1 FROM way JOIN legislation_relation r ON r.target_id = way.id "
        f"WHERE way.deep < {_DEEP}) SELECT DISTINCT id FROM way WHERE deep > 0"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [number])
        return {each for (each,) in cursor.fetchall()} - {number}


def _net() -> tuple[Any, float | None]:
    try:
        import networkx as nx
    except ImportError:
        return None, None
    from minhchung.legislation.models import Relation

    began = time.perf_counter()
    net = nx.DiGraph()
    net.add_edges_from(Relation.objects.values_list("source_id", "target_id"))
    return net, (time.perf_counter() - began) * 1_000


def _ancestors(net: Any, number: int) -> set[int]:
    import networkx as nx

    return set(nx.ancestors(net, number)) if number in net else set()


def table(found: dict[str, dict[str, Any]], arguments: argparse.Namespace) -> str:
    """The kept page."""
    words = f"--documents {arguments.documents} --rounds {arguments.rounds}"
    load = f"load {os.getloadavg()[2]:.1f} (15 min)"
    machine = f"{os.cpu_count()} shared cores, Python {platform.python_version()}, {load}"
    lines = [
        "# What hangs on a legal document",
        "",
        f"Command: `.venv/bin/python benchmarks/law_graph.py {words}`",
        "",
        f"Measured {date.today():%d/%m/%Y} on {machine}. Milliseconds. Aim: p95 under 200.",
        "",
        "| database | asked | hang on it | contender | p50 | p95 |",
        "|---|---|--:|---|--:|--:|",
    ]
    for database, told in found.items():
        for kind, times in told["times"].items():
            asked = f"| {database} | {kind} | {told['hanging'][kind]:,}"
            lines += [
                f"{asked} | {name} | {_at(each, 0.5):.1f} | {_at(each, 0.95):.1f} |"
                for name, each in times.items()
            ]
    loading = [
        f"{told['loading']:.0f} ({name})" for name, told in found.items() if told["loading"] is not None
    ]
    lines += ["", f"Edges: {next(iter(found.values()))['edges']:,}."]
    if loading:
        lines += [f"Loading the graph into networkx takes {', '.join(loading)} ms and is not in its times."]
    assert __doc__ is not None
    return "\n".join([*lines, "", __doc__.split("\n\n", 2)[2].strip(), ""])


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
