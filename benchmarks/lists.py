"""First pages of the lists of dossiers at 5,000 and at 1,000,000 dossiers, and searches, against a plain REST list.

Usage, after ``make bench``: ``.venv/bin/python benchmarks/lists.py [--rounds N] [--keep FOLDER]``

The rows are made up here and written in bulk: two in a hundred, at least 1,000, are open, a few late; names are put
together from Vietnamese family, middle and given names and from words of enterprises. Each size is measured on SQLite
as it is and on a private PostgreSQL (where one is installed) with the same rows. Every request goes through the whole
of Django, signed in, in one process, no network; sizes and pages are asked in turn, so that whatever else the machine
does falls on all alike. The totals that pages show are compared with ``SELECT COUNT(*)`` before anything is measured.

The peer is a Django REST Framework view over the same table: django-filter, LimitOffsetPagination (which counts with
``COUNT(*)``), fifty rows with ten columns, JSON; neither tabs nor search.

``--keep FOLDER`` keeps the databases of SQLite for the next run.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "lists.md"
SIZES = (5_000, 1_000_000)
OPEN_SHARE, LEAST_OPEN = 0.02, 1_000
FIRST_DAY, NOW = datetime(2016, 1, 4, 8), datetime.now().replace(microsecond=0)
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Thị Văn Hữu Đức Minh Thanh Ngọc Quang Xuân Thu Bích Hồng Kim Công Đình".split()
GIVEN = (
    "An Anh Bình Châu Cường Dũng Duyên Giang Hà Hải Hạnh Hiền Hiếu Hoa Hòa Hùng Hương Khánh Lan Linh Long Mai Nam "
    "Nga Nhung Oanh Phong Phúc Phương Quân Quyên Sơn Tâm Thảo Thủy Trang Trung Tuấn Tùng Uyên Vân Việt Vinh Yến"
).split()
TRADE = "Cơ khí|Dệt may|Cà phê|Cao su|Bao bì|Thủy sản|Điện tử|Vật liệu|Nội thất|Logistics|Dược phẩm|Hóa chất".split(
    "|"
)
PLACE = (
    "Đông Á|Đắk Nông|Trường Sơn|Vĩnh Thịnh|Phước Hòa|Hưng Hòa|Nam Sơn|Bình Minh|Thành Nghĩa|Kiên Giang".split(
        "|"
    )
)
FIELDS = "Đầu tư|Lao động|Xây dựng|Môi trường|Đất đai|Thương mại quốc tế".split("|")
PAGES = {
    "all, newest first": "?xem=tat-ca",
    "the middle of all": "?xem=tat-ca&trang=MIDDLE",
    "one state (returned)": "?trang-thai=10",
    "verdict overdue": "?ket-qua=overdue",
    "in hand": "?tinh-hinh=dang-giai-quyet",
    "mine": "?tinh-hinh=cua-toi",
    "my unit's": "?tinh-hinh=don-vi-toi",
    "wait for acceptance": "?tinh-hinh=cho-tiep-nhan",
    "due today": "?tinh-hinh=den-han-hom-nay",
    "due within 3 days": "?tinh-hinh=den-han-3-ngay",
    "due within 10 days": "?han-trong=10",
    "apology due": "?tinh-hinh=can-xin-loi",
    "overdue": "?tinh-hinh=qua-han",
    "wait for applicant": "?tinh-hinh=cho-nguoi-nop",
    "silent too long": "?tinh-hinh=khong-tra-loi",
    "wait for agency": "?tinh-hinh=cho-co-quan-khac",
    "to be returned": "?tinh-hinh=cho-tra",
}
SEARCHES = {
    "search: a code": "?q=CODE",
    "search: a telephone with spaces": "?q=PHONE",
    "search: four words": "?q=tran+thi+bich+hanh",
    "search: with marks": "?q=Cà+phê+Đắk+Nông",
    "search: one slip": "?q=nguyn+thi+bich+hanh",
    "search: two slips": "?q=nguyn+thi+bihc+hanh",
    "search: a slip in a telephone": "?q=SLIP",
    "search: the commonest word": "?q=nguyen",
}
PEERS = {"peer: all": "/peer/", "peer: one state (open)": "/peer/?state=4"}


def main() -> None:
    """Make the rows, measure each engine in a process of its own, print and keep the table; or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make)
        return
    if given.measure:
        serve(given.measure)
        return
    for name in [name for name in os.environ if name.startswith("MINHCHUNG_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as temporary:
        home = given.keep or Path(temporary)
        folders = [home / str(size) for size in given.sizes]
        for size, folder in zip(given.sizes, folders, strict=True):
            if not (folder / "made").exists():
                _python("--make", str(size), MINHCHUNG_DATA_DIR=folder)
                (folder / "made").touch()
        found = {"SQLite": measured([{"MINHCHUNG_DATA_DIR": folder} for folder in folders], given.rounds)}
        keep(found, given)
        with postgresql(folders, Path(temporary)) as urls:
            if urls:
                places = [
                    {"MINHCHUNG_DATA_DIR": folder, "MINHCHUNG_DATABASE_URL": url}
                    for folder, url in zip(folders, urls, strict=True)
                ]
                found["PostgreSQL"] = measured(places, given.rounds)
                keep(found, given)
    print(given.results.read_text(encoding="utf-8"))


def keep(found: dict[str, dict[str, list[list[tuple[float, float]]]]], given: argparse.Namespace) -> None:
    """Write the table down as far as it has come."""
    given.results.write_text(table(found, given.sizes, given.rounds), encoding="utf-8")


def measured(places: list[dict[str, Any]], rounds: int) -> dict[str, list[list[tuple[float, float]]]]:
    """Milliseconds of each page at both sizes, asked in turn."""
    workers = []
    for place in places:
        command = [sys.executable, __file__, "--measure", "pages"]
        env = {**os.environ, **{name: str(value) for name, value in place.items()}}
        workers.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        )
    names = [*PAGES, *SEARCHES, *PEERS]
    times: dict[str, list[list[tuple[float, float]]]] = {name: [[], []] for name in names}
    for number in range(rounds + 2):
        for name in names:
            for place, worker in enumerate(workers):
                assert worker.stdin and worker.stdout
                print(name, file=worker.stdin, flush=True)
                answer = worker.stdout.readline()
                if not answer:
                    raise SystemExit(f"{name}: the measured process ended")
                if number >= 2:  # the first two warm up
                    times[name][place].append(tuple(map(float, answer.split())))
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()
        worker.wait()
    return times


def serve(_what: str) -> None:
    """Answer, for each line that names a page, how many milliseconds it took."""
    _django()
    from django.conf import settings
    from django.test import Client
    from django.urls import path

    from minhchung.config import urls
    from minhchung.dossiers.models import Dossier
    from minhchung.ground.accounts.models import User

    settings.ALLOWED_HOSTS.append("testserver")
    urls.urlpatterns.insert(0, path("peer/", peer_view()))
    client = Client()
    client.force_login(User.objects.get(username="an"), backend="minhchung.ground.accounts.backends.Accounts")
    count = Dossier.objects.count()
    one = Dossier.objects.get(code=f"X77.15-{count // 2:09d}")
    slip = one.applicant_phone[:-2] + one.applicant_phone[-1] + one.applicant_phone[-2]
    told = {"CODE": one.code, "PHONE": one.applicant_phone[:4] + "+" + one.applicant_phone[4:], "SLIP": slip,
            "MIDDLE": str(count // 100)}  # fmt: skip
    addresses = {name: f"/ho-so/{query}" for name, query in {**PAGES, **SEARCHES}.items()} | PEERS
    for name, address in addresses.items():
        addresses[name] = re.sub(r"CODE|PHONE|SLIP|MIDDLE", lambda word: told[word[0]], address)
    check(client, addresses, count)
    for line in sys.stdin:
        address = addresses[line.strip()]
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        answer.content  # noqa: B018
        took, busy = (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        print(f"{took:.3f} {busy:.3f}", flush=True)


def check(client: Any, addresses: dict[str, str], count: int) -> None:
    """The totals that pages show are those that counting gives."""
    from minhchung.dossiers.models import Dossier
    from minhchung.rules.rounding import printed_number

    text = client.get(addresses["all, newest first"]).content.decode()
    if f"Tất cả {printed_number(count)} hồ sơ" not in text:
        raise SystemExit("the total of all is wrong")
    expected = {
        "one state (returned)": Dossier.objects.filter(state="10"),
        "verdict overdue": Dossier.objects.filter(verdict="overdue"),
        "overdue": Dossier.objects.filter(
            ended_at=None, accepted_at__isnull=False, kept_until_at__lte=datetime.now()
        ),
        "wait for applicant": Dossier.objects.filter(state="5"),
        "to be returned": Dossier.objects.filter(state="9"),
    }
    for name, rows in expected.items():
        shown = re.search(r"Tìm thấy ([\d.]+) trong", client.get(addresses[name]).content.decode())
        if shown is None or shown[1] != printed_number(rows.count()):
            raise SystemExit(f"{name}: the page shows {shown and shown[1]}, there are {rows.count()}")


def peer_view() -> Any:
    """A plain list of the same table, as the documentation of the peers shows it."""
    import django_filters
    from rest_framework import filters, generics, pagination, permissions, renderers, serializers

    from minhchung.dossiers.models import Dossier

    class Fifty(pagination.LimitOffsetPagination):
        default_limit = 50

    class Line(serializers.ModelSerializer):
        class Meta:
            model = Dossier
            fields = ["id", "code", "applicant_name", "field", "channel", "state", "accepted_at", "due_at", "ended_at",
                      "verdict"]  # fmt: skip

    class Narrow(django_filters.FilterSet):
        class Meta:
            model = Dossier
            fields = ["state", "verdict", "field", "channel"]

    class Lines(generics.ListAPIView):
        queryset = Dossier.objects.order_by("-accepted_at", "-id")
        serializer_class, pagination_class = Line, Fifty
        filter_backends = [django_filters.rest_framework.DjangoFilterBackend, filters.OrderingFilter]
        filterset_class = Narrow
        permission_classes, renderer_classes = [permissions.AllowAny], [renderers.JSONRenderer]

    return Lines.as_view()


def make(count: int) -> None:
    """An agency with so many dossiers in the data folder of the environment, on SQLite."""
    _django()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    from minhchung.dossiers.models import TALLY, WORDS, Dossier, Tally
    from minhchung.dossiers.search.near import learn
    from minhchung.ground.inserting import insert_new

    references = an_agency()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, type, sql FROM sqlite_master WHERE tbl_name = 'dossiers_dossier'")
        kept = [row for row in cursor.fetchall() if row[1] in ("index", "trigger") and row[2]]
        for name, kind, _sql in kept:
            cursor.execute(f'DROP {kind} "{name}"')
    luck = random.Random(2020)
    names: set[str] = set()
    for first in range(0, count, 20_000):
        rows = [
            a_dossier(number, count, luck, references) for number in range(first, min(count, first + 20_000))
        ]
        names.update(row["search_words"] for row in rows[:: max(1, count // 20_000)])
        with transaction.atomic():
            insert_new(Dossier, rows)
    with transaction.atomic(), connection.cursor() as cursor:
        for _name, _kind, sql in kept:
            cursor.execute(sql)
        learn(names)
        WORDS.build_again(Dossier)
        TALLY.count_again(Dossier, Tally)
        hang_on(luck)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def an_agency() -> dict[str, Any]:
    """The rows that dossiers point to."""
    from minhchung.dossiers.models import Posting
    from minhchung.ground.accounts.models import User
    from minhchung.organisation.models import Unit, UnitVersion
    from minhchung.procedures.models import Procedure, ProcedureVersion

    board = Unit.objects.create(code="X77.15", kind="agency", is_home=True)
    UnitVersion.objects.create(unit=board, name="Ban Quản lý", since=date(2010, 1, 1))
    users = [
        User.objects.create(username=name, full_name=name, role="specialist", date_joined=FIRST_DAY)
        for name in ("an", *(f"cb{number}" for number in range(40)))
    ]
    Posting.objects.create(user=users[0], unit=board, post="chuyên viên")
    versions = []
    for number in range(30):
        procedure = Procedure.objects.create(
            key=f"1.{number:06d}", national_code=f"1.{number:06d}", settled_by=board
        )
        name = f"Cấp giấy phép loại {number}"
        versions.append(
            ProcedureVersion.objects.create(
                procedure=procedure, name=name, name_folded=name.lower(), field=FIELDS[number % len(FIELDS)],
                online_level="full", since=date(2012, 1, 1),
            )
        )  # fmt: skip
    return {"board": board.pk, "users": [user.pk for user in users], "versions": versions}


def opened(count: int) -> int:
    """How many are open; enough in a small table too that its pages are as full as those of the large one."""
    return min(count, max(LEAST_OPEN, int(count * OPEN_SHARE)))


def a_dossier(number: int, count: int, luck: random.Random, references: dict[str, Any]) -> dict[str, Any]:
    """One row; the last ones are open."""
    from minhchung.dossiers.search.words import search_words
    from minhchung.ground.intake.folding import fold

    version = references["versions"][luck.randrange(30)]
    is_open = number >= count - opened(count)
    if luck.random() < 0.3:
        name = f"{luck.choice(FAMILY)} {luck.choice(MIDDLE)} {luck.choice(MIDDLE)} {luck.choice(GIVEN)}"
    else:
        name = f"Công ty TNHH {luck.choice(TRADE)} {luck.choice(PLACE)} {luck.choice(GIVEN)} {luck.choice(GIVEN)}"
    phone = f"09{luck.randrange(10**8):08d}"
    code = f"X77.15-{number:09d}"
    minute = timedelta(minutes=1)
    if is_open:
        accepted = NOW - timedelta(days=luck.uniform(0.1, 15))
        due = NOW + timedelta(days=luck.triangular(-3, 25, 6))
        state = luck.choices(["1", "2", "4", "5", "6"], [4, 10, 70, 14, 2])[0]
        ended = returned = None
        verdict = ""
    else:
        span = (NOW - timedelta(days=20) - FIRST_DAY) / count
        accepted = FIRST_DAY + span * number
        due = accepted + timedelta(days=7)
        late = luck.random() < 0.02
        ended = due + timedelta(days=2) if late else due - timedelta(days=luck.uniform(0, 5))
        state = luck.choices(["10", "9", "3", "7"], [970, 5, 15, 10])[0]
        returned = ended + timedelta(days=1) if state == "10" else None
        verdict = "overdue" if late else "on_time"
    accepted, due = accepted.replace(microsecond=0), due.replace(microsecond=0)
    ended, returned = (each and each.replace(microsecond=0) for each in (ended, returned))
    waits = state == "1"
    return {
        "code": code, "source": "import", "procedure_id": version.procedure_id, "version_id": version.pk,
        "field": version.field, "channel": luck.choices(["online", "direct", "post"], [80, 17, 3])[0],
        "filed_with_id": references["board"], "settled_by_id": references["board"],
        "applicant_name": name, "applicant_folded": fold(name), "applicant_phone": phone,
        "search_words": search_words(code=code, name=name, phone=phone),
        "held_by_id": references["board"] if is_open and luck.random() < 0.3 else None,
        "holder_id": luck.choice(references["users"]) if is_open else None,
        "filed_at": accepted - minute, "accepted_at": None if waits else accepted,
        "promised_at": None if waits else due, "due_at": None if waits else due,
        "kept_until_at": None if waits else due + minute,
        "ended_at": ended, "returned_at": returned, "state": state, "verdict": verdict,
        "supplements": 1 if state == "5" else 0,
    }  # fmt: skip


def hang_on(luck: random.Random) -> None:
    """Open waits and opinions asked."""
    from minhchung.dossiers.models import Consultation, Dossier, Pause
    from minhchung.ground.inserting import insert_new

    waiting = Dossier.objects.filter(state="5").values_list("pk", flat=True)
    insert_new(
        Pause,
        [
            {"dossier_id": number, "kind": "supplement", "from_at": NOW - timedelta(days=luck.uniform(0, 25)),
             "until_at": None, "reason": ""}
            for number in waiting
        ],
    )  # fmt: skip
    asked = list(Dossier.objects.filter(state="4", ended_at=None).values_list("pk", flat=True)[::50])
    insert_new(
        Consultation,
        [
            {"dossier_id": number, "agency": "Sở", "content": "?", "asked_at": NOW, "due_at": NOW + timedelta(days=5)}
            for number in asked
        ],
    )  # fmt: skip


@contextmanager
def postgresql(folders: list[Path], home: Path) -> Iterator[list[str]]:
    """Addresses of databases on a private server with the rows of the folders; none where it is not installed."""
    sys.path.insert(0, str(ROOT / "tests"))
    import psycopg

    import database_server

    if database_server.find_programs() is None:
        yield []
        return
    server = database_server.start()
    try:
        urls = []
        for folder in folders:
            name = f"lists_{folder.name}"
            with psycopg.connect(server.url, autocommit=True) as maintenance:
                maintenance.execute(f"CREATE DATABASE {name}")
            url = server.url.rsplit("/", 1)[0] + f"/{name}"
            command = [sys.executable, "-m", "django", "migrate", "--settings", "minhchung.config.settings"]
            env = {"MINHCHUNG_DATABASE_URL": url, "MINHCHUNG_DATA_DIR": str(home / "empty")}
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **env})
            copy(folder / "minhchung.sqlite3", url)
            urls.append(url)
        yield urls
    finally:
        server.stop()


def copy(source: Path, url: str) -> None:
    """Copy every table; triggers and foreign keys sleep meanwhile, the tally comes with the rest."""
    import psycopg

    old = sqlite3.connect(source)
    with psycopg.connect(url) as new, new.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(django|axes)_'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for name in tables:
            rows = old.execute(f'SELECT * FROM "{name}"')
            columns = ", ".join(f'"{column[0]}"' for column in rows.description)
            with cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copying:
                for row in rows:
                    copying.write_row(row)
        new.commit()
        new.autocommit = True
        new.execute("VACUUM ANALYZE")
    old.close()


def table(
    found: dict[str, dict[str, list[list[tuple[float, float]]]]], sizes: tuple[int, int], rounds: int
) -> str:
    """The kept table."""
    small, large = (f"{size:,}" for size in sizes)
    lines = [
        "# Lists of dossiers",
        "",
        (
            f"Command: `.venv/bin/python benchmarks/lists.py --rounds {rounds}` ({small} and {large} dossiers, "
            f"{opened(sizes[0]):,} and {opened(sizes[1]):,} of them open)"
        ),
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load "
            f"{os.getloadavg()[0]:.1f} at the end. Milliseconds of a whole signed-in request in one process, {rounds} "
            "rounds in turn; own CPU is what the process itself worked, without waiting for others on the machine. "
            "Aim: p50 under 100 ms, at most 1.2x that of the small size; a search with slips 30 ms."
        ),
    ]  # fmt: skip
    for engine, times in found.items():
        lines += [
            "", f"## {engine}", "",
            f"| page | {small}: p50 | {large}: p50 | p95 | p99 | ratio of p50 | {large}: own CPU p50 | ratio of CPU |",
            "|---|---|---|---|---|---|---|---|",
        ]  # fmt: skip
        for name, (few, many) in times.items():
            walls = [wall for wall, _busy in many]
            cut = statistics.quantiles(walls, n=100, method="inclusive")
            middle, base = statistics.median(walls), statistics.median(wall for wall, _busy in few)
            busy, least = (statistics.median(each for _wall, each in side) for side in (many, few))
            lines.append(
                f"| {name} | {base:.1f} | {middle:.1f} | {cut[94]:.1f} | {cut[98]:.1f} | **{middle / base:.2f}x** | "
                f"{busy:.1f} | {busy / least:.2f}x |"
            )
    return "\n".join([*lines, ""])


def _django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    import django

    django.setup()


def _python(*words: str, **environment: Any) -> None:
    env = {**os.environ, **{name: str(value) for name, value in environment.items()}}
    subprocess.run([sys.executable, __file__, *words], check=True, env=env)


if __name__ == "__main__":
    main()
