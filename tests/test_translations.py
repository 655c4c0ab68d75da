"""Every word that the source marks is there in English, with the same placeholders, and compiled."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from robustness.commands import environment, run

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import translations

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%%")
MARKS = re.compile(r"[À-ỹĐđ]")
#: Names that stay as they are, and examples of what is typed in Vietnamese.
KEPT = (
    "Minh Chứng",
    "Đắk Nông",
    "KT. TRƯỞNG BAN",
    "(số khai)",
    "Báo cáo số 15/BC-SNV ngày 05/01/2021 của Sở Nội vụ",
    "đồng",
    "dòng lệnh",
    "NĐ-CP",
    "0,5 ngày",
    "4 giờ",
)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def test_the_catalogue_is_up_to_date_and_whole() -> None:
    kept = translations.read()
    assert kept is not None
    gathered = translations.gathered(kept)
    assert {message.id for message in gathered} == {message.id for message in kept}, (
        "chạy .venv/bin/python scripts/translations.py (run it) and translate what is new"
    )
    assert len(gathered) > 600
    missing = [message.id for message in gathered if message.id and not all(forms(message.string or ""))]
    assert not missing
    assert not [message.id for message in kept if message.id and message.fuzzy]


def test_the_files_are_what_the_source_gives() -> None:
    text, compiled = translations.written(translations.gathered(translations.read()))
    assert text == translations.CATALOGUE.read_bytes()
    assert compiled == translations.CATALOGUE.with_suffix(".mo").read_bytes()


def test_placeholders_are_the_same_and_english_is_english() -> None:
    kept = translations.read()
    assert kept is not None
    for message in kept:
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for english in forms(message.string):
            assert set(PLACEHOLDER.findall(english)) == wanted, message.id
            rest = english
            for name in KEPT:
                rest = rest.replace(name, "")
            assert not MARKS.search(rest), english


@pytest.mark.django_db
def test_a_visitor_reads_english_and_changes_back_on_the_same_page(client: Client) -> None:
    page = client.get(reverse("portal:home"))
    assert "Đăng nhập" in page.content.decode() and 'lang="vi"' in page.content.decode()
    client.cookies["django_language"] = "en"
    page = client.get(reverse("accounts:sign_in"))
    text = page.content.decode()
    assert 'lang="en"' in text
    for words in ("User name", "Password", "Sign in", "Skip to content"):
        assert words in text, words


@pytest.mark.django_db
def test_the_staff_reads_its_screens_in_english(client: Client) -> None:
    from datetime import datetime

    user = create_user(
        username="an",
        full_name="An",
        role=Role.IT,
        password="bốn mùa xuân hạ",
        by="x",
        at=datetime(2026, 1, 1),
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    client.cookies["django_language"] = "en"
    screens = {
        "dashboard": ("Dashboard", "Choose a period"),
        "figures:catalogue": ("List of figures",),
        "dossiers:dossier_list": ("Dossiers", "No dossiers yet"),
        "reports:report_list": ("Reports",),
        "intake:home": ("Import", "Latest imports"),
        "trail:list": ("Trail", "Check the chain"),
        "accounts:users": ("Accounts", "Open an account"),
    }
    for name, wanted in screens.items():
        text = client.get(reverse(name)).content.decode()
        for words in wanted:
            assert words in text, (name, words)


@pytest.mark.parametrize(
    "command",
    [
        "",
        "demo",
        "serve",
        "import",
        "deadline",
        "figures",
        "figure",
        "report",
        "report build",
        "verify",
        "export",
    ],
)
def test_the_command_line_helps_in_english(command: str) -> None:
    done = run(*command.split(), "--help", folder=None, env=environment(MINHCHUNG_LANG="en", COLUMNS="200"))
    assert done.code == 0, done.told
    shown = done.out
    for name in KEPT:
        shown = shown.replace(name, "")
    assert not MARKS.search(shown), shown
    vietnamese = run(*command.split(), "--help", folder=None, env=environment(COLUMNS="200"))
    assert MARKS.search(vietnamese.out)
