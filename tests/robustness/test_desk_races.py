"""People at the desk who act at the same instant: no dossier twice, no number twice, one of two deeds wins."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from demonstrated import on_postgresql
from journeys.standing import Site, served
from minhchung.ground.files.tests import samples
from robustness.commands import run
from robustness.visiting import RECEIVE, Visitor, at_once, code_of, enter, filing, hidden

AT_ONCE = 20


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small agency, served from each database."""
    folder = tmp_path_factory.mktemp("desk") / "data"
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("drawn_up"), folder)
        with served(folder) as running:
            yield running
        return
    with (
        on_postgresql(tmp_path_factory, folder) as made,
        served(folder, made.env) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def counter(site: Site) -> Visitor:
    """An officer of the one-stop."""
    return enter(site, "one_stop")


def test_one_form_sent_fifty_times_is_one_dossier(counter: Visitor) -> None:
    typed = filing(counter)
    answers = at_once(lambda _n: counter.post(RECEIVE, typed), 50)
    assert Counter(status for status, _where in answers) == {302: 50}
    assert len({where for _status, where in answers}) == 1


def test_twenty_at_once_get_twenty_numbers_in_a_row(counter: Visitor) -> None:
    forms = [filing(counter) for _n in range(AT_ONCE)]
    answers = at_once(lambda n: counter.post(RECEIVE, forms[n]), AT_ONCE)
    assert Counter(status for status, _where in answers) == {302: AT_ONCE}
    numbers = sorted(int(code_of(counter, where).rpartition("/")[2]) for _status, where in answers)
    assert numbers == list(range(numbers[0], numbers[0] + AT_ONCE))


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(site: Site, counter: Visitor) -> None:
    _status, url = counter.post(RECEIVE, filing(counter))
    path = f"{url}viec/chuyen/"
    text = counter.get(path)
    units = re.findall(
        r'<option value="(\d+)"', text.partition('id="id_to_unit"')[2].partition("</select>")[0]
    )
    people = [counter, enter(site, "specialist"), enter(site, "head")]
    forms = [
        {**hidden(each.get(path)), "to_unit": units[-1 - n], "to_holder": "", "content": ""}
        for n, each in enumerate(people)
    ]
    answers = at_once(lambda n: people[n].post(path, forms[n]), len(people))
    assert Counter(status for status, _where in answers) == {302: 1, 409: 2}
    assert all("vừa được người khác cập nhật" in said for status, said in answers if status == 409)


def test_two_officers_attach_at_once_and_no_file_is_lost_or_kept_twice(site: Site, counter: Visitor) -> None:
    _status, url = counter.post(RECEIVE, filing(counter))
    people = [counter, enter(site, "specialist")]
    tokens = [hidden(each.get(f"{url}tep/"))["csrfmiddlewaretoken"] for each in people]

    def send(number: int, content: int) -> tuple[int, str]:
        body = samples.PDF + f"% {content}\n".encode()
        return people[number % 2].attach(url, f"Bản {content}.pdf", body, tokens[number % 2])

    answers = at_once(lambda n: send(n, n), 8)
    assert {status for status, _where in answers} == {302}
    page = counter.get(f"{url}tep/")
    assert all(page.count(f">Bản {number}.pdf<") == 1 for number in range(8)), "each once"
    same = at_once(lambda n: send(n, 99), 4)
    assert sorted(status for status, _where in same) == [302, 422, 422, 422]
    assert all("Không đính kèm hai lần" in told for status, told in same if status == 422)
    assert counter.get(f"{url}tep/").count(">Bản 99.pdf<") == 1


def test_one_paper_made_by_twenty_at_once_has_one_number(counter: Visitor) -> None:
    urls = [counter.post(RECEIVE, filing(counter))[1] for _n in range(3)]
    token = {"csrfmiddlewaretoken": hidden(counter.get(urls[0]))["csrfmiddlewaretoken"]}
    answers = at_once(lambda n: counter.post(f"{urls[n % 3]}giay/receipt/1/", token), AT_ONCE)
    assert Counter(status for status, _where in answers) == {302: AT_ONCE}
    numbers = [re.findall(r"Số: (\d+)/TNHS", counter.get(url)) for url in urls]
    assert sorted(numbers) == [["01"], ["02"], ["03"]]


def _entered(staff: Visitor, path: str, **typed: str) -> str:
    """Fill in a form of units with what stands in its fields and what is typed; where it leads."""
    fields = hidden(staff.get(path))
    status, where = staff.post(path, {**fields, **typed})
    assert status == 302, where
    return where


def test_of_reorganisations_at_once_one_is_carried_out_and_nothing_goes_along_twice(site: Site) -> None:
    staff, reform, other = (enter(site, name) for name in ("staff", "reform", "staff"))
    numbers = {}
    for code in ("RACE.1", "RACE.2"):
        page = _entered(staff, "/don-vi/them/", code=code, kind="department")
        numbers[code] = page.strip("/").rpartition("/")[2]
    day = f"{date.today():%d/%m/%Y}"
    for code, number in numbers.items():
        _entered(
            staff, "/don-vi/thoi-ky/them/", unit=number, name=f"Trung tâm {code}", since=day, decision="QĐ 1"
        )
    options = re.findall(
        r'name="predecessors" value="(\d+)"[^>]*>\s*([^<]*)', staff.get("/don-vi/sap-xep/them/")
    )
    centre = next(number for number, name in options if name.startswith("Trung tâm Phát triển hạ tầng"))
    drafts = [
        _entered(
            staff, "/don-vi/sap-xep/them/", kind="rename", name=f"Đổi sang {code}", predecessors=centre,
            successors=number, on=day, decision="QĐ 1",
        )
        for code, number in numbers.items()
    ]  # fmt: skip
    asked = ((staff, drafts[0]), (reform, drafts[0]), (other, drafts[1]))
    forms = [{**hidden(who.get(path)), "agreed": "1"} for who, path in asked]
    answers = at_once(lambda n: asked[n][0].post(f"{asked[n][1]}thuc-hien/", forms[n]), len(asked))
    assert Counter(status for status, _where in answers) == {302: 1, 409: 2}
    told = [said for status, said in answers if status == 409]
    assert all("vừa thực hiện việc sắp xếp này" in said or "đã được sắp xếp từ ngày" in said for said in told)
    moved = [
        re.findall(r'href="/nhan-su/nguoi/(\d+)/"', staff.get(f"{path}da-chuyen/staff/")) for path in drafts
    ]
    assert sorted(map(bool, moved)) == [False, True], "of the two drafts one moved people"
    for person in moved[0] or moved[1]:
        story = staff.get(f"/lich-su/staff/person/{person}/")
        assert story.count("Chuyển sang đơn vị kế thừa") == 1


def test_afterwards_the_records_follow_from_the_deeds(site: Site, counter: Visitor) -> None:
    counter.post(RECEIVE, filing(counter))
    folder = site.folder
    done = run("verify", "data", "--json", folder=folder, env=site.env)
    assert done.code == 0, done.told
    assert {each["key"]: each["passed"] for each in json.loads(done.out)["checks"]}["stories"]
