"""Receiving a dossier over HTTP on PostgreSQL, against a plain Django REST Framework create on the same server.

Usage, after ``make bench`` has made the environment:
``.venv/bin/python benchmarks/receiving.py [--seconds 300] [--rounds 3] [--questions create]``

Ours is the page of the counter as it stands: session, CSRF, rights, validation of the form, the limit in force, the
deadline with its explanation, a local number without a gap, the process's first step, the event, the trail's chain,
the notice in the outbox and the mark of the form, in one lasting transaction. The peer is a ``ModelViewSet`` without
any of it: six columns, no rights, one INSERT. Both are served by granian with two workers and one thread each, on one
private PostgreSQL with lasting commits. Both servers stand all the time and take turns, so that other work on the
machine falls on both. The table has the form of the one that Open Zaak publishes (1 and 16 users), with p95 and p99.

The bare form is what neither the law's arithmetic nor the trail can be blamed for: Django with a session, CSRF, an
account and a form of the same fields, that writes one row of the same columns and leads on. It only receives.
A page of reading is a whole page for a person, drawn from templates; the peer's is JSON.

The aims (0.6 times the peer's rate, 95 of 100 answers within 100 ms at 16 users) are not reached, and on two cores they
cannot be: at the aim's rate the clients, the web server, PostgreSQL and the delivery have some six milliseconds of
processor for one dossier; the bare form alone, which writes one row, takes four of them. Ours takes some fourteen at
16 users where nothing else runs: the web server 7, PostgreSQL 3 for ten statements, the delivery of the notice 1.5, the
client and the system the rest. Tried and kept: answers that seldom change kept under tokens, rows sent in one message,
statements put together once, the number taken last, one commit for a delivery, which stands back for the pages.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "receiving.md"
BIN = Path(sys.executable).parent
USERS = (1, 16)
QUESTIONS = ("create", "get one", "list")
PEER = """
import os, sys
from environ import Env
from django.conf import settings
settings.configure(
    SECRET_KEY="benchmark", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=False,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    DATABASES={"default": {**Env.db_url_config(os.environ["PEER_DATABASE"]), "CONN_MAX_AGE": None}},
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": [], "UNAUTHENTICATED_USER": None,
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination", "PAGE_SIZE": 50},
)
import django
django.setup()
from django.db import connection, models
class LightCase(models.Model):
    code = models.CharField(max_length=60, unique=True)
    procedure = models.IntegerField()
    applicant_name = models.CharField(max_length=255)
    applicant_phone = models.CharField(max_length=30)
    channel = models.CharField(max_length=10)
    received_at = models.DateTimeField(auto_now_add=True)
    class Meta:
        app_label = "peer"
        ordering = ["-id"]
from rest_framework import routers, serializers, viewsets
class LightCaseSerializer(serializers.ModelSerializer):
    class Meta:
        model = LightCase
        fields = "__all__"
class LightCases(viewsets.ModelViewSet):
    queryset = LightCase.objects.all()
    serializer_class = LightCaseSerializer
router = routers.DefaultRouter()
router.register("cases", LightCases)
urlpatterns = router.urls
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(LightCase)
"""

BARE = """
import os
from environ import Env
from django.conf import settings
settings.configure(
    SECRET_KEY="benchmark", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=False, LOGIN_URL="/in/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
        "django.contrib.messages"],
    DATABASES={"default": {**Env.db_url_config(os.environ["PEER_DATABASE"]), "CONN_MAX_AGE": None}},
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware"],
)
import django
django.setup()
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
NAMES = ("applicant_name", "applicant_phone", "applicant_tax_code", "applicant_email", "applicant_address",
    "channel", "applicant_kind", "return_way", "procedure", "behalf", "authorisation", "tell_by")
class Filed(models.Model):
    form_key = models.CharField(max_length=36, unique=True)
    received_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    for _name in NAMES:
        locals()[_name] = models.CharField(max_length=255, blank=True)
    class Meta:
        app_label = "peer"
class FiledForm(forms.Form):
    form_key = forms.UUIDField()
    at_once = forms.BooleanField(required=False)
    for _name in NAMES:
        locals()[_name] = forms.CharField(max_length=255, required=_name == "applicant_name")
@login_required
def create(request):
    form = FiledForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    words = form.cleaned_data
    words.pop("at_once")
    with transaction.atomic():
        made = Filed.objects.create(by=request.user, **{**words, "form_key": str(words["form_key"])})
    messages.success(request, f"received {made.pk}")
    return redirect(f"/{made.pk}/")
