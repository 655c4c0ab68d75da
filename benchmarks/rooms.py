"""Every list and chart of the rooms of reform in an agency of 300 people, 50,000 documents and 20 years of work.

Usage, after ``make bench``: ``.venv/bin/python benchmarks/rooms.py [--rounds 30] [--databases sqlite postgresql]``

The agency of the demonstration is made, then grown: its people to 300 with their decisions, degrees, training and
classes; its plans, tasks, evidence, budget years and vouchers copied into the years before, so that twenty are full;
50,000 legal documents with their edges as in ``law_graph.py``, one in ten reviewed. Asked is every register of the five
rooms, first page, and every chart and summary, the inbox, the calendar and the search over everything, each by the
person of the demonstration who works there. Every request goes through the whole of Django, signed in, in one process,
no network, in turn. Aim: p95 under 100 ms on both databases.

The peer is a Django REST Framework list of the 50,000 documents: ``COUNT(*)``, fifty rows with eight columns,
JSON; neither filters nor names of units.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "rooms.md"
DATABASES = ("sqlite", "postgresql")
PEOPLE, DOCUMENTS = 300, 50_000
#: Who of the demonstration looks at the registers of a room.
ROOMS = {
    "organisation": "reform",
    "direction": "reform",
    "legislation": "legal",
    "staff": "staff",
    "finance": "finance",
}
CHARTS = {
    "organisation: chart of units": ("reform", "/don-vi/so-do/"),
    "organisation: as reported and restated": ("reform", "/don-vi/qua-sap-xep/?ky=2025"),
    "organisation: reorganisations": ("reform", "/don-vi/sap-xep/"),
    "direction: work, table": ("reform", "/chi-dao/viec/"),
    "direction: work, cards": ("reform", "/chi-dao/viec/?xem=the"),
    "direction: work, Gantt": ("reform", "/chi-dao/viec/?xem=thoi-gian"),
    "direction: work, progress": ("reform", "/chi-dao/viec/?xem=tien-do"),
    "direction: programmes": ("reform", "/chi-dao/chuong-trinh/"),
    "direction: assigned tasks, summary": ("reform", "/chi-dao/viec-duoc-giao/tong-hop/"),
    "legislation: work": ("legal", "/van-ban-phap-luat/viec/"),
    "legislation: search in documents": ("legal", "/van-ban-phap-luat/van-ban/?q=ve+viec+so+4711"),
    "legislation: a law that 41,000 texts hang on": ("legal", "/van-ban-phap-luat/van-ban/LAW/"),
    "legislation: what hangs on that law, and its picture": (
        "legal",
        "/van-ban-phap-luat/van-ban/LAW/lien-he/",
    ),
    "legislation: a local text": ("legal", "/van-ban-phap-luat/van-ban/TEXT/"),
    "staff: overview": ("staff", "/nhan-su/tong-hop/?ngay=31/12/2025"),
    "staff: table of 31/12": ("staff", "/nhan-su/thong-ke/?ngay=31/12/2025"),
    "staff: deputies": ("staff", "/nhan-su/cap-pho/"),
    "finance: overview of a year": ("finance", "/tai-chinh/tong-quan/?nam=2025"),
    "over all: inbox of the reform officer": ("reform", "/viec-cua-toi/"),
    "over all: inbox of the legal officer": ("legal", "/viec-cua-toi/"),
    "over all: calendar": ("leader", "/viec-cua-toi/lich/"),
    "over all: search everything, a word": ("leader", "/tim/?q=kien+nghi"),
    "over all: search everything, a code": ("leader", "/tim/?q=4711"),
}
PEER = "peer: plain list of 50,000 documents"


def main() -> None:
    """Measure each database in a process of its own, print and keep the table; or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--one", action="store_true", help="measure the data folder of the environment")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.rounds)))
        return
    sys.path[:0] = [str(ROOT / "tests")]
    import database_server

    found = {}
    for name in arguments.databases:
        if name == "sqlite":
            found["SQLite"] = in_a_process({}, arguments.rounds)
            continue
        server = database_server.start()
        try:
            found["PostgreSQL"] = in_a_process({"MINHCHUNG_DATABASE_URL": server.url}, arguments.rounds)
        finally:
            server.stop()
    text = table(found, arguments)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def in_a_process(more: dict[str, str], rounds: int) -> dict[str, Any]:
    """One database's times, in milliseconds: the demonstration, grown, asked."""
    with tempfile.TemporaryDirectory() as home:
        env = {key: value for key, value in os.environ.items() if not key.startswith("MINHCHUNG_")}
        env |= {"MINHCHUNG_DATA_DIR": str(Path(home) / "data"), **more}
        command = [str(Path(sys.executable).parent / "minhchung"), "demo", "--no-serve", "--dossiers", "60"]
        subprocess.run([*command, "--data-dir", env["MINHCHUNG_DATA_DIR"]], check=True, env=env,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        words = [sys.executable, __file__, "--one", "--rounds", str(rounds)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=env)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of each page, and how many records there are."""
    from minhchung.config.cli.setup import start_django

    start_django(None)
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import Client
    from django.urls import path

    from minhchung.config import urls
    from minhchung.ground.accounts.models import User
    from minhchung.legislation.models import LegalDocument

    with transaction.atomic():
        first = grow()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    settings.ALLOWED_HOSTS.append("testserver")
    urls.urlpatterns.insert(0, path("peer/", peer_view()))
    pages = {name: (who, address.replace("LAW", str(first)).replace("TEXT", str(first + DOCUMENTS // 2)))
             for name, (who, address) in {**registers(), **CHARTS}.items()}  # fmt: skip
    pages[PEER] = ("leader", "/peer/")
    clients = {}
    for who in {who for who, _address in pages.values()}:
        clients[who] = Client()
        clients[who].force_login(
            User.objects.get(username=who), backend="minhchung.ground.accounts.backends.Accounts"
        )
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(rounds + 2):
        for name, (who, address) in pages.items():
            began = time.perf_counter()
            answer = clients[who].get(address)
            answer.content  # noqa: B018
            took = (time.perf_counter() - began) * 1_000
            if answer.status_code != 200:
                raise SystemExit(f"{name}: {address} as {who}: {answer.status_code}")
            if turn >= 2:  # the first two warm up
                times[name].append(took)
    counts = {model.__name__: model._default_manager.count() for model in (LegalDocument, *grown())}
    return {"times": times, "counts": counts}


def registers() -> dict[str, tuple[str, str]]:
    """Every list of the rooms by the names of their addresses."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(within: Any, before: str, room: str) -> Iterator[tuple[str, str, str]]:
        for each in within.url_patterns:
            address = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each, address, each.namespace or room)
            elif isinstance(each, URLPattern) and each.name and each.name.endswith("_list"):
                yield room, each.name, address

    return {
        f"{room}: {name.removesuffix('_list').replace('_', ' ')}, list": (ROOMS[room], f"/{address}")
        for room, name, address in walk(get_resolver(), "", "")
        if room in ROOMS and "<" not in address
    }


