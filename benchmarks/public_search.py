"""Searching 200,000 public titles, ranked, marks or not, with slips, against what each database offers by itself.

Usage, after ``make bench``: ``.venv/bin/python benchmarks/public_search.py [--titles 200000] [--rounds 300]``

Titles are put together from the names of real procedures, places and words of news; each is entered as an article with
a short text. Questions are two to four neighbouring words of a title, typed with marks, without, or with one slip. Ours
is ``catalogue.find``: ranks, a count exact up to two hundred, near words, the lines read for the page. The peers answer
the same words over the same titles without marks: on SQLite a table of FTS5 with ``ORDER BY bm25``, on PostgreSQL
``to_tsvector('simple', ...)`` with a GIN index and ``ORDER BY ts_rank``; both give the first twenty and count nothing,
and neither bears a slip: it finds nothing then. All are asked in one process, in turn, after a warm-up. Aim: ranked p50
at most 5 ms and p95 at most 15 ms, with slips p50 at most 30 ms.
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
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "public_search.md"
PLACES = (
    "Đắk Nông|Trường Sơn|Vĩnh Thịnh|Phước Hòa|Hưng Hòa|Nam Sơn|Bình Minh|Kiên Giang|Quảng Trị|Bắc Ninh|Hải Dương|"
    "Thủ Đức|"
    "Phú Quốc|Cẩm Giàng|Yên Phong|Đông Anh|Long Thành|Châu Đức|Tân Uyên|Bàu Bàng"
).split("|")
NEWS = (
    "Hội nghị triển khai nhiệm vụ|Lễ khởi công dự án|Đoàn công tác làm việc với|Tập huấn chuyển đổi số cho|"
    "Đối thoại với doanh nghiệp|"
    "Thông báo lịch tiếp công dân của|Kết quả giải quyết thủ tục hành chính tại|Khánh thành nhà máy xử lý nước thải ở|"
    "Kiểm tra công tác phòng cháy chữa cháy tại|Phê duyệt quy hoạch phân khu|Tuyển dụng lao động cho|"
    "Hướng dẫn đăng ký đầu tư vào"
).split("|")
THINGS = (
    "khu công nghiệp|cụm công nghiệp|khu chế xuất|nhà máy|kho ngoại quan|trung tâm logistics|khu kinh tế cửa khẩu|"
    "nhà ở xã hội|"
    "trạm biến áp|bến cảng|tuyến đường gom|hạ tầng kỹ thuật"
).split("|")


def main() -> None:
    """Ask all contenders on both databases, print and keep the tables; or be one database's run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=300, help="questions of each kind")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--one", action="store_true", help="measure the database of the environment")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.titles, arguments.rounds)))
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


