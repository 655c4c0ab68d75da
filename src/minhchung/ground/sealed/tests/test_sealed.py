"""Sealed columns: closed in the database and on the row, opened on purpose, found by exact match, keys exchanged."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from minhchung.ground.sealed import actions, keys
from minhchung.ground.sealed.fields import BlindIndexField, SealedTextField, matching
from minhchung.ground.sealed.value import MASK, CannotOpen, Sealed, seal
from minhchung.ground.trail import queries as trail

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 9, 0)
PHONE = "0912 345 678"


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.SEALING_KEYS_FILE = tmp_path / "kín" / "sealing.keys"
    return settings.SEALING_KEYS_FILE


@pytest.fixture
def note(monkeypatch):
    """A table with a sealed column and its blind index."""
    with isolate_apps("minhchung.ground.sealed"):

        class Note(models.Model):
            id = models.IntegerField(primary_key=True)
            phone = SealedTextField("điện thoại", purpose="note.phone", null=True)
            phone_index = BlindIndexField(of="phone", normal="digits")

            class Meta:
                app_label = "sealed"
                verbose_name = "ghi chú"

            def __str__(self):
                return str(self.pk)

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE sealed_note (id integer PRIMARY KEY, phone text, phone_index varchar(64) NOT NULL)"
        )
    fields = {field.name: field for field in Note._meta.local_fields}
    column = actions.Column(Note, fields["phone"], (fields["phone_index"],))
    monkeypatch.setattr(actions, "columns", lambda: (column,))
    return Note


def stored(column="phone", pk=1):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sealed_note WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_the_text_lies_nowhere_open(note):
    row = note(id=1, phone=PHONE)
    assert str(row.phone) == MASK and PHONE not in repr(row.phone)
    row.save()
    for written in (PHONE, PHONE.replace(" ", ""), "345 678"):
        assert written not in stored() and written not in stored("phone_index")
    again = note.objects.get(pk=1)
    assert str(again.phone) == f"{again.phone}" == MASK
    assert again.phone.open() == PHONE


@pytest.mark.parametrize("nothing", ["", None], ids=["an empty text", "no text"])
def test_nothing_stays_nothing(note, nothing):
    note.objects.create(id=1, phone=nothing)
    assert not note.objects.get(pk=1).phone
    assert stored() == nothing and stored("phone_index") == ""


def test_the_same_text_never_looks_the_same(note):
    note.objects.create(id=1, phone=PHONE)
    note.objects.create(id=2, phone=PHONE)
    assert stored(pk=1) != stored(pk=2)
    assert stored("phone_index", 1) == stored("phone_index", 2)


def test_update_seals_too(note):
    note.objects.create(id=1, phone=PHONE)
    note.objects.filter(pk=1).update(phone="0987654321")
    assert "0987654321" not in stored()
    assert note.objects.get(pk=1).phone.open() == "0987654321"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("0912.345.678", True, id="written with points"),
        pytest.param("0912345678", True, id="written together"),
        pytest.param("0912 345", False, id="a part finds nothing"),
        pytest.param("không có", False, id="no digits find nothing, not the rows without a number"),
    ],
)
def test_found_by_exact_match_alone(note, text, found):
    note.objects.create(id=1, phone=PHONE)
    note.objects.create(id=2, phone="")
    assert note.objects.filter(matching(note, "phone_index", text)).exists() is found


@pytest.mark.parametrize("lookup", ["phone", "phone__icontains", "phone__startswith", "phone__in"])
def test_a_sealed_column_cannot_be_searched(note, lookup):
    with pytest.raises(FieldError):
        note.objects.filter(**{lookup: PHONE}).exists()


def test_a_token_moved_to_another_column_does_not_open():
    token = seal("bí mật", "a.b").token
    with pytest.raises(CannotOpen):
        Sealed(token, "a.c").open()


def test_keys_are_exchanged_without_a_restart_and_old_ones_go(note, key_file):
    note.objects.create(id=1, phone=PHONE)
    note.objects.create(id=2, phone="")
    first, token, index = key_file.read_text(), stored(), stored("phone_index")
    assert actions.rotate(by="quản trị", at=AT) == 1
    assert len(keys.generations()) == 2 and key_file.read_text().endswith(first)
    assert stored() != token and stored("phone_index") != index
    assert note.objects.filter(matching(note, "phone_index", PHONE)).exists()

    # A process that sealed under the former key in the meantime is caught up with before that key goes.
    note.objects.filter(pk=1).update(phone=Sealed(token, "note.phone"), phone_index=index)
    assert note.objects.filter(matching(note, "phone_index", PHONE)).exists()
    assert actions.retire(by="quản trị", at=AT) == 1
    assert first not in key_file.read_text()
    assert note.objects.get(pk=1).phone.open() == PHONE
    assert note.objects.filter(matching(note, "phone_index", PHONE)).exists()
    assert [line.deed for line in told()] == ["rotate_keys", "retire_keys"]


def told():
    return [entry.line for entry in trail.listed(trail.Wanted(room="sealed"))][::-1]


def test_no_key_is_dropped_while_something_does_not_open(note, key_file):
    note.objects.create(id=1, phone=PHONE)
    note.objects.create(id=2, phone="0987")
    keys.add_generation()
    note.objects.filter(pk=2).update(phone=Sealed("hỏng", "note.phone"))
    with pytest.raises(CannotOpen, match="tệp khóa"):
        actions.retire(by="quản trị", at=AT)
    assert len(keys.generations()) == 2
    tried = actions.try_all()
    assert tried.opened == 1 and tried.closed == ("ghi chú · điện thoại #2",)


def test_the_key_file_is_private_and_made_once(key_file):
    first = keys.generations()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in key_file.parent.iterdir()] == ["sealing.keys"]
    assert keys.generations() == first


@pytest.mark.parametrize("content", ["", "abc\n", "!!!\n"], ids=["empty", "too short", "no base64"])
def test_a_damaged_key_file_is_said_not_replaced(key_file, content):
    key_file.parent.mkdir()
    key_file.write_text(content)
    with pytest.raises(keys.KeysMissing, match=os.path.basename(key_file)):
        seal("x", "a.b")
    assert key_file.read_text() == content
