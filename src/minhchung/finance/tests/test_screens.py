"""The plain screens of autonomy: every list, form and detail opens; a form writes its record with the trail."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model

from minhchung.finance import queries
from minhchung.finance.models import AgencyAutonomy
from minhchung.finance.tests.cast import a_centre, a_plan, a_worked_year, an_open_year
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
ROOT = "/tai-chinh/"


@pytest.fixture
def board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


@pytest.fixture
def officer(client):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="finance"))
    return client


FORMS = [
    pytest.param(
        "co-quan/",
        "agency_autonomy",
        {
            "unit": "BQL",
            "year": "2020",
            "decision": "QĐ 1",
            "rise": "1,0",
        },
        id="agency",
    ),
    pytest.param(
        "don-vi/",
        "public_unit_autonomy",
        {"unit": "TT", "regime": "60/2021", "group": "4", "decision": "QĐ 2", "since": "01/01/2022"},
        id="public unit",
    ),
    pytest.param(
        "quy-che/",
        "spending_rule",
        {
            "unit": "BQL",
            "kind": "assets",
            "decision": "QĐ 3",
            "decided_on": "01/02/2022",
            "since": "01/03/2022",
        },
        id="internal rule",
    ),
    pytest.param(
        "phuong-an/",
        "unit_plan",
        {
            "unit": "TT",
            "first_year": "2022",
            "last_year": "2026",
            "submitted": "TTr 1",
            "submitted_on": "01/11/2021",
        },
        id="plan of autonomy",
    ),
    pytest.param(
        "dau-tu/",
        "investment_plan",
        {
            "unit": "BQL",
            "year": "2025",
            "code": "79",
            "project": "Đường",
            "source": "Tỉnh",
            "first_given": "100",
            "decision": "QĐ 1",
            "decided_on": "20/12/2024",
        },
        id="investment",
    ),
    pytest.param(
        "kien-nghi/",
        "recommendation",
        {
            "unit": "BQL",
            "kind": "audit",
            "document": "TB 2",
            "issued_on": "01/05/2025",
            "number": "1",
            "content": "Nộp lại",
            "amount": "50",
        },
        id="recommendation",
    ),
]


@pytest.mark.parametrize(("place", "matter", "typed"), FORMS)
def test_a_record_is_entered_listed_shown_and_changed(officer, board, place, matter, typed):
    units = {"BQL": board.pk, "TT": a_centre(board).pk}
    told = {name: units.get(value, value) for name, value in typed.items()}
    answer = officer.post(f"{ROOT}{place}them/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    number = int(answer.url.rstrip("/").rpartition("/")[2])
    assert [line.deed for line in story_of("finance", matter, number)] == ["create"]
    for address in (f"{ROOT}{place}", f"{ROOT}{place}{number}/", f"{ROOT}{place}{number}/sua/"):
        assert officer.get(address).status_code == 200
    assert officer.get(f"{ROOT}{place}csv/").status_code == 200


def sent(client, address, **typed):
    answer = client.post(f"{ROOT}{address}", typed)
    assert answer.status_code in (302, 422), answer.status_code
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_budget_year_is_walked_through_on_its_pages(officer, board):
    year = f"co-quan/{an_open_year(board, 2024).pk}/"
    spending = {"part": "autonomous", "group": "people", "number": "PC1", "on": "04/05/2024", "line": "1"}
    saving = {"purpose": "reward", "decision": "QĐ 11", "decided_on": "20/12/2024"}
    given = {"part": "autonomous", "source": "state", "decision": "QĐ 9", "decided_on": "25/12/2023"}
    assert sent(officer, f"{year}du-toan/", **given, amount="1000") == ""
    assert sent(officer, f"{year}chi/", **spending, content="Lương", amount="700") == ""
    assert "đã được ghi 700 đồng" in sent(officer, f"{year}chi/", **spending, content="Lương", amount="700")
    assert sent(officer, f"{year}tiet-kiem/", **saving, amount="250") == ""
    assert "còn 50 đồng chưa ghi dùng" in sent(officer, f"{year}khoa-so/", carried_over="0", returned="0")
    assert sent(officer, f"{year}khoa-so/", carried_over="50", returned="0") == ""
    page = officer.get(f"{ROOT}{year}").content.decode()
    assert "Sổ đã khóa" in page and "<svg" in page and "/mo-so/" in page and "/chi/" not in page
    assert "/sua/" not in page
    assert sent(officer, f"{year}mo-so/", reason="Sót chứng từ") == ""
    page = officer.get(f"{ROOT}{year}").content.decode()
    assert "Sót chứng từ" in page and "/sua/" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"rise": "5"}, "Hệ số K1 từ 0 đến 1,0, theo NĐ 117/2013", id="more than the law has"),
        pytest.param({"rise": "-0,1"}, "Hệ số K1 không được âm", id="a fall"),
        pytest.param({"rank_coefficient": "-3"}, "Hệ số K2 không được âm", id="a mean below nothing"),
        pytest.param(
            {"allowance_coefficient": "-1"}, "Hệ số K3 không được âm", id="an allowance below nothing"
        ),
        pytest.param(
            {"rise": "1,0", "rank_coefficient": "3,2", "allowance_coefficient": "0"}, "", id="as it may be"
        ),
    ],
)
def test_coefficients_of_extra_income_are_such_as_the_law_has(officer, board, typed, told):
    text = sent(officer, "co-quan/them/", unit=board.pk, year="2020", decision="QĐ 1", **typed)
    assert told in text and bool(told) == bool(text)


def test_a_plan_is_classed_and_a_surplus_shared_out_on_their_pages(officer, board):
    centre = a_centre(board)
    plan = a_plan(centre, [(0, 1)] * 5)
    told = {
        f"{name}_{year}": amount
        for year in range(2022, 2027)
        for name, amount in (("revenue", 7), ("expenses", 10))
    }
    assert "Cần ghi cả A và B" in sent(
        officer, f"phuong-an/{plan.pk}/du-toan/", **{**told, "expenses_2024": ""}
    )
    assert sent(officer, f"phuong-an/{plan.pk}/du-toan/", **told) == ""
    assert "Trung tâm, 2022-2026" in officer.get(f"{ROOT}phuong-an/{plan.pk}/").content.decode()
    assert "nhóm 3 (70-100 %)" in officer.get(f"{ROOT}phuong-an/{plan.pk}/giao-tu-chu/").content.decode()
    assert sent(officer, f"phuong-an/{plan.pk}/giao-tu-chu/", decision="QĐ 85", since="01/01/2022") == ""
    typed = {
        "unit": centre.pk, "year": "2024", "revenue": "1100", "expenses": "1000", "salary_fund": "200",
        "development_percent": "25,5", "income_percent": "60", "welfare_percent": "14", "other_percent": "0",
        "decision": "QĐ 20", "decided_on": "01/02/2025",
    }  # fmt: skip
    assert "thiếu 0,50 %" in sent(officer, "phan-phoi/them/", **typed)
    assert sent(officer, "phan-phoi/them/", **{**typed, "other_percent": "0,5"}) == ""


def test_the_overview_draws_the_years_in_a_fixed_number_of_statements(
    officer, board, django_assert_max_num_queries
):
    for year in range(2016, 2026):
        a_worked_year(board, year)
    with django_assert_max_num_queries(14):
        page = officer.get(f"{ROOT}tong-quan/").content.decode()
    assert page.count("<svg") >= 4 and "Tài chính công năm 2025" in page
    assert officer.get(f"{ROOT}tong-quan/?nam=٢٠٢٥").status_code == 200


def test_the_overview_tells_no_sum_of_a_year_of_which_a_book_is_open(officer, board):
    heir = organisation.add_unit(code="MOI", kind="agency", name="Ban mới", since=date(2024, 7, 1), **DONE)
    for unit, more in ((board, {"spent": 700, "saving": 300}), (heir, {})):
        AgencyAutonomy.objects.create(unit=unit, year=2024, funds_given=1_000, decision="QĐ 1", **more)
    told = {each.year: each for each in queries.overview(2024, 2024)}[2024]
    assert (told.given, told.spent, told.saving) == (2_000, None, None)
    assert "đang mở" in officer.get(f"{ROOT}tong-quan/?nam=2024").content.decode()
    AgencyAutonomy.objects.filter(unit=heir).update(spent=900, saving=100)
    (told,) = queries.overview(2024, 2024)
    assert (told.spent, told.saving) == (1_600, 400)


def test_the_overview_is_of_this_year_though_the_next_years_book_is_open(officer, board):
    this = date.today().year
    for year in (this - 1, this, this + 1):
        an_open_year(board, year)
    assert f"Tài chính công năm {this}<" in officer.get(f"{ROOT}tong-quan/").content.decode()


def test_a_years_vouchers_are_those_of_its_own_book(officer, board):
    centre = organisation.add_unit(
        code="TT", kind="public_unit", name="Trung tâm", since=date(2010, 1, 1), **DONE
    )
    year, other = a_worked_year(board, 2024), a_worked_year(centre, 2024)
    page = officer.get(f"{ROOT}co-quan/{year.pk}/").content.decode()
    told = int(re.search(r"Xem (\d+) dòng chứng từ", page)[1])
    link = re.search(r'href="(/tai-chinh/chung-tu/\?[^"]+)"', page)[1].replace("&amp;", "&")
    assert f"Tìm thấy {told} trong" in officer.get(link).content.decode() and other.pk != year.pk
