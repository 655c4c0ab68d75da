"""The way of a person through a deed over many dossiers: list, entry, trial, confirmation, progress, again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from minhchung.dossiers.bulk.work import KIND, BulkWork
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_dossier, an_own_desk, at, in_work, posted_to_the_agency
from minhchung.ground.accounts.models import User
from minhchung.ground.work import actions as work
from minhchung.ground.work import queries as runs
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
HERE = "/ho-so/hang-loat/"


@pytest.fixture
def desk():
    return an_own_desk()


@pytest.fixture
def head(client, desk):
    user = posted_to_the_agency(User.objects.create(username="ha", full_name="Trần Hà", role="head"))
    client.force_login(user)
    return user


def text(response) -> str:
    return response.content.decode()


def sent(client, query: str, **more):
    """The form of handing on, sent from its page."""
    page = text(client.get(f"{HERE}moi/?viec=chuyen&{query}"))
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    words = {"form_key": key, "to_unit": Unit.objects.get(code="MC").pk, "to_holder": "", "content": "Đợt 1"}
    return client.post(f"{HERE}moi/?viec=chuyen&{query}", {**words, **more})


def done_in_the_background() -> None:
    now = datetime.now().replace(microsecond=0)
    work.work_due(clock=lambda: now, kinds={KIND: BulkWork}, lease=timedelta(seconds=60))


def test_the_list_offers_what_the_reader_may_do(client, desk, head):
    dossier = in_work(desk)
    page = text(client.get("/ho-so/?q=NB"))
    assert f'name="d" value="{dossier.pk}"' in page
    assert '<option value="chuyen">' in page and '<option value="tra">' not in page
    assert '<input type="hidden" name="q" value="NB">' in page
    User.objects.filter(pk=head.pk).update(role="clerk")
    page = text(client.get("/ho-so/"))
    assert 'name="d"' not in page and "Làm với nhiều hồ sơ" not in page


def test_from_the_choice_to_the_result(client, desk, head):
    ready, foreign = in_work(desk), a_dossier(desk, at("2026-04-06T09:00"), code="G22.99-260406-0001")
    response = sent(client, f"d={ready.pk}&d={foreign.pk}")
    (run,) = runs.runs_of(head.pk, room="dossiers")
    assert response.url == f"{HERE}{run.id}/"
    page = text(client.get(response.url))
    assert "Chuyển xử lý: 1 hồ sơ" in page and foreign.code in page and "do hệ thống của tỉnh quản lý" in page
    assert "Đợt 1" in page and "data-poll" not in page
    assert Dossier.objects.get(pk=ready.pk).revision == 2
    assert client.post(f"{HERE}{run.id}/xac-nhan/").status_code == 302
    page = text(client.get(response.url))
    assert 'data-poll="2"' in page and "<progress" in page
    done_in_the_background()
    assert f'href="{HERE}{run.id}/"' in text(client.get("/thong-bao/"))
    page = text(client.get(response.url))
    assert "Làm lại các hồ sơ chưa thành" in page
    assert f'href="{HERE}{run.id}/">Xem kết quả' not in text(client.get("/thong-bao/"))
    assert Dossier.objects.get(pk=ready.pk).revision == 3
    assert run.title in text(client.get(HERE))


def test_all_that_match_means_every_page(client, desk, head):
    for number in range(52):
        a_dossier(desk, at("2026-04-06T09:00"), code=f"NB/2026/{number:06d}")
    assert "52 hồ sơ" in text(client.get(f"{HERE}moi/?viec=chuyen&tat-ca=1&q=NB"))
    sent(client, "tat-ca=1&q=NB")
    (run,) = runs.runs_of(head.pk, room="dossiers")
    assert run.total == 52
    assert run.arguments["match"]["text"] == "NB"


def test_what_failed_is_tried_again_as_it_is_now(client, desk, head):
    dossier = in_work(desk)
    here = Unit.objects.get(code="QLDN").pk
    sent(client, f"d={dossier.pk}", to_unit=here)
    (first,) = runs.runs_of(head.pk, room="dossiers")
    assert first.unfit == 1
    client.post(f"{HERE}{first.id}/dung/")
    sent(client, f"lan={first.id}")
    again = runs.run_row(first.id + 1)
    assert (again.again, again.fit) == (first.id, 1)


def test_one_form_twice_is_one_run(client, desk, head):
    dossier = in_work(desk)
    key = "7f6bd6a2-9f0b-4c53-bb0e-6f9d2c3f5f11"
    assert (
        sent(client, f"d={dossier.pk}", form_key=key).url == sent(client, f"d={dossier.pk}", form_key=key).url
    )
    assert len(runs.runs_of(head.pk, room="dossiers")) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("viec=khong-co&d=1", "Hãy chọn việc", id="no deed"),
        pytest.param("viec=chuyen", "Chưa chọn hồ sơ nào", id="no dossier"),
        pytest.param("viec=chuyen&d=abc&d=²", "Chưa chọn hồ sơ nào", id="no numbers"),
        pytest.param("viec=chuyen&tat-ca=1&q=khong-thay", "Chưa chọn hồ sơ nào", id="an empty list"),
    ],
)
def test_a_choice_of_nothing_leads_back_with_a_word(client, desk, head, query, words):
    in_work(desk)
    assert words in text(client.get(f"{HERE}moi/?{query}", follow=True))


def test_wrong_entries_stay_on_the_form(client, desk, head):
    response = sent(client, f"d={in_work(desk).pk}", to_unit="")
    assert response.status_code == 422 and "Đợt 1" in text(response)
    assert not runs.runs_of(head.pk, room="dossiers")


def test_the_run_of_somebody_else_is_not_there(client, desk, head):
    sent(client, f"d={in_work(desk).pk}")
    (run,) = runs.runs_of(head.pk, room="dossiers")
    client.force_login(User.objects.create(username="hb", full_name="B", role="leader"))
    for path in (f"{HERE}{run.id}/", f"{HERE}moi/?viec=chuyen&lan={run.id}"):
        assert client.get(path).status_code in (403, 404)
    assert client.post(f"{HERE}{run.id}/dung/").status_code == 404
    assert runs.run_row(run.id).resting