def enter(request):
    login(request, User.objects.get())
    return HttpResponse(get_token(request))
urlpatterns = [path("new/", create), path("in/", enter)]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Filed)
    User.objects.create_user("one")
"""


@dataclass
class Times:
    """Answers of one contender to one question by so many users: how long each took, in seconds."""

    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def share(self, part: float) -> float:
        """A quantile in milliseconds."""
        ordered = sorted(self.taken)
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)] * 1000

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds


Ask = Callable[[http.client.HTTPConnection], None]


def main() -> None:
    """Stand both servers up, let them take turns, print and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument(
        "--seconds", type=float, default=60, help="for each question, contender and number of users"
    )
    parser.add_argument("--rounds", type=int, default=3, help="turns into which that time is cut")
    parser.add_argument("--questions", nargs="+", choices=QUESTIONS, default=QUESTIONS)
    arguments = parser.parse_args()
    sys.path[:0] = [str(ROOT / "tests")]
    import database_server

    server = database_server.start(synchronous_commit="on", fsync="on", full_page_writes="on")
    try:
        with tempfile.TemporaryDirectory() as temporary:
            _databases(server.url, "ours", "peer", "bare")
            base = server.url.rpartition("/")[0]
            with (
                _ours(Path(temporary), f"{base}/ours") as ours,
                _peer(Path(temporary), f"{base}/peer") as peer,
                _bare(Path(temporary), f"{base}/bare") as bare,
            ):
                found = _measure({"ours": ours, "peer": peer, "bare": bare}, arguments)
    finally:
        server.stop()
    text = _table(found, arguments)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def _databases(url: str, *names: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]


@contextmanager
def _ours(home: Path, url: str) -> Iterator[dict[str, Ask]]:
    from journeys.standing import served
    from robustness.commands import environment, run
    from robustness.visiting import RECEIVE, enter, filing, hidden

    env = environment(MINHCHUNG_DATABASE_URL=url)
    folder = home / "ours"
    done = run("demo", "--no-serve", "--dossiers", "60", folder=folder, env=env)
    if done.code:
        raise SystemExit(done.told)
    with served(folder, env) as site:
        visitor = enter(site, "one_stop")
        typed = filing(visitor)
        jar = next(each for each in visitor.opener.handlers if hasattr(each, "cookiejar")).cookiejar
        cookie = "; ".join(f"{each.name}={each.value}" for each in jar)
        headers = {"Cookie": cookie, "Referer": site.url}
        form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        assert hidden(visitor.get(RECEIVE))
        _status, one = visitor.post(RECEIVE, {**typed, "form_key": str(uuid4())})
        host = urllib.parse.urlsplit(site.url).netloc

        def receive(connection: http.client.HTTPConnection) -> None:
            sent = {**typed, "form_key": str(uuid4()), "applicant_email": "nop@vidu.vn"}
            _ask(connection, "POST", RECEIVE, urllib.parse.urlencode(sent), form, 302)

        def one_case(connection: http.client.HTTPConnection) -> None:
            _ask(connection, "GET", one, None, headers, 200)

        def many(connection: http.client.HTTPConnection) -> None:
            _ask(connection, "GET", "/ho-so/", None, headers, 200)

        yield {"host": host, "create": receive, "get one": one_case, "list": many}  # type: ignore[dict-item]


@contextmanager
def _peer(home: Path, url: str) -> Iterator[dict[str, Ask]]:
    with _standing(home, "peer", PEER, url, "/cases/?format=json") as host:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}

        def create(connection: http.client.HTTPConnection) -> None:
            sent = {
                "code": str(uuid4()),
                "procedure": 1,
                "applicant_name": "Công ty A",
                "applicant_phone": "0912345678",
                "channel": "direct",
            }
            _ask(connection, "POST", "/cases/", json.dumps(sent).encode(), headers, 201)

        def one_case(connection: http.client.HTTPConnection) -> None:
            _ask(connection, "GET", "/cases/1/", None, headers, 200)

        def many(connection: http.client.HTTPConnection) -> None:
            _ask(connection, "GET", "/cases/", None, headers, 200)

        create(http.client.HTTPConnection(host))
        yield {"host": host, "create": create, "get one": one_case, "list": many}  # type: ignore[dict-item]


