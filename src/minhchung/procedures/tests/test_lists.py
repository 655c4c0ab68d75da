"""Signed lists of what is posted: one a day, tied to the one before, never changed, never made up afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, transaction

from minhchung.ground.canonical import canonical_json, seal_of
from minhchung.ground.signing import ed25519
from minhchung.ground.trail.models import Entry
from minhchung.procedures import actions, list_queries
from minhchung.procedures.actions import Signer
from minhchung.procedures.actions import lists as deeds
from minhchung.procedures.list_format import name_of
from minhchung.procedures.list_verification import verify, verify_folder
from minhchung.procedures.models import Component, PostedEntry, PostedList, PostedText, ProcedureVersion
from minhchung.procedures.posted_parts import day_in, posted_parts
from minhchung.procedures.tests.test_posted import a_version, board

__all__ = ["board"]  # the fixture of the agency

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 4, 0, 1)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = Signer(KEY.public_key().public_bytes_raw(), KEY.sign)


def draw(at: datetime = DAY, signer: Signer = SIGNER) -> PostedList | None:
    return actions.list_posted(
        agency="Ban Quản lý", address_of=lambda key: f"/tthc/{key}/", signer=signer, by="hệ thống", at=at
    )


def later(days: int) -> datetime:
    return DAY + timedelta(days=days)


def saved(folder: Path, day: date) -> Path:
    """A list with its signature and key, as anybody downloads them."""
    found = list_queries.signed_file(day)
    assert found is not None
    path = folder / name_of(day)
    path.write_bytes(found[0])
    path.with_name(f"{path.name}.sig").write_bytes(found[1])
    (folder / "khoa.pem").write_bytes(ed25519.pem_of(found[2]))
    return path


def test_a_list_says_what_was_posted_and_bears_its_seal_and_signature() -> None:
    version = a_version(decision="QĐ 12/QĐ-UBND ngày 05/3/2019")
    a_version("TT2", posted_web_on=None)
    made = draw()
    assert made is not None
    told = json.loads(made.content)
    assert made.content.encode() == canonical_json(told) and told["seal"] == made.seal == seal_of(told)
    (line,) = told["procedures"]
    assert line == {
        "key": "TT1",
        "national_code": "",
        "name": version.name,
        "version": "TT1@2020-01-01",
        "decision": "QĐ 12/QĐ-UBND ngày 05/3/2019",
        "decision_on": "2019-03-05",
        "since": "2020-01-01",
        "posted_on": "2020-01-01",
        "parts_sha256": posted_parts(DAY.date())[0].digest,
        "address": "/tthc/TT1/",
    }
    text = json.loads(list_queries.text_of(line["parts_sha256"]) or "")
    assert len(text["parts"]) == 13 and text["parts"]["limits"][0]["legal"]["number"] == 5
    assert (told["day"], told["previous"], made.count) == ("2026-05-04", None, 1)
    deed = Entry.objects.get(deed="sign_list")
    assert (deed.record, json.loads(deed.details)["seal"]) == (made.pk, made.seal)


def test_a_day_has_one_list_and_a_day_that_was_missed_stays_missing() -> None:
    a_version()
    first = draw()
    assert draw(DAY + timedelta(hours=9)) is None and PostedList.objects.count() == 1
    assert draw(later(3)) is not None
    assert draw(later(1)) is None, "nothing is made up for a day that has gone by"
    assert [each.day.day for each in list_queries.lists_of(DAY.date())] == [7, 4]
    second = PostedList.objects.get(listed_on=later(3).date())
    assert first is not None and json.loads(second.content)["previous"] == {
        "day": "2026-05-04",
        "seal": first.seal,
    }


def test_of_two_workers_one_draws_the_list_and_the_other_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    a_version()
    draw()

    class Blind:
        """What the other worker saw before this one was done: no list yet."""

        @staticmethod
        def order_by(_name: str) -> Any:
            return PostedList.objects.none()

        filter, create = PostedList.objects.filter, PostedList.objects.create

    monkeypatch.setattr(deeds, "PostedList", type("PostedList", (), {"objects": Blind}))
    assert draw() is None
    assert (PostedList.objects.count(), PostedEntry.objects.count()) == (1, 1)
    assert Entry.objects.filter(deed="sign_list").count() == 1


def test_what_came_went_and_changed_against_the_list_before() -> None:
    one, two = a_version("TT1"), a_version("TT2")
    draw()
    ProcedureVersion.objects.filter(pk=one.pk).update(result="Giấy phép")
    ProcedureVersion.objects.filter(pk=two.pk).update(posted_web_on=None)
    a_version("TT3")
    draw(later(1))
    page = list_queries.list_page(later(1).date())
    assert page is not None and (page.line.came, page.line.went, page.line.changed) == (1, 1, 1)
    named = [[each.key for each in part] for part in (page.came, page.went, page.changed)]
    assert named == [["TT3"], ["TT2"], ["TT1"]] and page.before_day == DAY.date()
    stood = list_queries.stood(one.pk)
    assert stood is not None and (stood.first_on, stood.last_on, stood.days) == (
        DAY.date(),
        later(1).date(),
        2,
    )
    assert list_queries.stood(two.pk) == list_queries.Stood(DAY.date(), DAY.date(), 1)
    assert PostedText.objects.count() == 4, "a text that is posted on is kept once"


@pytest.mark.parametrize("model", [PostedList, PostedEntry, PostedText])
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_changes_and_deletes_nothing_of_it(model: Any, deed: str) -> None:
    a_version()
    draw()
    statement = {"update": "UPDATE {} SET id = id", "delete": "DELETE FROM {}"}[deed]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))
    assert model.objects.count() == 1


def first_byte_of(path: Path, place: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def in_words(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("Cấp giấy phép".encode(), "Cấp giầy phép".encode()))


def sealed_anew(path: Path) -> None:
    told = json.loads(path.read_bytes())
    told["procedures"] = []
    told["seal"] = seal_of(told)
    path.write_bytes(canonical_json(told))


def signed_anew(path: Path) -> None:
    """By whoever holds the key."""
    sealed_anew(path)
    path.with_name(f"{path.name}.sig").write_bytes(KEY.sign(path.read_bytes()))


@pytest.mark.parametrize(
    ("hurt", "words"),
    [
        pytest.param(lambda path: None, "", id="whole"),
        pytest.param(in_words, "Danh sách đã bị thay đổi: dấu niêm", id="a word of the list"),
        pytest.param(first_byte_of, "Danh sách đã bị thay đổi", id="its first byte"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes() + b"\n"),
            "Danh sách đã bị thay đổi ở byte thứ",
            id="a byte behind it",
        ),
        pytest.param(
            lambda path: first_byte_of(path.with_name(f"{path.name}.sig"), 63),
            "chữ ký đã bị thay đổi",
            id="the last byte of the signature",
        ),
        pytest.param(
            lambda path: path.with_name(f"{path.name}.sig").write_bytes(b"x" * 65),
            "không phải đúng 64 byte",
            id="a byte more in the signature",
        ),
        pytest.param(
            lambda path: path.with_name(f"{path.name}.sig").unlink(),
            "Không thấy tệp chữ ký",
            id="no signature",
        ),
        pytest.param(sealed_anew, "Chữ ký không khớp", id="a list drawn up anew"),
        pytest.param(
            lambda path: signed_anew(path.with_name(name_of(DAY.date()))),
            "Chuỗi đứt",
            id="the list before, drawn up and signed anew",
        ),
        pytest.param(
            lambda path: in_words(path.with_name(name_of(DAY.date()))),
            "Chuỗi đứt",
            id="a word of the list before",
        ),
        pytest.param(
            lambda path: (path.parent / "khoa.pem").write_bytes(ed25519.pem_of(bytes(31) + b"\1")),
            "mang khóa khác",
            id="another key than the one published",
        ),
        pytest.param(
            lambda path: (path.parent / "khoa.pem").write_bytes(b"x"), "không phải tệp khóa", id="no key"
        ),
    ],
)
def test_verification_names_what_was_changed(tmp_path: Path, hurt: Callable[[Path], Any], words: str) -> None:
    a_version()
    draw()
    draw(later(1))
    saved(tmp_path, DAY.date())
    path = saved(tmp_path, later(1).date())
    hurt(path)
    verdict = verify(path, key=tmp_path / "khoa.pem")
    assert verdict.passed == (not words), verdict.failures
    assert words in " ".join(verdict.failures)
    if not words:
        assert verdict.procedures == 1 and verdict.notes == []
        assert [each.passed for each in verify_folder(tmp_path)] == [True, True]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"\xff", b'{"format":"minhchung-niem-yet/1"}', b"[" * 100_000, b'"\\ud800"',
        b'{"day":"2026-01-01","format":"minhchung-niem-yet/1","key":"!","previous":null,"procedures":[],"seal":""}',
        b'{"day":1,"format":1,"key":1,"previous":1,"procedures":1,"seal":1}',
        b'{"day":"2026-01-01","format":"x","key":"","previous":{"day":"x","seal":""},"procedures":[],"seal":""}',
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    verdict = verify(path)
    assert not verdict.passed and all("anh sách" in each for each in verdict.failures)


@pytest.mark.needs("openssl")
def test_openssl_says_the_same(tmp_path: Path) -> None:
    a_version()
    draw()
    path = saved(tmp_path, DAY.date())
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "khoa.pem", "-rawin", "-in", path.name]
    command += ["-sigfile", f"{path.name}.sig"]
    openssl = str(shutil.which("openssl"))
    said = [subprocess.run([openssl, *command[1:]], cwd=tmp_path, capture_output=True, check=False)]
    in_words(path)
    said.append(subprocess.run([openssl, *command[1:]], cwd=tmp_path, capture_output=True, check=False))
    assert [each.returncode for each in said] == [0, 1], said


def test_the_oracle_names_a_list_that_was_changed_behind_the_databases_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = a_version()
    Component.objects.create(version=version, number=1, name="Đơn")
    draw()
    draw(later(1))
    assert list(list_queries.untrue_lists()) == []
    for name in ("content", "signature", "previous"):
        rows = {each.pk: each for each in PostedList.objects.order_by("listed_on")}
        hurt = rows[max(rows)]
        value = getattr(hurt, name)
        setattr(hurt, name, value.replace("Ban", "ban") if name == "content" else "0" * len(value))
        monkeypatch.setattr("minhchung.procedures.list_queries.PostedList", _Standing(list(rows.values())))
        assert any("05/05/2026" in each for each in list_queries.untrue_lists()), name
        monkeypatch.undo()


class _Standing:
    """Rows as somebody with the database's own password would leave them."""

    def __init__(self, rows: list[PostedList]) -> None:
        self.rows = rows
        self.objects = self

    def order_by(self, _name: str) -> _Standing:
        return self

    def iterator(self) -> Any:
        return iter(self.rows)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Quyết định 45/QĐ-UBND ngày 01/7/2025", date(2025, 7, 1)),
        ("QĐ 1513/QĐ-UBND 22-11-2025", date(2025, 11, 22)),
        ("QĐ số 3 ngày 5 tháng 6 năm 2020", date(2020, 6, 5)),
        ("QĐ 12/QĐ-UBND", None),
        ("ngày 31/02/2020", None),
        ("1/2/20201", None),
    ],
)
def test_the_day_in_the_words_of_a_decision(words: str, day: date | None) -> None:
    assert day_in(words) == day
