"""Writing a report on screen: begin, rewrite, explain, freeze, publish, read - each by whoever may."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, ClassVar
from unittest import mock

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from minhchung.dossiers.models import Dossier
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.portal.models import ArticlePage
from minhchung.reports import actions, desk
from minhchung.reports.actions import CannotFreeze
from minhchung.reports.checks import Finding
from minhchung.reports.forms import last_ended
from minhchung.reports.models import Report, ReportState, ReportText
from minhchung.reports.narrative import BadText
from minhchung.reports.outline import passages
from minhchung.reports.tests.cast import AT, WINDOW, a_draft, a_small_agency
from minhchung.staff.models import Person

BROKEN = Finding("dossiers.3=9+13@2020", "Phải giải quyết = đã + đang giải quyết", "2020", False, "5 ≠ 4")


@pytest.mark.only_on("sqlite")  # papers are drawn alike whatever database; frozen reports are tested on both
class Screens(TestCase):
    """One small agency; each test begins with a fresh draft."""

    draft: ClassVar[Report]

    @classmethod
    def setUpTestData(cls) -> None:
        a_small_agency(dossiers=40)
        for role in (Role.REFORM, Role.CLERK):
            create_user(
                username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
            )  # fmt: skip
        cls.draft = a_draft()

    def setUp(self) -> None:
        self.sign_in("reform")

    def sign_in(self, name: str) -> None:
        user = User.objects.get(username=name)
        self.client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")

    def page(self, name: str, *args: Any, status: int = 200) -> str:
        answer = self.client.get(reverse(name, args=args))
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def test_a_report_begins_with_a_window_and_the_last_signature(self) -> None:
        assert 'value="Trưởng ban"' in self.page("reports:draw_up")
        answer = self.client.post(reverse("reports:draw_up"), {"window": "2020", "number": "5/BC-BQL"})
        report = Report.objects.order_by("-id").first()
        assert report is not None and answer.headers["Location"] == reverse(
            "reports:report", args=[report.pk]
        )
        assert (report.window, report.number) == ("2020", "5/BC-BQL")
        assert self.client.post(reverse("reports:draw_up"), {"window": "lạ"}).status_code == 422

    def test_a_report_begins_with_the_period_that_ended_last_or_the_one_asked_for(self) -> None:
        assert last_ended(date(2026, 11, 27)) == "2026-9M"
        assert last_ended(date(2026, 12, 14)) == "2026" and last_ended(date(2027, 1, 2)) == "2026"
        today = datetime.now().date()
        assert f'<option value="{last_ended(today)}" selected>' in self.page("reports:draw_up")
        asked = self.client.get(reverse("reports:draw_up"), {"ky": "2020"}).content.decode()
        assert '<option value="2020" selected>' in asked

    def test_a_period_that_is_not_over_is_not_frozen(self) -> None:
        draft = a_draft("2026..2030")
        text = self.page("reports:report", draft.pk)
        assert "đến hết ngày 14/12/2030" in text
        assert reverse("reports:freeze", args=[draft.pk]) not in text
        with pytest.raises(CannotFreeze, match="14/12/2030"):
            desk.freeze_report(draft, by="an", at=datetime(2030, 12, 13, 23))

    def test_the_one_who_holds_the_post_at_the_windows_end_signs(self) -> None:
        window = desk.window_named("2019")
        signed = desk.draw_up_report(window, signing=desk.Signing(post="trưởng ban"), by="an", at=AT)
        holder = Person.objects.present_on(window.last_day).get(post="Trưởng ban")
        assert signed.signer_name == holder.full_name
        named = desk.Signing(post="Trưởng ban", name="Lê Thị An")
        assert desk.draw_up_report(window, signing=named, by="an", at=AT).signer_name == "Lê Thị An"
        nobody = desk.draw_up_report(window, signing=desk.Signing(post="Phó Trưởng ban"), by="an", at=AT)
        assert nobody.signer_name == "", "two people hold that post"

    def test_the_preview_opens_its_figures_on_the_staffs_pages(self) -> None:
        text = self.page("reports:report", self.draft.pk)
        links = re.findall(r'href="(/chi-tieu/[^"]+)"', text)
        assert len(links) > 100 and "/cong-bo/" not in text
        for link in {each.split("/?")[0]: each.replace("&amp;", "&") for each in links}.values():
            assert self.client.get(link).status_code == 200, link
        assert "phép kiểm tra đều đạt" in text

    def test_a_group_of_a_breakdown_opens_that_group(self) -> None:
        text = self.page("reports:report", self.draft.pk)
        link = re.findall(r'href="(/chi-tieu/[^"]+gia-tri=[^"]+)"', text)[0].replace("&amp;", "&")
        assert self.client.get(link).status_code == 200

    def typed(self, **changes: str) -> dict[str, str]:
        """The form of the paragraphs as a browser sends it, with changes; "__" stands for a dot."""
        outline = {each.key: each.text for each in passages(desk.window_named(WINDOW))}
        return {**outline, **{key.replace("__", "."): text for key, text in changes.items()}}

    def test_words_are_rewritten_and_figures_stay(self) -> None:
        new = "Cơ quan tiếp nhận [[dossiers.received]] hồ sơ."
        self.client.post(reverse("reports:edit", args=[self.draft.pk]), self.typed(opening=new))
        assert ReportText.objects.get().text == new
        number = desk.draft_of(self.draft).built.composition.cells()[0].printed
        assert f">{number}</a> hồ sơ." in self.page("reports:report", self.draft.pk)
        self.client.post(reverse("reports:edit", args=[self.draft.pk]), self.typed(opening=""))
        assert not ReportText.objects.exists(), "an empty paragraph takes the outline's words again"

    def test_a_bad_token_is_refused_beside_its_field_and_nothing_typed_is_lost(self) -> None:
        wrong = self.typed(opening="Có [[dossiers.khong_co]] hồ sơ.", inspections="Đoạn khác đã sửa.")
        answer = self.client.post(reverse("reports:edit", args=[self.draft.pk]), wrong)
        text = answer.content.decode()
        assert answer.status_code == 422 and not ReportText.objects.exists()
        assert "không có chỉ tiêu “dossiers.khong_co”" in text
        assert "Có [[dossiers.khong_co]] hồ sơ." in text and "Đoạn khác đã sửa." in text

    def test_a_typed_number_is_refused_beside_its_paragraph_and_nothing_is_lost(self) -> None:
        where = reverse("reports:edit", args=[self.draft.pk])
        typed = "Thực hiện Kế hoạch số 12/KH-UBND.\nĐã giải quyết 1.200 hồ sơ."
        answer = self.client.post(where, self.typed(opening=typed))
        text = answer.content.decode()
        assert answer.status_code == 422 and not ReportText.objects.exists()
        assert "Dòng 2: “1.200” là số gõ tay" in text and "Đã giải quyết 1.200 hồ sơ." in text
        with pytest.raises(BadText, match="số gõ tay"):
            actions.rewrite(report=self.draft, section="opening", text=typed, by="an", at=AT)
        with pytest.raises(BadText, match="không có đoạn"):
            actions.rewrite(report=self.draft, section="khong.co", text="Lời.", by="an", at=AT)
        free = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2020, khoản 2 Điều 12, giai đoạn 2016-2020."
        assert self.client.post(where, self.typed(opening=free)).status_code == 302
        assert ReportText.objects.get().text == free

    def test_paragraphs_are_known_by_heading_and_first_words(self) -> None:
        text = self.page("reports:edit", self.draft.pk)
        labels = re.findall(r'<label class="field-label"[^>]*>([^<]+)</label>', text)
        assert len(labels) == len(passages(desk.window_named(WINDOW)))
        assert not [label for label in labels if "[[" in label or re.fullmatch(r"[a-z.]+", label)]
        assert "Kiểm soát thủ tục hành chính</h2>" in text and "Chưa viết" in text
        assert "Chỉ in khi “Hồ sơ giải quyết quá hạn” lớn hơn 0." in text
        assert "Đang in" in text and "Không in: số liệu kỳ này" in text

    def test_a_preview_shows_what_is_typed_and_saves_nothing(self) -> None:
        typed = {**self.typed(opening="Bản nháp [[dossiers.received|words]] của năm."), "preview": "1"}
        answer = self.client.post(reverse("reports:edit", args=[self.draft.pk]), typed)
        text = answer.content.decode()
        shown = text[text.index('<article class="card report">') :]
        assert (
            answer.status_code == 200 and "Bản nháp <a" in shown and "/chi-tieu/dossiers.received/" in shown
        )
        assert not ReportText.objects.exists()
        bad = {**typed, "opening": "Có [[dossiers.received@1999]] hồ sơ."}
        answer = self.client.post(reverse("reports:edit", args=[self.draft.pk]), bad)
        assert answer.status_code == 422 and "1999" in answer.content.decode()

    def head(self, **changes: str) -> dict[str, str]:
        given = {"title": "Tên mới", "number": "77/BC-BQL", "place": "Nam Sơn", "dated_on": "05/01/2021",
                 "authority": "KT. Trưởng ban", "post": "Phó Trưởng ban", "name": "Đỗ Văn Ước",
                 "recipients": "- UBND tỉnh;\n\n- Lưu: VT."}  # fmt: skip
        return {**given, **changes}

    def test_number_date_signer_and_recipients_of_a_draft_are_changed(self) -> None:
        where = reverse("reports:head", args=[self.draft.pk])
        assert "Lưu: VT" in self.client.get(where).content.decode()
        assert self.client.post(where, self.head()).status_code == 302
        head = desk.draft_of(self.now()).built.composition.letterhead
        assert (head.number, head.date_words) == ("77/BC-BQL", "ngày 05 tháng 01 năm 2021")
        assert (head.authority, head.post, head.name) == ("KT. Trưởng ban", "Phó Trưởng ban", "Đỗ Văn Ước")
        assert head.recipients == ("UBND tỉnh", "Lưu: VT") and self.now().title == "Tên mới"
        assert self.client.post(where, self.head(dated_on="mai")).status_code == 422
        desk.freeze_report(self.now(), by="an", at=AT)
        self.client.post(where, self.head(number="78/BC-BQL"))
        assert self.now().number == "77/BC-BQL"

    def test_a_clerk_changes_no_head(self) -> None:
        self.sign_in("clerk")
        assert self.client.post(reverse("reports:head", args=[self.draft.pk]), self.head()).status_code == 403

    def test_a_failed_check_blocks_freezing_until_it_is_explained(self) -> None:
        with (
            mock.patch.object(actions, "run_checks", return_value=[BROKEN]),
            mock.patch.object(desk, "run_checks", return_value=[BROKEN]),
        ):
            text = self.page("reports:report", self.draft.pk)
            assert "5 ≠ 4" in text and reverse("reports:freeze", args=[self.draft.pk]) not in text
            self.client.post(reverse("reports:freeze", args=[self.draft.pk]))
            assert self.now().state == ReportState.DRAFT
            where = reverse("reports:explain", args=[self.draft.pk])
            empty = self.client.post(where, {"check": BROKEN.key, "text": "  "})
            assert empty.status_code == 422 and "không được để trống" in empty.content.decode()
            self.client.post(where, {"check": BROKEN.key, "text": "Một hồ sơ nhập trùng, đã đề nghị xóa."})
            self.client.post(reverse("reports:freeze", args=[self.draft.pk]))
        frozen = self.now()
        assert frozen.state == ReportState.FROZEN
        assert frozen.checks[0]["explanation"] == "Một hồ sơ nhập trùng, đã đề nghị xóa."
        assert "Một hồ sơ nhập trùng" in self.page("reports:report", self.draft.pk)

    def now(self) -> Report:
        return Report.objects.get(pk=self.draft.pk)

    def test_a_frozen_report_is_not_rewritten(self) -> None:
        desk.freeze_report(self.draft, by="an", at=AT)
        answer = self.client.post(reverse("reports:edit", args=[self.draft.pk]), self.typed(opening="Khác"))
        assert answer.status_code == 302 and not ReportText.objects.exists()
        with pytest.raises(actions.CannotEdit):
            actions.rewrite(report=self.now(), section="opening", text="Khác", by="an", at=AT)
        with pytest.raises(actions.CannotFreeze):
            desk.freeze_report(self.now(), by="an", at=AT)

    def test_papers_of_a_draft_and_of_a_frozen_report(self) -> None:
        first = {"docx": b"PK", "pdf": b"%PDF"}
        for kind, begins in first.items():
            assert self.client.get(reverse("reports:paper", args=[self.draft.pk, kind])).content.startswith(
                begins
            )
        self.page("reports:paper", self.draft.pk, "goi", status=404)
        desk.freeze_report(self.draft, by="an", at=AT)
        for kind in (*first, "goi"):
            assert self.client.get(reverse("reports:paper", args=[self.draft.pk, kind])).status_code == 200

    def test_a_clerk_reads_and_changes_nothing(self) -> None:
        self.sign_in("clerk")
        text = self.page("reports:report", self.draft.pk)
        assert reverse("reports:freeze", args=[self.draft.pk]) not in text
        for name in ("edit", "draw_up"):
            args = [self.draft.pk] if name == "edit" else []
            assert self.client.get(reverse(f"reports:{name}", args=args)).status_code == 403
        for name in ("freeze", "explain"):
            assert self.client.post(reverse(f"reports:{name}", args=[self.draft.pk])).status_code == 403
        assert self.client.get(reverse("portal:publish", args=[self.draft.pk])).status_code == 403
        assert self.now().state == ReportState.DRAFT

    def published(self) -> ArticlePage:
        desk.freeze_report(self.draft, by="an", at=AT)
        words = {"title": "Tổng kết", "category": "Cải cách hành chính", "lead": "Tóm tắt",
                 "body": "<p>Nội dung</p><script>alert(1)</script>", "author_line": "Lê An"}  # fmt: skip
        for _again in range(2):
            answer = self.client.post(reverse("portal:publish", args=[self.draft.pk]), words)
            assert answer.status_code == 302
        return ArticlePage.objects.get()

    def test_an_article_is_published_once_and_its_body_is_cleaned(self) -> None:
        article = self.published()
        assert self.now().state == ReportState.PUBLISHED
        assert [str(block.value) for block in article.body] == ["<p>Nội dung</p>"]
        text = Client().get(article.get_url()).content.decode()
        assert "Tổng kết" in text and self.now().seal in text

    def test_a_draft_is_neither_published_nor_shown(self) -> None:
        assert self.client.get(reverse("portal:publish", args=[self.draft.pk])).status_code == 404
        assert Client().get(reverse("portal:report", args=[self.draft.pk])).status_code == 404

    def test_a_public_figure_lists_exactly_its_records_as_they_were_frozen(self) -> None:
        self.published()
        window = desk.window_named(WINDOW)
        solved = Dossier.objects.filter(ended_at__gte=window.since, ended_at__lt=window.until)
        codes = set(solved.values_list("code", flat=True))
        Dossier.objects.filter(code=min(codes)).update(code="SAU-KHI-CHOT")
        where = reverse("portal:figure", args=[self.draft.pk, "dossiers.solved"])
        found: list[str] = []
        for number in range(1, 1 + -(-len(codes) // 50)):
            text = Client().get(where, {"trang": number}).content.decode()
            body = text[text.index("<tbody>") : text.index("</tbody>")]
            found += re.findall(r"X\d\d\.15-\d{6}-\d{4}", body)
        assert sorted(found) == sorted(codes)
        assert f"{len(codes)} bản ghi làm nên số này" in text
        assert "Công ty" not in body, "no name leaves with a public page"

    def test_public_papers_are_those_that_were_frozen(self) -> None:
        self.published()
        report = self.now()
        for kind in ("goi", "docx", "pdf"):
            answer = Client().get(reverse("portal:download", args=[report.pk, kind]))
            assert b"".join(answer.streaming_content)[:2] in (b"PK", b"%P")
        assert Client().get(reverse("portal:download", args=[report.pk, "la"])).status_code == 404