def grown() -> list[Any]:
    """What is counted in the table beside the documents."""
    from minhchung.direction.models import AssignedTask, Evidence, PlanTask
    from minhchung.finance.models import AgencyAutonomy, Spending
    from minhchung.legislation.models import Relation, Review
    from minhchung.staff.models import Person, Training, YearClass

    return [
        Relation,
        Review,
        Person,
        YearClass,
        Training,
        PlanTask,
        Evidence,
        AssignedTask,
        AgencyAutonomy,
        Spending,
    ]


def grow() -> int:
    """Make the agency of the demonstration large; the number of the first document added."""
    staff()
    plans()
    money()
    return documents()


Change = Callable[[dict[str, Any], int], None]


def copied(model: Any, times: int, change: Change, over: Any = None) -> dict[tuple[int, int], int]:
    """Copies of a table's rows, each changed by ``change(row, copy)``; new numbers by old number and copy."""
    from django.db.models import Max

    rows = list((model._default_manager.all() if over is None else over).order_by("pk").values())
    number = model._default_manager.aggregate(most=Max("pk"))["most"] or 0
    made, numbers = [], {}
    for copy in range(1, times + 1):
        for row in rows:
            number += 1
            new = {**row, "id": number}
            change(new, copy)
            numbers[row["id"], copy] = number
            made.append(model(**new))
    model._default_manager.bulk_create(made, batch_size=500)
    return numbers


def following(field: str, numbers: dict[tuple[int, int], int]) -> Change:
    """A change that lets a copy belong to the copy of what its model belongs to."""

    def change(row: dict[str, Any], copy: int) -> None:
        row[field] = numbers[row[field], copy]

    return change


def staff() -> None:
    """People to 300, each with all that is kept of him."""
    from minhchung.staff import models

    def person(row: dict[str, Any], copy: int) -> None:
        row |= {"staff_no": f"{row['staff_no']}-{copy}", "account_id": None}

    times = PEOPLE // models.Person.objects.count()
    people = copied(models.Person, times, person)
    for model in (
        models.Appointment,
        models.Qualification,
        models.Training,
        models.YearClass,
        models.Movement,
    ):
        copied(model, times, following("person_id", people))
    sheets = copied(models.Assessment, times, following("person_id", people))
    copied(models.AssessmentLine, times, following("assessment_id", sheets))