def in_a_process(more: dict[str, str], arguments: argparse.Namespace) -> dict[str, list[float]]:
    """One database's times, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        env = {key: value for key, value in os.environ.items() if not key.startswith("MINHCHUNG_")}
        words = [
            sys.executable,
            __file__,
            "--one",
            "--titles",
            str(arguments.titles),
            "--rounds",
            str(arguments.rounds),
        ]
        done = subprocess.run(
            words,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**env, "MINHCHUNG_DATA_DIR": folder, **more},
        )
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def titles(count: int) -> list[str]:
    """Made-up titles of a portal; the same each time."""
    lot = random.Random(7)
    names = _procedures()
    made = []
    for number in range(count):
        if number % 4 == 0:
            made.append(f"{lot.choice(names)} tại {lot.choice(THINGS)} {lot.choice(PLACES)}")
        else:
            made.append(
                f"{lot.choice(NEWS)} {lot.choice(THINGS)} {lot.choice(PLACES)} {lot.choice(PLACES)} "
                f"năm {lot.randint(2010, 2026)}"
            )
    return made


def _procedures() -> list[str]:
    import yaml

    words: list[str] = []
    for path in sorted((ROOT / "src/minhchung/config/demo/data").glob("*.yaml")):
        words += _names(yaml.safe_load(path.read_text(encoding="utf-8")))
    return words or [
        "Cấp giấy chứng nhận đăng ký đầu tư",
        "Cấp giấy phép xây dựng",
        "Cấp giấy phép môi trường",
    ]


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("name"), str) and len(node["name"]) > 20:
            yield node["name"]
        for each in node.values():
            yield from _names(each)
    elif isinstance(node, list):
        for each in node:
            yield from _names(each)


def questions(all_titles: list[str], rounds: int) -> dict[str, list[str]]:
    """What is typed, of each kind."""
    from minhchung.ground.intake.folding import fold

    lot = random.Random(11)
    kinds: dict[str, list[str]] = {"with marks": [], "without marks": [], "one slip": []}
    for number in range(rounds * 3):
        words = lot.choice(all_titles).lower().split()
        size = lot.randint(2, 4)
        start = lot.randrange(max(1, len(words) - size))
        some = words[start : start + size]
        kind = list(kinds)[number % 3]
        if kind == "one slip":
            some = [fold(word) for word in some]
            place = max(range(len(some)), key=lambda place: len(some[place]))
            word = some[place]
            cut = lot.randrange(1, len(word)) if len(word) > 1 else 0
            some[place] = word[:cut] + lot.choice("bcdghklmnpqrstvx") + word[cut + 1 :]
        elif kind == "without marks":
            some = [fold(word) for word in some]
        kinds[kind].append(" ".join(some))
    return kinds


def measure(count: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each question by contender and kind."""
    from minhchung.config.cli.setup import migrate, start_django

    start_django(None)
    migrate()
    from django.db import connection

    from minhchung.ground.catalogue.actions import Item, keep
    from minhchung.ground.catalogue.queries import find
    from minhchung.ground.intake.folding import fold

    made = titles(count)
    first = date(2010, 1, 1)
    began = time.perf_counter()
    keep(
        Item(
            "article",
            str(number),
            title,
            f"/tin/{number}/",
            "Nội dung minh họa",
            first + timedelta(days=number // 40),
        )
        for number, title in enumerate(made)
    )
    print(f"entered in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    peer = _fts5(made, fold) if connection.vendor == "sqlite" else _tsvector(made, fold)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    found: dict[str, list[float]] = {}
    for kind, texts in questions(made, rounds).items():
        for turn in (texts[:20], texts):  # the first turn warms up
            found[f"ours, {kind}"], found[f"peer, {kind}"] = [], []
            hits = 0
            for text in turn:
                began = time.perf_counter()
                hits += bool(find(text).lines)
                found[f"ours, {kind}"].append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                peer(text)
                found[f"peer, {kind}"].append((time.perf_counter() - began) * 1000)
        found[f"hits, {kind}"] = [hits / len(texts)]
    return found


def _fts5(made: list[str], fold: Callable[[str], str]) -> Callable[[str], list[Any]]:
    from django.db import connection, transaction

    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("CREATE VIRTUAL TABLE peer USING fts5(title)")
        cursor.executemany("INSERT INTO peer(title) VALUES (%s)", [(fold(title),) for title in made])
    sql = "SELECT rowid, title FROM peer WHERE peer MATCH %s ORDER BY bm25(peer) LIMIT 20"
    return _asked(sql, lambda text: " ".join(f'"{word}"' for word in fold(text).split()))


def _tsvector(made: list[str], fold: Callable[[str], str]) -> Callable[[str], list[Any]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE peer (id serial PRIMARY KEY, title text, vector tsvector)")
        with cursor.copy("COPY peer (title) FROM STDIN") as copy:
            for title in made:
                copy.write_row((fold(title),))
        cursor.execute("UPDATE peer SET vector = to_tsvector('simple', title)")
        cursor.execute("CREATE INDEX peer_words ON peer USING gin (vector)")
        cursor.execute("VACUUM ANALYZE peer")
    sql = (
        "SELECT id, title FROM peer, to_tsquery('simple', %s) asked WHERE vector @@ asked "
        "ORDER BY ts_rank(vector, asked) DESC LIMIT 20"
    )
    return _asked(sql, lambda text: " & ".join(fold(text).split()))


def _asked(sql: str, words: Callable[[str], str]) -> Callable[[str], list[Any]]:
    from django.db import connection

    def ask(text: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [words(text)])
            rows: list[Any] = cursor.fetchall()
            return rows

    return ask


def table(found: dict[str, dict[str, list[float]]], arguments: argparse.Namespace) -> str:
    """The tables."""
    lines = [
        "# Searching what is public",
        "",
        (
            f"Command: `.venv/bin/python benchmarks/public_search.py --titles {arguments.titles} "
            f"--rounds {arguments.rounds}`"
        ),
        "",
        (
            f"Measured {date.today():%d/%m/%Y} on {os.cpu_count()} shared cores, Python {platform.python_version()}, "
            f"load {os.getloadavg()[2]:.1f} (15 min). Milliseconds. Aim: p50 5 and p95 15; with slips p50 30."
        ),
        "",
        "| database | typed | found something | ours p50 | p95 | p99 | peer p50 | p95 | p50 against the peer |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for database, times in found.items():
        for kind in ("with marks", "without marks", "one slip"):
            ours, peer = sorted(times[f"ours, {kind}"]), sorted(times[f"peer, {kind}"])
            hits = times[f"hits, {kind}"][0]
            lines.append(
                f"| {database} | {kind} | {hits:.0%} | {_at(ours, 0.5):.1f} | {_at(ours, 0.95):.1f} "
                f"| {_at(ours, 0.99):.1f} | {_at(peer, 0.5):.1f} | {_at(peer, 0.95):.1f} "
                f"| {_at(ours, 0.5) / _at(peer, 0.5):.2f}x |"
            )
    return "\n".join([*lines, "", *__doc__.strip().splitlines()[4:], ""])


def _at(ordered: list[float], part: float) -> float:
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


if __name__ == "__main__":
    main()