@contextmanager
def _bare(home: Path, url: str) -> Iterator[dict[str, Ask]]:
    with _standing(home, "bare", BARE, url, "/in/") as host:
        connection = http.client.HTTPConnection(host)
        connection.request("GET", "/in/")
        answer = connection.getresponse()
        token = answer.read().decode()
        cookies = [
            value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"
        ]
        headers = {"Cookie": "; ".join(cookies), "Content-Type": "application/x-www-form-urlencoded"}
        typed = {
            "csrfmiddlewaretoken": token,
            "procedure": "1|",
            "channel": "direct",
            "applicant_kind": "enterprise",
            "applicant_name": "Công ty A",
            "applicant_email": "nop@vidu.vn",
            "return_way": "counter",
        }

        def create(connection: http.client.HTTPConnection) -> None:
            sent = urllib.parse.urlencode({**typed, "form_key": str(uuid4())})
            _ask(connection, "POST", "/new/", sent, headers, 302)

        create(http.client.HTTPConnection(host))
        yield {"host": host, "create": create}  # type: ignore[dict-item]


@contextmanager
def _standing(home: Path, name: str, text: str, url: str, first: str) -> Iterator[str]:
    """A peer of one file, its tables made, served; its host and port."""
    import socket

    folder = home / name
    folder.mkdir()
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    modules = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PEER_DATABASE": url, "PYTHONPATH": modules}
    subprocess.run([sys.executable, f"{name}.py"], cwd=folder, env=env, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(BIN / "granian"), "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    process = subprocess.Popen(
        [*command, "--port", str(port), f"{name}:application"], cwd=folder, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        from journeys.standing import wait_for

        wait_for(f"http://127.0.0.1:{port}{first}")
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ask(
    connection: http.client.HTTPConnection,
    verb: str,
    path: str,
    body: object,
    headers: dict[str, str],
    wanted: int,
) -> None:
    connection.request(verb, path, body, headers)  # type: ignore[arg-type]
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != wanted:
        raise RuntimeError(f"{verb} {path}: {answer.status} {re.sub(r'<[^>]+>', ' ', said.decode())[:300]}")


def _measure(
    contenders: dict[str, dict[str, Ask]], arguments: argparse.Namespace
) -> dict[tuple[str, str, int], Times]:
    found: dict[tuple[str, str, int], Times] = {}
    rounds = arguments.rounds
    for question in arguments.questions:
        for users in USERS:
            for _turn in range(rounds):
                for name, ways in contenders.items():
                    if question not in ways:
                        continue
                    times = found.setdefault((question, name, users), Times())
                    _turn_of(str(ways["host"]), ways[question], users, arguments.seconds / rounds, times)
                    if times.wrong:
                        raise SystemExit(f"{name}, {question}: {times.wrong[0]}")
    return found


def _asked(questions: Sequence[str]) -> str:
    return "" if tuple(questions) == QUESTIONS else " --questions " + " ".join(questions)


def _turn_of(host: str, ask: Ask, users: int, seconds: float, times: Times) -> None:
    end = time.perf_counter() + seconds

    def user() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        while (began := time.perf_counter()) < end:
            try:
                ask(connection)
            except (RuntimeError, OSError, http.client.HTTPException) as error:
                times.wrong.append(str(error))
                return
            times.taken.append(time.perf_counter() - began)

    began = time.perf_counter()
    threads = [threading.Thread(target=user) for _user in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds += time.perf_counter() - began


def _table(found: dict[tuple[str, str, int], Times], arguments: argparse.Namespace) -> str:
    names = {"ours": "Minh Chứng", "peer": "plain DRF ModelViewSet", "bare": "bare form, one row"}
    lines = [
        "# Receiving over HTTP on PostgreSQL, and reading",
        "",
        (
            f"Measured {date.today():%d/%m/%Y} on {os.cpu_count()} shared cores, Python {platform.python_version()}; "
            "clients, both servers and PostgreSQL on them together."
        ),
        (
            f"`.venv/bin/python benchmarks/receiving.py --seconds {arguments.seconds:g} --rounds {arguments.rounds}"
            f"{_asked(arguments.questions)}`; "
            "load average now "
            f"{os.getloadavg()[2]:.1f} (15 min)."
        ),
        "",
        "| question | users | who | requests | a second | median ms | p95 ms | p99 ms | rate against DRF |",
        "|---|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (question, name, users), times in found.items():
        peer = found[question, "peer", users].rate
        ratio = f"{times.rate / peer:.2f}x" if name != "peer" else ""
        lines.append(
            f"| {question} | {users} | {names[name]} | {len(times.taken)} | {times.rate:.0f} "
            f"| {times.share(0.5):.1f} | {times.share(0.95):.1f} | {times.share(0.99):.1f} | {ratio} |"
        )
    return "\n".join([*lines, "", *__doc__.strip().splitlines()[5:], ""])


if __name__ == "__main__":
    main()