def plans() -> None:
    """Ten years more of plans, ten times the tasks of each, twenty times what was given from above."""
    from minhchung.direction import models

    def year_before(row: dict[str, Any], copy: int) -> None:
        row |= {"year": row["year"] - 11 * copy, "decision": f"{row['decision']} ({row['year'] - 11 * copy})"}

    years = copied(models.Plan, 1, year_before)
    tasks = copied(models.PlanTask, 1, following("plan_id", years))
    copied(models.Evidence, 1, following("task_id", tasks))

    def more(row: dict[str, Any], copy: int) -> None:
        row["number"] = f"{row['number']}.{copy}"

    tasks = copied(models.PlanTask, 4, more)
    copied(models.Evidence, 4, following("task_id", tasks))

    def given(row: dict[str, Any], copy: int) -> None:
        row["number"] = f"{row['number']}/{copy}"

    copied(models.AssignedTask, 20, given)

    def told(row: dict[str, Any], copy: int) -> None:
        row["title"] = f"{row['title']} ({copy})"

    for model in (models.Outreach, models.Initiative):
        copied(model, 10, told)


def money() -> None:
    """Ten budget years more, and five times the vouchers."""
    from minhchung.finance import models

    def year_before(row: dict[str, Any], copy: int) -> None:
        row["year"] -= 11 * copy

    own = models.AgencyAutonomy.objects.filter(unit__is_home=True)
    years = copied(models.AgencyAutonomy, 1, year_before, own)

    def spent(row: dict[str, Any], copy: int) -> None:
        row |= {"year_id": years[row["year_id"], 1], "number": f"{row['number']}/{copy}"}

    before = [number for number, _copy in years]
    copied(models.Spending, 5, spent, models.Spending.objects.filter(year__in=before))


def documents() -> int:
    """50,000 documents with their edges; one in ten was reviewed."""
    import law_graph
    from django.db.models import Max

    from minhchung.ground.intake.folding import fold
    from minhchung.legislation.models import LegalDocument, Relation, Review

    first = (LegalDocument.objects.aggregate(most=Max("pk"))["most"] or 0) + 1
    made, edges = law_graph.make(DOCUMENTS)
    for each in made:
        each.pk += first - 1
        each.folded = fold(f"{each.code} {each.abstract}")
    for each in edges:
        each.source_id += first - 1
        each.target_id += first - 1
    LegalDocument.objects.bulk_create(made, batch_size=2_000)
    Relation.objects.bulk_create(edges, batch_size=2_000)
    model = Review.objects.order_by("pk").values().first()
    assert model is not None
    most = Review.objects.aggregate(most=Max("pk"))["most"]
    reviews = [
        Review(**{**model, "id": most + 1 + number, "document_id": first + number * 10,
                  "reviewed_on": date(2010, 1, 4) + timedelta(days=number)})
        for number in range(DOCUMENTS // 10)
    ]  # fmt: skip
    Review.objects.bulk_create(reviews, batch_size=2_000)
    return first


def peer_view() -> Any:
    """A plain list of the documents, as the documentation of the peer shows it."""
    from rest_framework import generics, pagination, permissions, renderers, serializers

    from minhchung.legislation.models import LegalDocument

    class Fifty(pagination.LimitOffsetPagination):
        default_limit = 50

    class Line(serializers.ModelSerializer):
        class Meta:
            model = LegalDocument
            fields = ["id", "type", "code", "issuer", "issued_on", "effective_on", "abstract", "family"]

    class Lines(generics.ListAPIView):
        queryset = LegalDocument.objects.order_by("-issued_on", "-id")
        serializer_class, pagination_class = Line, Fifty
        permission_classes, renderer_classes = [permissions.AllowAny], [renderers.JSONRenderer]

    return Lines.as_view()


def table(found: dict[str, dict[str, Any]], arguments: argparse.Namespace) -> str:
    """The kept page."""
    machine = f"{os.cpu_count()} shared cores, Python {platform.python_version()}"
    counts = next(iter(found.values()))["counts"]
    slow = [
        f"{name} ({database} {_at(times, 0.95):.0f})"
        for database, told in found.items()
        for name, times in told["times"].items()
        if _at(times, 0.95) >= 100
    ]
    head = " | ".join(f"{name} p50 | p95 | against the peer" for name in found)
    lines = [
        "# Lists and charts of the rooms of reform",
        "",
        f"Command: `.venv/bin/python benchmarks/rooms.py --rounds {arguments.rounds}`",
        "",
        f"Measured {datetime.now():%d/%m/%Y} on {machine}, load {os.getloadavg()[2]:.1f} (15 min). Milliseconds.",
        "Records: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()) + ".",
        "Over 100 ms (p95): " + ("; ".join(slow) or "none") + ".",
        "",
        f"| page | {head} |",
        "|---|" + "--:|--:|--:|" * len(found),
    ]
    for name in next(iter(found.values()))["times"]:
        cells = []
        for told in found.values():
            times, peer = told["times"][name], _at(told["times"][PEER], 0.5)
            cells += [f"{_at(times, 0.5):.0f}", f"{_at(times, 0.95):.0f}", f"{_at(times, 0.5) / peer:.1f}x"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    assert __doc__ is not None
    return "\n".join([*lines, "", __doc__.split("\n\n", 2)[2].strip(), ""])


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
