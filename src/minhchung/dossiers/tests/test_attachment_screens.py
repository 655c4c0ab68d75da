"""Files on screen: sent by a plain form and in pieces, looked at, kept from those who may not see them."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clamd_sink import VIRUS, clamd_sink
from minhchung.dossiers import actions
from minhchung.dossiers.models import Attachment, Dossier, FiledPart
from minhchung.dossiers.tests.attachments_cast import attached, with_components
from minhchung.dossiers.tests.cast import a_dossier, an_actor, an_own_desk, at, in_work, received
from minhchung.dossiers.tests.test_desk_screens import filing, open_and_send
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.dossiers.web.uploads import PURPOSE
from minhchung.ground.accounts.policy import Role
from minhchung.ground.files.models import KeptFile, Upload
from minhchung.ground.files.places import path_of
from minhchung.ground.files.tests import samples
from minhchung.ground.trail.models import Entry
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
LABELS = {"paper": "other", "copy_kind": "copy", "copies": "1"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.FILE_UPLOAD_TEMP_DIR = tmp_path


@pytest.fixture
def version() -> ProcedureVersion:
    return an_own_desk()


@pytest.fixture
def dossier(version: ProcedureVersion) -> Dossier:
    return received(version)


def a_file(name: str = "Giấy đề nghị.pdf", content: bytes = samples.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, dossier: Dossier, *files: SimpleUploadedFile, **told: str):
    url = reverse("dossiers:attach", args=[dossier.pk])
    return client.post(url, {**LABELS, "form_key": str(uuid4()), "files": list(files), **told}, follow=True)


def begin(
    client: Client, dossier: Dossier, content: bytes = samples.PDF, name: str = "đơn.pdf", key: str = ""
):
    told = {"key": key or str(uuid4()), "name": name, "size": len(content)}
    url = reverse("dossiers:upload_begin", args=[dossier.pk])
    return client.post(url, json.dumps(told), content_type="application/json")


def piece(client: Client, url: str, offset: int, content: bytes):
    told = {"content_type": "application/offset+octet-stream", "headers": {"Upload-Offset": str(offset)}}
    return client.patch(url, content, **told)


def test_several_files_by_a_plain_form(client: Client, version: ProcedureVersion, dossier: Dossier):
    paper = with_components(version)[0]
    sign_in(client, Role.ONE_STOP)
    page = client.get(reverse("dossiers:attachments", args=[dossier.pk])).content.decode()
    assert "multiple" in page and 'capture="environment"' in page and "Tờ khai" in page
    assert "Chưa khai báo máy quét mã độc" in page
    answer = send(
        client, dossier, a_file(), a_file("ảnh.png", samples.png()), paper=f"c{paper.pk}", digitised="on"
    )
    text = answer.content.decode()
    assert "Đã đính kèm 2 tệp" in text and "số hóa" in text and text.count("Chưa quét") >= 2
    assert list(Attachment.objects.values_list("component_name", "digitised")) == [("Tờ khai", True)] * 2
    assert "Giấy đề nghị.pdf" in client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()


def test_one_bad_file_does_not_take_the_others_with_it(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    answer = send(client, dossier, a_file(), a_file("xấu.pdf", samples.PROGRAM), a_file("rỗng.pdf", b""))
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Đã đính kèm 1 tệp", "“xấu.pdf” là chương trình Windows", "“rỗng.pdf” rỗng"):
        assert words in text
    assert KeptFile.objects.count() == Attachment.objects.count() == 1


def test_the_same_form_again_attaches_nothing_twice(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    key = str(uuid4())
    send(client, dossier, a_file(), form_key=key)
    send(client, dossier, a_file(), form_key=key)
    assert Attachment.objects.count() == 1


def test_nothing_chosen_and_nothing_said(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    answer = send(client, dossier, paper="c987")
    assert answer.status_code == 422 and "Chưa chọn tệp nào" in answer.content.decode()


def test_a_form_that_says_it_is_too_large_is_not_read(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)

    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("a byte was read")

        readline = read

    url = reverse("dossiers:attach", args=[dossier.pk])
    told = {"CONTENT_LENGTH": str(2 * 1024**3), "wsgi.input": Unread()}
    answer = client.generic("POST", url, b"", "multipart/form-data; boundary=x", **told)
    assert answer.status_code == 413 and "vượt 100 MB" in answer.content.decode()


def test_a_form_that_turns_out_too_large_is_cut_off(
    client: Client, dossier: Dossier, settings, tmp_path: Path
):
    settings.UPLOAD_LIMIT = 200_000
    sign_in(client, Role.ONE_STOP)
    answer = send(
        client, dossier, a_file("a.pdf", samples.PDF + b" " * 150_000), a_file("b.pdf", b" " * 150_000)
    )
    assert answer.status_code == 413 and not KeptFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_form_from_elsewhere_is_refused(dossier: Dossier):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, Role.ONE_STOP)
    assert send(strict, dossier, a_file()).status_code == 403
    assert begin(strict, dossier).status_code == 403
    assert not Attachment.objects.exists() and not Upload.objects.exists()


def test_in_pieces_with_a_broken_line(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    key, content = str(uuid4()), samples.PDF
    begun = begin(client, dossier, key=key)
    assert begun.status_code == 201
    url = begun.json()["url"]
    assert piece(client, url, 0, content[:20]).json() == {"offset": 20}
    assert begin(client, dossier, key=key).json() == {"url": url, "offset": 20}, "begun again it goes on"
    assert client.head(url).headers["Upload-Offset"] == "20"
    lost = piece(client, url, 0, content[:20])
    assert (lost.status_code, lost.json()) == (409, {"offset": 20}), "a piece sent twice is not written twice"
    early = client.post(url, LABELS)
    assert (early.status_code, early.json()) == (409, {"offset": 20})
    piece(client, url, 20, content[20:])
    done = client.post(url, {**LABELS, "from_store": "on"})
    assert done.status_code == 201
    again = client.post(url, {**LABELS, "from_store": "on"})
    assert again.json()["url"] == done.json()["url"] and Attachment.objects.count() == 1
    made = Attachment.objects.get()
    assert made.from_store and path_of(made.file).read_bytes() == content
    assert "đơn.pdf" in client.get(done.json()["url"]).content.decode()


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        pytest.param({"size": 2 * 1024**3}, 413, "vượt 100 MB", id="2 GB"),
        pytest.param({"size": 0}, 422, "rỗng", id="nothing"),
        pytest.param({"name": "cài.exe"}, 422, "chương trình", id="a program"),
        pytest.param({"size": "x"}, 400, "không đọc được", id="no number"),
        pytest.param({"key": "x"}, 400, "không đọc được", id="no mark"),
    ],
)
def test_what_is_not_begun(client: Client, dossier: Dossier, told: dict, status: int, words: str):
    sign_in(client, Role.ONE_STOP)
    asked = {"key": str(uuid4()), "name": "đơn.pdf", "size": 10, **told}
    url = reverse("dossiers:upload_begin", args=[dossier.pk])
    answer = client.post(url, json.dumps(asked), content_type="application/json")
    assert answer.status_code == status and words in answer.json()["error"]


def test_an_upload_is_nobody_elses(client: Client, version: ProcedureVersion, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    url = begin(client, dossier).json()["url"]
    key = url.rstrip("/").rpartition("/")[2]
    other = received(version, "2026-04-06T09:30")
    assert client.get(reverse("dossiers:upload", args=[other.pk, key])).status_code == 404
    stranger = Client()
    sign_in(stranger, Role.SPECIALIST)
    for answer in (stranger.get(url), piece(stranger, url, 0, samples.PDF), stranger.post(url, LABELS)):
        assert answer.status_code == 404
    client.logout()
    assert client.get(url).status_code == 302
    assert Upload.objects.get().received == 0


def test_given_up_it_is_gone(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    url = begin(client, dossier).json()["url"]
    assert client.delete(url).status_code == 200
    assert client.get(url).status_code == 404


def test_a_refused_label_keeps_the_upload(client: Client, dossier: Dossier):
    sign_in(client, Role.ONE_STOP)
    url = begin(client, dossier).json()["url"]
    piece(client, url, 0, samples.PDF)
    refused = client.post(url, {**LABELS, "digitised": "on", "copy_kind": "electronic"})
    assert refused.status_code == 422 and "bản quét từ giấy" in refused.json()["error"]
    assert client.post(url, LABELS).status_code == 201


def test_an_infected_file_is_refused_a_scanner_that_is_away_is_said(
    client: Client, dossier: Dossier, settings
):
    sign_in(client, Role.ONE_STOP)
    bad = samples.PDF.replace(b"%%EOF", b"% " + VIRUS + b"\n%%EOF")
    with clamd_sink() as scanner:
        settings.CLAMD = scanner.address
        refused = send(client, dossier, a_file("lạ.pdf", bad))
        assert refused.status_code == 422 and "có mã độc (Thu.Virus-1)" in refused.content.decode()
        assert "Sạch" in send(client, dossier, a_file()).content.decode()
    settings.CLAMD = "tcp://127.0.0.1:1"
    text = send(client, dossier, a_file("khác.pdf", samples.LOCKED_PDF)).content.decode()
    assert "Chờ quét lại" in text and "mật khẩu" in text


def test_it_is_looked_at_inside_the_page_and_every_look_is_written_down(client: Client, dossier: Dossier):
    made = attached(dossier)
    sign_in(client, Role.LEADER)
    place = [dossier.pk, made.pk]
    page = client.get(reverse("dossiers:attachment", args=place))
    shown_url = reverse("dossiers:attachment_shown", args=place)
    assert f'<iframe src="{shown_url}"' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    shown = client.get(shown_url)
    assert shown.headers["Content-Type"] == "application/pdf" and not shown.headers[
        "Content-Disposition"
    ].startswith("attachment")
    policy = shown.headers["Content-Security-Policy"]
    assert (
        "frame-ancestors 'self'" in policy and "default-src 'none'" in policy and "script-src" not in policy
    )
    assert (shown.headers["X-Content-Type-Options"], shown.headers["X-Frame-Options"]) == (
        "nosniff",
        "SAMEORIGIN",
    )
    saved = client.get(reverse("dossiers:attachment_saved", args=place))
    assert (
        saved.headers["Content-Disposition"].startswith("attachment")
        and "no-store" in saved.headers["Cache-Control"]
    )
    assert Entry.objects.filter(deed="read_file", record=dossier.pk, by="leader").count() == 2


def test_what_a_browser_does_not_draw_is_saved(client: Client, dossier: Dossier):
    made = attached(dossier, name="a.docx", content=samples.office())
    sign_in(client)
    page = client.get(reverse("dossiers:attachment", args=[dossier.pk, made.pk])).content.decode()
    assert "<iframe" not in page and "hãy tải về để mở" in page
    shown = client.get(reverse("dossiers:attachment_shown", args=[dossier.pk, made.pk]))
    assert (
        shown.headers["Content-Disposition"].startswith("attachment")
        and "sandbox" in shown.headers["Content-Security-Policy"]
    )


def test_a_file_is_found_under_its_own_dossier_alone(
    client: Client, version: ProcedureVersion, dossier: Dossier
):
    made, other = attached(dossier), received(version, "2026-04-06T09:30")
    mirrored = a_dossier(version, at("2026-04-06T09:00"))
    sign_in(client)
    for name in ("attachment", "attachment_shown", "attachment_saved", "detach"):
        for number in (other.pk, mirrored.pk, 987_654):
            assert client.get(reverse(f"dossiers:{name}", args=[number, made.pk])).status_code == 404
    assert client.get(reverse("files:download", args=[made.file_id])).status_code == 404, "by no back door"


@pytest.mark.parametrize("purpose", [PURPOSE, "import", "reconciliation", "of-a-room-to-come"])
def test_what_was_kept_before_files_were_guarded_is_not_open_by_its_number(
    client: Client, dossier: Dossier, purpose: str
):
    made = attached(dossier)
    KeptFile.objects.filter(pk=made.file_id).update(guarded=False, purpose=purpose)
    sign_in(client, Role.LEADER)
    assert client.get(reverse("dossiers:attachment_saved", args=[dossier.pk, made.pk])).status_code == 200
    for role in set(Role) - {Role.LEADER}:
        sign_in(client, role)
        assert client.get(reverse("files:download", args=[made.file_id])).status_code == 404, role


def test_who_may_not_read_personal_data_sees_no_names(client: Client, dossier: Dossier):
    made = attached(dossier, name="Hộ chiếu Điểu Thị Hoa.pdf")
    sign_in(client, Role.CLERK)
    text = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert "Điểu Thị Hoa" not in text and "1 tệp; tên tệp được ẩn" in text
    for name, place in (("attachments", [dossier.pk]), ("attachment_saved", [dossier.pk, made.pk])):
        assert client.get(reverse(f"dossiers:{name}", args=place)).status_code == 403
    assert send(client, dossier, a_file()).status_code == 403


def test_taken_away_on_screen(client: Client, dossier: Dossier):
    made = attached(dossier)
    sign_in(client)
    url = reverse("dossiers:detach", args=[dossier.pk, made.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    text = client.post(url, {"reason": "Quét nhầm hồ sơ khác"}, follow=True).content.decode()
    assert "Đã bỏ khỏi hồ sơ" in text and "Quét nhầm hồ sơ khác" in text


def test_a_file_whose_bytes_are_gone_is_told(client: Client, dossier: Dossier):
    made = attached(dossier)
    path_of(made.file).unlink()
    sign_in(client)
    assert (
        "không còn trên đĩa"
        in client.get(reverse("dossiers:attachment", args=[dossier.pk, made.pk])).content.decode()
    )
    assert client.get(reverse("dossiers:attachment_saved", args=[dossier.pk, made.pk])).status_code == 404


def test_the_result_is_asked_for_and_shown_when_it_is_given_back(client: Client, version: ProcedureVersion):
    found = in_work(version)
    actions.finish(dossier=found.pk, revision=None, result="GP 12", by=an_actor(), at=at("2026-04-08T10:00"))
    sign_in(client, Role.ONE_STOP)
    page = reverse("dossiers:dossier", args=[found.pk])
    assert "Đính kèm kết quả" in client.get(page).content.decode()
    answer = send(client, found, a_file("GP 12.pdf"), paper="result", result_code="038090000001.KQ01")
    assert answer.status_code == 200
    assert "Đính kèm kết quả" not in client.get(page).content.decode()
    back = client.get(reverse("dossiers:deed", args=[found.pk, "tra"])).content.decode()
    assert "Kết quả để trả" in back and "038090000001.KQ01" in back


def test_papers_are_ticked_at_receiving(client: Client, version: ProcedureVersion):
    with_components(version)
    sign_in(client, Role.ONE_STOP)
    url = reverse("dossiers:receive")
    assert "Giấy chứng nhận đăng ký doanh nghiệp" in client.get(url).content.decode()
    ticked = {"p0-came_1": "on", "p0-originals_1": "1", "p0-copies_2": "1", "p0-originals_3": "1"}
    bad = open_and_send(client, url, **filing(version), **{**ticked, "p0-originals_1": "0"})
    assert bad.status_code == 422 and not Dossier.objects.exists()
    answer = open_and_send(client, url, **filing(version), **ticked)
    text = client.get(answer.url).content.decode()
    assert "Còn thiếu giấy tờ bắt buộc" in text and "Giấy chứng nhận đăng ký doanh nghiệp." in text
    assert list(FiledPart.objects.order_by("number").values_list("originals", "copies")) == [
        (1, 0),
        (0, 0),
        (0, 0),
    ]


def test_papers_are_noted_later_and_others_with_them(
    client: Client, version: ProcedureVersion, dossier: Dossier
):
    with_components(version)
    sign_in(client)
    url = reverse("dossiers:components", args=[dossier.pk])
    told = {
        "came_1": "on",
        "originals_1": "1",
        "came_2": "on",
        "electronic_2": "on",
        "name_4": "Bản cam kết",
        "copies_4": "2",
    }
    text = client.post(url, told, follow=True).content.decode()
    assert "Đã ghi thành phần hồ sơ." in text and "Còn thiếu" not in text
    for words in ("1 bản chính", "bản điện tử", "Bản cam kết", "2 bản sao", "(không bắt buộc)"):
        assert words in text
