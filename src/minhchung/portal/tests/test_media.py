"""Pictures and files of the editor: what is refused, in clear words, and what a picture must say."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.portal import keeping
from minhchung.portal.models import Paper, Picture
from minhchung.portal.tests.test_moving import PDF, png

pytestmark = pytest.mark.django_db
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("name", "content", "description", "field", "says"),
    [
        pytest.param("x.svg", SVG, "Hình", "file", "", id="a drawing with a script"),
        pytest.param("x.png", SVG, "Hình", "file", "", id="the same under another name"),
        pytest.param("x.png", png(), "", "description", "", id="a picture without words"),
        pytest.param("x.png", PDF, "Hình", "file", "", id="a document is no picture"),
    ],
)
def test_a_picture_is_refused(name: str, content: bytes, description: str, field: str, says: str):
    form = get_image_form(Picture)(
        {"title": "x", "description": description, "collection": 1},
        {"file": SimpleUploadedFile(name, content)},
    )
    assert not form.is_valid() and field in form.errors, form.errors


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param(
            "x.html", b"<html><script>alert(1)</script></html>", "không nhận", id="a page with a script"
        ),
        pytest.param("x.pdf", SVG, "mã lệnh", id="a drawing called PDF"),
        pytest.param("x.exe", b"MZ\x90\x00", "gây hại", id="a program"),
        pytest.param("x.pdf", PDF + b"\0" * 2_000, "không quá", id="too large for readers"),
    ],
)
def test_a_file_is_refused_in_clear_words(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, says: str
):
    monkeypatch.setattr(keeping, "LARGEST", 1_000)
    form = get_document_form(Paper)(
        {"title": "x", "collection": 1}, {"file": SimpleUploadedFile(name, content)}
    )
    assert not form.is_valid() and says in str(form.errors["file"]), form.errors


def test_a_hundred_megabytes_are_more_than_readers_are_given():
    assert keeping.LARGEST < 100 * 1024**2


def test_a_file_of_a_draft_is_for_those_who_write_alone(client: Client):
    form = get_document_form(Paper)(
        {"title": "Kế hoạch", "collection": 1}, {"file": SimpleUploadedFile("x.pdf", PDF)}
    )
    assert form.is_valid(), form.errors
    paper = form.save()
    assert paper.content_type_found == "application/pdf"
    assert client.get(paper.url).status_code == 404
    writer = create_user(
        username="w",
        full_name="W",
        role=Role.CLERK,
        password="bốn mùa xuân hạ",
        by="x",
        at=datetime(2026, 8, 1),
    )
    client.force_login(writer)
    assert client.get(paper.url).status_code == 200


def test_a_path_that_climbs_is_no_picture(client: Client):
    for name in ("..%2F..%2Fsecret.png", "%2e%2e", "x.svg", "a%00.png"):
        assert client.get(f"/anh/images/{name}").status_code in (400, 404), name
