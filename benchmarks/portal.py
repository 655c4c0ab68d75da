"""Public pages, against a plain Wagtail site on the same server, on PostgreSQL and on SQLite.

Usage, after ``make bench`` has made the environment:
``.venv/bin/python benchmarks/portal.py [--seconds 6] [--rounds 2] [--databases sqlite postgresql]``

Ours is the demonstration agency as ``minhchung serve`` stands it up (granian, two workers of one thread), once with its
front and once without (``MINHCHUNG_FRONT_SECONDS=0``), where each page is drawn for each who asks. The peer is a
site as Wagtail's bakery demonstration has it, cut down: a home and one standard page with rich text, Wagtail's
settings and middlewares as they come, on the same granian; it keeps nothing and draws each page. Its standard page
stands beside our page of a procedure (thirteen parts, cases, papers, steps with a picture, changes, code), of all
promises, and of an article. All servers stand all the time and take turns, so that other work on the machine falls on
all.

The client is two processes that write and read bare sockets and look at nothing but status and length. A visitor waits
for his answer before he asks again. The first answers of a turn, half a second, are not counted.

The aim of 300 procedure pages a second without the front is reached since the middle of the page is kept
drawn until something of the procedure changes; a page cost ten milliseconds of processor before, seven of them Django's
templates. The front gives a page again for some seven microseconds in the process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "portal.md"
BIN = Path(sys.executable).parent
USERS = (1, 16)
CLIENTS = 2
WARM = 0.5
DATABASES = ("sqlite", "postgresql")
NAMES = {"front": "Minh Chứng", "drawn": "Minh Chứng, front off", "peer": "plain Wagtail"}
PEER = """
import os, sys
from environ import Env
from django.conf import settings
settings.configure(
    SECRET_KEY="benchmark", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, STATIC_URL="/static/", MEDIA_URL="/media/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", WAGTAIL_SITE_NAME="peer", USE_TZ=True,
    # Tables as the models are: the migrations would take longer than the measurement. Nothing is searched.
    MIGRATION_MODULES=type("None_", (), {"__contains__": lambda *_: True, "__getitem__": lambda *_: None})(),
    WAGTAILSEARCH_BACKENDS={"default": {"BACKEND": "wagtail.search.backends.database.fallback"}},
    LANGUAGE_CODE="en",
    WAGTAILADMIN_BASE_URL="http://localhost",
    INSTALLED_APPS=["wagtail.contrib.redirects", "wagtail.embeds", "wagtail.sites", "wagtail.users",
        "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.admin", "wagtail",
        "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles", "peer_site"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware", "django.middleware.security.SecurityMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
        "context_processors": ["django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}],
    DATABASES={"default": {**Env.db_url_config(os.environ["PEER_DATABASE"]), "CONN_MAX_AGE": None}},
)
import django
django.setup()
from django.urls import include, path
from wagtail import urls
from wagtail.admin import urls as admin
from wagtail.documents import urls as documents
urlpatterns = [path("admin/", include(admin)), path("documents/", include(documents)), path("", include(urls))]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    from django.core.management import call_command
    call_command("migrate", verbosity=0, run_syncdb=True)
    from peer_site.models import HomePage, StandardPage
    from wagtail.models import Locale, Page, Site
    Locale.objects.create(language_code="en")
    root = Page.add_root(title="Root")
    body = "".join(f"<h2>Part {n}</h2><p>{'Words of a page that people read. ' * 12}</p>" for n in range(13))
    home = root.add_child(instance=HomePage(title="Home", slug="peer", body=body[:900] + "</p>"))
    home.add_child(instance=StandardPage(title="Standard", slug="standard", introduction="Words.", body=body,
        show_in_menus=True))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
"""
MODELS = """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
class HomePage(Page):
    body = RichTextField()
class StandardPage(Page):
    introduction = models.TextField()
    body = RichTextField()
"""
BASE = """{% load wagtailcore_tags wagtailuserbar static %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="stylesheet" href="{% static 'peer.css' %}"></head><body>{% wagtailuserbar %}
{% wagtail_site as site %}<header><nav><ul>{% for each in site.root_page.get_children.live.in_menu %}
<li><a href="{% pageurl each %}">{{ each.title }}</a></li>{% endfor %}</ul></nav></header>
<nav>{% for each in page.get_ancestors %}{% if each.depth > 1 %}
<a href="{% pageurl each %}">{{ each.title }}</a>{% endif %}
{% endfor %}</nav>
<main><h1>{{ page.title }}</h1>{% block content %}{% endblock %}</main></body></html>
"""
HOME = '{% extends "base.html" %}{% load wagtailcore_tags %}{% block content %}{{ page.body|richtext }}{% endblock %}'
STANDARD = HOME.replace("{{ page.body", "<p>{{ page.introduction }}</p>{{ page.body")


@dataclass
class Times:
    """Answers of one contender for one page to so many visitors: how long each took, in seconds."""

    taken: list[float] = field(default_factory=list)
    seconds: float = 0.0
    size: int = 0

    def share(self, part: float) -> float:
        """A quantile in milliseconds."""
        ordered = sorted(self.taken)
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)] * 1000

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds


def main() -> None:
    """Stand the servers up, let them take turns, print and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument(
        "--seconds", type=float, default=6, help="for each page, contender, number of visitors"
    )
    parser.add_argument("--rounds", type=int, default=2, help="turns into which that time is cut")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--dossiers", type=int, default=60)
    parser.add_argument(
        "--folder", type=Path, help="a demonstration agency made before, instead of a new one (SQLite)"
    )
    parser.add_argument("--client", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.client:
        url, seconds, users = arguments.client
        print(json.dumps(asyncio.run(_client(url, float(seconds), int(users)))))
        return
    sys.path[:0] = [str(ROOT / "tests")]
    tables = []
    for database in arguments.databases:
        with ExitStack() as stack:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            ours, peer = _databases(stack, database, home)
            folder = arguments.folder if database == "sqlite" else None
            contenders = _standing(stack, home, ours, peer, arguments.dossiers, folder)
            tables += _table(database, _measure(contenders, arguments))
    text = _text(tables, arguments)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def _databases(stack: ExitStack, database: str, home: Path) -> tuple[str, str]:
    """Addresses of our database ("" for the one in the folder) and of the peer's."""
    if database == "sqlite":
        return "", f"sqlite:///{home / 'peer.sqlite3'}"
    import psycopg

    import database_server

    server = database_server.start(synchronous_commit="on", fsync="on", full_page_writes="on")
    stack.callback(server.stop)
    with psycopg.connect(server.url, autocommit=True) as connection:
        for name in ("ours", "peer"):
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    base = server.url.rpartition("/")[0]
    return f"{base}/ours", f"{base}/peer"


def _standing(
    stack: ExitStack, home: Path, ours: str, peer: str, dossiers: int, folder: Path | None
) -> dict[str, dict[str, str]]:
    """Of each contender the addresses of its pages."""
    from journeys.standing import served
    from robustness.commands import environment, run

    base = stack.enter_context(_peer(home, peer))
    given = {"MINHCHUNG_DATABASE_URL": ours} if ours else {}
    if folder is None:
        folder = home / "data"
        words = ("demo", "--no-serve", "--dossiers", str(dossiers))
        done = run(*words, folder=folder, env=environment(**given))
        if done.code:
            raise SystemExit(done.told)
    site = stack.enter_context(served(folder, environment(**given, MINHCHUNG_FRONT_SECONDS="10")))
    pages = {
        "home": "/",
        "procedure": _first(site.url, "/thu-tuc-hanh-chinh/", r"/thu-tuc-hanh-chinh/[^\"/?]+/"),
        "promises": "/cam-ket/",
        "article": _first(site.url, "/", r"/[a-z0-9-]+/[a-z0-9-]{12,}/"),
    }
    bare = stack.enter_context(served(folder, environment(**given, MINHCHUNG_FRONT_SECONDS="0")))
    of_peer = {"home": "/", "procedure": "/standard/", "promises": "/standard/", "article": "/standard/"}
    return {
        "front": {page: site.url + path for page, path in pages.items()},
        "drawn": {page: bare.url + path for page, path in pages.items()},
        "peer": {page: base + path for page, path in of_peer.items()},
    }


def _first(url: str, page: str, form: str) -> str:
    """The first address of a form that a page leads to."""
    with urllib.request.urlopen(url + page) as answer:
        found = re.search(rf'<main.*?href="({form})"', answer.read().decode(), re.S)
    if found is None:
        raise SystemExit(f"{page} leads to no {form}")
    return found[1]


@contextmanager
def _peer(home: Path, database: str) -> Iterator[str]:
    folder = home / "peer"
    templates = folder / "peer_site" / "templates"
    (templates / "peer_site").mkdir(parents=True)
    for name, text in {
        folder / "peer.py": PEER,
        folder / "peer_site" / "__init__.py": "",
        folder / "peer_site" / "models.py": MODELS,
        templates / "base.html": BASE,
        templates / "peer_site" / "home_page.html": HOME,
        templates / "peer_site" / "standard_page.html": STANDARD,
    }.items():
        name.write_text(text, encoding="utf-8")
    env = {**os.environ, "PEER_DATABASE": database}
    subprocess.run([sys.executable, "peer.py"], cwd=folder, env=env, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(BIN / "granian"), "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "peer:application"], cwd=folder,
        env={**env, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        from journeys.standing import wait_for

        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


Found = dict[tuple[str, str, int], Times]


def _measure(contenders: dict[str, dict[str, str]], arguments: argparse.Namespace) -> Found:
    found: Found = {}
    for page in contenders["front"]:
        for users in USERS:
            for _turn in range(arguments.rounds):
                for name, pages in contenders.items():
                    times = found.setdefault((page, name, users), Times())
                    _turn_of(pages[page], users, arguments.seconds / arguments.rounds, times)
    return found


def _turn_of(url: str, users: int, seconds: float, times: Times) -> None:
    clients = min(CLIENTS, users)
    words = [sys.executable, __file__, "--client", url, str(seconds), str(users // clients)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE) for _client in range(clients)]
    for process in running:
        out, _err = process.communicate()
        if process.returncode:
            raise SystemExit(f"{url}: the client failed")
        told = json.loads(out)
        times.taken += told["taken"]
        times.size = max(times.size, told["size"])
    times.seconds += seconds
    if not times.taken:
        raise SystemExit(f"{url}: nobody was answered in a turn; give it more --seconds")


async def _client(url: str, seconds: float, users: int) -> dict[str, object]:
    """So many visitors, each of whom asks again when he has been answered."""
    parts = urlsplit(url)
    asked = (
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n\r\n"
    ).encode()
    taken: list[float] = []
    sizes: set[int] = set()
    begin = time.perf_counter() + WARM
    end = begin + seconds

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        while (began := time.perf_counter()) < end:
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(head.decode())
            length = re.search(rb"content-length: (\d+)", head, re.I)
            if length is None:
                raise SystemExit(f"no length: {head.decode()}")
            await reader.readexactly(int(length[1]))
            now = time.perf_counter()
            if began >= begin and now <= end:
                taken.append(now - began)
                sizes.add(int(length[1]))
        writer.close()

    await asyncio.gather(*(visitor() for _visitor in range(users)))
    return {"taken": taken, "size": max(sizes, default=0)}


def _table(database: str, found: Found) -> list[str]:
    lines = [
        f"## {'PostgreSQL' if database == 'postgresql' else 'SQLite'}",
        "",
        "| page | visitors | who | a second | median ms | p95 ms | p99 ms | bytes sent | against plain Wagtail |",
        "|---|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (page, name, users), times in found.items():
        ratio = f"{times.rate / found[page, 'peer', users].rate:.2f}x" if name != "peer" else ""
        lines.append(
            f"| {page} | {users} | {NAMES[name]} | {times.rate:.0f} | {times.share(0.5):.2f} | {times.share(0.95):.2f} "
            f"| {times.share(0.99):.2f} | {times.size} | {ratio} |"
        )
    return [*lines, ""]


def _text(tables: list[str], arguments: argparse.Namespace) -> str:
    return "\n".join(
        [
            "# Public pages over HTTP",
            "",
            (
                f"Measured {date.today():%d/%m/%Y}, {os.cpu_count()} shared cores, Python {platform.python_version()}; "
                "clients, servers and PostgreSQL on them together, and other work beside them: the ratios count."
            ),
            (
                f"`.venv/bin/python benchmarks/portal.py --seconds {arguments.seconds:g} --rounds {arguments.rounds} "
                f"--databases {' '.join(arguments.databases)}`; load average now {os.getloadavg()[2]:.1f} (15 min)."
            ),
            "",
            *tables,
            *(__doc__ or "").strip().splitlines()[5:],
            "",
        ]
    )


if __name__ == "__main__":
    main()
