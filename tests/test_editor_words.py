"""Whoever edits the portal reads Vietnamese: every word of the installed Wagtail has our translation, and it is in force."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.apps import apps
from django.test import RequestFactory
from django.utils import translation
from django.views.i18n import JSONCatalog

pytest.importorskip("wagtail")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import editor_words

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|\{\w*\}|%[sd%]")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
MARKS = re.compile(r"[À-ỹĐđ]")
#: Names that are the same in both languages, and the beginning of an address.
NAMES = {
    "api", "csv", "embedly", "enter", "ipv", "javascript", "json", "utc", "uuid", "wagtail", "xlsx",
    "http",
}  # fmt: skip


@cache
def kept(domain: str) -> Catalog:
    catalogue = editor_words.read(domain)
    assert catalogue is not None
    return catalogue


@cache
def pairs() -> list[tuple[Message, str, str]]:
    """Every message with its English (the plural, if it has one) and its Vietnamese."""
    return [
        (message, editor_words.forms(message.id)[-1], editor_words.forms(message.string)[0])
        for domain in editor_words.DOMAINS
        for message in kept(domain)
        if message.id
    ]


def visible(text: str) -> str:
    return TAG.sub(" ", PLACEHOLDER.sub(" ", text))


@pytest.mark.parametrize("domain", editor_words.DOMAINS)
def test_every_word_of_the_installed_version_is_there(domain: str) -> None:
    catalogue = kept(domain)
    without = [
        words
        for _app, words, context in editor_words.wanted(domain)
        if (message := catalogue.get(words, context)) is None or not all(editor_words.forms(message.string))
    ]
    assert without == [], "run .venv/bin/python scripts/editor_words.py and translate what is new"


def test_there_are_as_many_words_as_an_editing_site_has() -> None:
    assert len(kept("django")) > 1600
    assert len(kept("djangojs")) > 80


@pytest.mark.parametrize("domain", editor_words.DOMAINS)
def test_the_files_are_what_the_script_writes(domain: str) -> None:
    text, compiled = editor_words.written(kept(domain))
    path = editor_words.CATALOGUES / f"{domain}.po"
    assert text == path.read_bytes()
    assert compiled == path.with_suffix(".mo").read_bytes()
    assert [message.id for message in kept(domain) if message.id and message.fuzzy] == []


def test_every_installed_app_with_words_is_gathered() -> None:
    with_words = {
        app.name
        for app in apps.get_app_configs()
        if app.name.split(".")[0] in {"wagtail", "taggit", "modelcluster"}
        and (Path(app.path) / "locale" / "en").exists()
    }
    assert with_words <= set(editor_words.APPS)


def test_placeholders_tags_and_edges_are_kept() -> None:
    wrong = [
        (english, vietnamese)
        for _message, english, vietnamese in pairs()
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(vietnamese))
        or sorted(TAG.findall(english)) != sorted(TAG.findall(vietnamese))
        or english[: len(english) - len(english.lstrip())]
        != vietnamese[: len(vietnamese) - len(vietnamese.lstrip())]
        or english[len(english.rstrip()) :] != vietnamese[len(vietnamese.rstrip()) :]
    ]
    assert wrong == []


def test_no_english_word_is_left() -> None:
    left = [
        (vietnamese, sorted(same))
        for _message, english, vietnamese in pairs()
        if (
            same := {word.lower() for word in WORD.findall(visible(english))}
            & {word.lower() for word in WORD.findall(visible(vietnamese))} - NAMES
        )
    ]
    assert left == []


def test_longer_sentences_have_vietnamese_marks() -> None:
    bare = [
        vietnamese
        for _message, _english, vietnamese in pairs()
        if len(WORD.findall(visible(vietnamese))) > 4 and not MARKS.search(vietnamese)
    ]
    assert bare == []


#: Terms that every sentence says in the same way: the English word, and what its Vietnamese must have one of.
GLOSSARY = [
    ("unpublish(?!ed (changes|subpages))", "gỡ"),
    (r"\bpublish(?!ed|ing|ation)", "đăng"),
    (r"\bdraft", "bản nháp"),
    (r"\brevision", "phiên bản"),
    (r"\bworkflow", "quy trình|duyệt|trình theo|trình lại"),
    (r"\btasks?\b", "bước|quy trình"),
    (r"\bsnippet", "mẩu"),
    (r"\bcollection", "bộ sưu tập"),
    (r"\bcomment", "góp ý"),
    (r"\block", "khóa"),
    (r"\bslug", "đường dẫn|duong-dan"),
    (r"\balias", "tự cập nhật|trang thường"),
    (r"\bredirect", "chuyển hướng|chuyển đến"),
    (r"\bimage", "hình|ảnh"),
    (r"\bdocument", "tệp"),
    (r"\bsubpage|\bchild page", "trang con"),
]


@pytest.mark.parametrize(("english", "vietnamese"), GLOSSARY, ids=[row[1].split("|")[0] for row in GLOSSARY])
def test_a_term_is_said_in_one_way(english: str, vietnamese: str) -> None:
    otherwise = [
        (said, translated)
        for _message, said, translated in pairs()
        if re.search(english, visible(said), re.IGNORECASE)
        and not re.search(vietnamese, translated, re.IGNORECASE)
    ]
    assert otherwise == []


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        pytest.param("Publish", "Đăng", id="where Wagtail says it otherwise"),
        pytest.param("Submit for moderation", "Trình duyệt", id="the workflow"),
        pytest.param(
            "Enter a valid domain name.", "Hãy nhập tên miền hợp lệ.", id="where Django says nothing"
        ),
    ],
)
def test_our_words_are_in_force(english: str, vietnamese: str) -> None:
    assert translation.gettext(english) == vietnamese


def test_a_plural_is_in_force() -> None:
    for count in (1, 2):
        assert translation.ngettext("%(num)d minute", "%(num)d minutes", count) == "%(num)d phút"


def test_the_browser_gets_our_words(rf: RequestFactory) -> None:
    view = JSONCatalog.as_view(packages=[name for name in ("wagtail.admin",) if apps.is_installed(name)])
    catalogue = json.loads(view(rf.get("/")).content)["catalog"]
    assert catalogue["Reply"] == "Trả lời"
    assert catalogue["%(num)s error"] == ["%(num)s lỗi"]
