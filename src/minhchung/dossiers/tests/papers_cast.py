"""One dossier for each paper, made by the real deeds at fixed moments."""

from __future__ import annotations

from datetime import date, datetime

from minhchung.dossiers import actions
from minhchung.dossiers.actions import Came
from minhchung.dossiers.models import Dossier, MadePaper
from minhchung.dossiers.paper_queries import offers
from minhchung.dossiers.papers.composing import DEEDS
from minhchung.dossiers.tests.cast import a_filing, an_actor, at, in_work
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.procedures.models import ProcedureVersion

KINDS = tuple(DEEDS)
MADE_AT = datetime(2026, 4, 20, 8, 0)
#: The papers that come with the dossier; the third one is lacking and is not printed.
PARTS = (
    Came(1, "Văn bản đề nghị cấp giấy phép lao động (Mẫu số 11/PLI)", required=True, originals=1),
    Came(2, "Hộ chiếu còn thời hạn & thị thực <trang có ảnh>", required=True, originals=1, copies=2),
    Came(3, "Giấy khám sức khỏe", required=True),
    Came(4, "Giấy chứng nhận đăng ký doanh nghiệp", electronic=True),
)


def named_units() -> None:
    """Units with names as they are in life, under a province."""
    province = Unit.objects.create(code="H20", kind="province")
    UnitVersion.objects.create(unit=province, name="Ủy ban nhân dân tỉnh Đắk Nông", since=date(2004, 1, 1))
    UnitVersion.objects.filter(unit__is_home=True).update(
        name="Ban Quản lý các khu công nghiệp", parent=province
    )
    UnitVersion.objects.filter(unit__code="MC").update(name="Bộ phận Tiếp nhận và Trả kết quả")
    UnitVersion.objects.filter(unit__code="QLDN").update(name="Phòng Quản lý doanh nghiệp")


def filed(version: ProcedureVersion, moment: str = "2026-04-06T09:00") -> Dossier:
    """A dossier that somebody files for an enterprise, handed to the room that settles it."""
    filing = a_filing(
        version,
        applicant_phone="0900000123",
        applicant_email="lienhe@example.vn",
        applicant_address="Lô A2 khu công nghiệp Tâm Thắng & Nhân Cơ <phía tây>",
        behalf="Điểu Thị Hoa",
        filed_with=Unit.objects.get(code="MC").pk,
        parts=PARTS,
    )
    found = actions.receive(filing=filing, by=an_actor(), at=at(moment))
    return actions.hand_on(
        dossier=found.pk,
        revision=1,
        to_unit=Unit.objects.get(code="QLDN").pk,
        content="Thẩm định",
        by=an_actor(),
        at=at("2026-04-06T10:30") if moment == "2026-04-06T09:00" else at(moment),
    )


def with_paper(kind: str, version: ProcedureVersion) -> Dossier:
    """A dossier on which the deed of a paper has just been done."""
    found = filed(version)
    told = {"dossier": found.pk, "revision": None, "by": an_actor("minh", unit="QLDN")}
    if kind == "supplement":
        actions.ask_supplement(
            reason="- Bản vẽ mặt bằng\n- Giấy ủy quyền (bản chính)", at=at("2026-04-07T14:00"), **told
        )
    elif kind == "refusal":
        actions.refuse(
            reason="Không thuộc đối tượng được cấp theo quy định.", at=at("2026-04-08T08:15"), **told
        )
    elif kind == "apology":
        actions.extend(
            until=date(2026, 4, 20), reason="Chờ ý kiến của Sở Xây dựng.", at=at("2026-04-09T15:00"), **told
        )
    elif kind == "stop":
        actions.withdraw(reason="Đơn xin rút hồ sơ ngày 09/4/2026.", at=at("2026-04-09T16:00"), **told)
    elif kind == "control":
        actions.finish(result="GP 12/GP-BQL ngày 10/4/2026.", at=at("2026-04-10T10:00"), **told)
    found.refresh_from_db()
    return found


def made(kind: str, version: ProcedureVersion) -> MadePaper:
    """The paper of a kind, made."""
    dossier = with_paper(kind, version)
    offer = next(each for each in offers(dossier) if each.kind == kind)
    return actions.make_paper(dossier=dossier.pk, kind=kind, event=offer.event, by="lan", at=MADE_AT)


__all__ = ["KINDS", "MADE_AT", "filed", "in_work", "made", "named_units", "with_paper"]
