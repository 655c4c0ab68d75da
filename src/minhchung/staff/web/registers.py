"""Screens of the registers: people with their story, degrees, posts, quota, training, products, decisions, classes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.urls import reverse

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.queries import latest_name
from minhchung.rules import merit
from minhchung.staff import actions, life, shown
from minhchung.staff.forms import (
    PersonForm,
    PositionForm,
    ProductForm,
    QualificationForm,
    QuotaForm,
    ReasonForm,
    TrainingForm,
    TrainingPlanForm,
    YearClassForm,
)
from minhchung.staff.judged_queries import judged_by_decree, rule_of, unconfirmed, within_cap
from minhchung.staff.models import (
    Appointment,
    Assessment,
    Movement,
    Person,
    Position,
    ProductKind,
    Qualification,
    Quota,
    Training,
    TrainingPlan,
    YearClass,
)
from minhchung.staff.moves import ASSESSMENTS, DEED_NAMES, JUDGING_NAMES
from minhchung.staff.products import sources
from minhchung.staff.queries import held_beside
from minhchung.staff.sights import is_own, sees_files
from minhchung.staff.web.doors import DOORS, JUDGING_DOORS


class PeopleRegister(Register):
    """Civil servants, public employees and workers under contract."""

    model, room, matter = Person, actions.ROOM, actions.PERSON
    title, singular = "Công chức, viên chức, người lao động", "người"
    lead = (
        "Mỗi người một bản ghi cho thời gian làm việc tại cơ quan; số liệu biên chế và trình độ lấy từ đây."
    )
    columns = ("staff_no", "full_name", ("unit_name", "Đơn vị"), "kind", "post", "joined_on", "left_on")
    search = ("folded", "staff_no")
    filters = ("kind", "sex", "leaving")
    order = ("sort_name",)
    sort_keys = {"full_name": "sort_name", "unit_name": "unit_name"}
    form_class = PersonForm
    have_come = ("birth_on",)
    edit = May.EDIT_STAFF
    personal = ("birth_on", "ethnic", "religion", "party_member", "identity", "home")
    save = staticmethod(actions.save_person)
    related = ("qualifications", "trainings")
    import_name = "people"
    deed_names = DEED_NAMES
    detail_template = "staff/person.html"
    list_template = "staff/people.html"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what the list shows beside the table's own columns."""
        return Person.objects.annotate(unit_name=latest_name("unit"))

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The person's story, what may be decided, and who may open what lies under seal."""
        own, keeps = is_own(record, user), user.may(cls.edit)
        deeds = list(DOORS.values()) if keeps and record.left_on is None else []
        if deeds and not held_beside(record).exists():
            deeds.remove(DOORS["thoi-kiem-nhiem"])
        return {
            "life": life.story_of(record, opened=own or sees_files(user)),
            "deeds": [
                (door.button, reverse("staff:person_deed", args=[record.pk, door.slug])) for door in deeds
            ],
            "sealed_url": reverse("staff:person_sealed", args=[record.pk]) if keeps else "",
            "has_sealed": bool(record.identity or record.home),
            "reason_form": ReasonForm(),
        }


class QualificationRegister(Register):
    """Degrees."""

    model, room, matter = Qualification, actions.ROOM, actions.QUALIFICATION
    title, singular = "Văn bằng", "văn bằng"
    lead = (
        "Văn bằng, chứng chỉ của mọi khối: chuyên môn, lý luận chính trị, quản lý nhà nước, tin học, ngoại ngữ. "
        "Không ghi ngày cấp thì coi là có từ ngày vào cơ quan."
    )
    columns = (("person__full_name", "Họ và tên"), "level", "major", "school", "awarded_on")
    search = ("person__folded", "major", "school")
    filters = ("level",)
    order = ("person__sort_name", "awarded_on")
    form_class = QualificationForm
    have_come = ("awarded_on",)
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_qualification)
    import_name = "qualifications"


class QuotaRegister(Register):
    """Quota by unit and decision."""

    model, room, matter = Quota, actions.ROOM, actions.QUOTA
    title, singular = "Chỉ tiêu biên chế", "chỉ tiêu biên chế"
    lead = "Mỗi quyết định giao một bản ghi; quyết định sau cùng loại thay quyết định trước từ ngày của nó."
    columns = (("unit_name", "Đơn vị được giao"), "kind", "number", "year", "decision", "since", "until")
    search = ("decision", "unit__code")
    filters = ("kind",)
    order = ("-since", "unit__code")
    form_class = QuotaForm
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_quota)
    import_name = "quota"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what the list shows beside the table's own columns."""
        return Quota.objects.annotate(unit_name=latest_name("unit"))


class TrainingRegister(Register):
    """Turns of training."""

    model, room, matter = Training, actions.ROOM, actions.TRAINING
    title, singular = "Đào tạo, bồi dưỡng", "lượt đào tạo, bồi dưỡng"
    lead = "Mỗi người mỗi khóa một bản ghi; tính vào kỳ có ngày kết thúc khóa."
    columns = (("person__full_name", "Họ và tên"), "kind", "title", "on", "until_on", "hours")
    search = ("person__folded", "title")
    filters = ("kind",)
    order = ("-on",)
    form_class = TrainingForm
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_training)
    import_name = "training"


class YearClassRegister(Register):
    """Yearly classes."""

    model, room, matter = YearClass, actions.ROOM, actions.YEAR_CLASS
    title, singular = "Xếp loại chất lượng năm", "lượt xếp loại"
    lead = "Kết quả đánh giá, xếp loại hằng năm của từng người."
    columns = (("person__full_name", "Họ và tên"), "year", "quality", "decision")
    search = ("person__folded", "decision")
    filters = ("quality",)
    order = ("-year", "person__sort_name")
    form_class = YearClassForm
    edit = May.EDIT_STAFF
    personal = ("quality", "decision")
    save = staticmethod(actions.save_year_class)
    import_name = "year-classes"


class PositionRegister(Register):
    """Approved job positions."""

    model, room, matter = Position, actions.ROOM, actions.POSITION
    title, singular = "Vị trí việc làm", "vị trí việc làm"
    lead = "Danh mục vị trí việc làm được phê duyệt của từng đơn vị, theo thời gian."
    columns = (("unit_name", "Đơn vị"), "code", "title", "group", "number", "decision", "since", "until")
    search = ("code", "title")
    filters = ("group",)
    order = ("unit__code", "code", "-since")
    form_class = PositionForm
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_position)
    import_name = "positions"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what the list shows beside the table's own columns."""
        return Position.objects.annotate(unit_name=latest_name("unit"))


class AppointmentRegister(Register):
    """Who held which post from when until when; it follows from decisions and is not typed."""

    model, room, matter = Appointment, actions.ROOM, actions.APPOINTMENT
    title, singular = "Quá trình công tác", "vị trí đã giữ"
    lead = "Mỗi dòng là một vị trí một người giữ từ ngày đến ngày; sinh ra từ quyết định, không nhập tay."
    columns = (
        ("person__full_name", "Họ và tên"),
        "post",
        ("unit_name", "Đơn vị"),
        "leads",
        "main",
        "since",
        "until",
        "decision",
    )
    search = ("person__folded", "post")
    filters = ("leads", "main")
    order = ("-since", "person__sort_name")
    edit = May.EDIT_STAFF
    import_name = "appointments"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what the list shows beside the table's own columns."""
        return Appointment.objects.annotate(unit_name=latest_name("unit"))


class MovementRegister(Register):
    """Decisions on people; discipline of others is listed for those who keep the files."""

    model, room, matter = Movement, actions.ROOM, actions.MOVEMENT
    title, singular = "Quyết định về cán bộ", "quyết định"
    lead = "Tuyển dụng, bổ nhiệm, điều động, kỷ luật, thôi làm việc: mỗi quyết định một dòng, ghi từ trang từng người."
    columns = (("person__full_name", "Họ và tên"), "deed", "form", "on", "decision", "decided_on", "to_post")
    search = ("person__folded", "decision")
    filters = ("deed",)
    order = ("-on", "-id")
    edit = May.EDIT_STAFF
    import_name = "movements"
    personal = ("reason", "regime")


class TrainingPlanRegister(Register):
    """Plans of training by year."""

    model, room, matter = TrainingPlan, actions.ROOM, actions.TRAINING_PLAN
    title, singular = "Kế hoạch bồi dưỡng", "dòng kế hoạch"
    lead = (
        "Mỗi nội dung của năm một dòng; lượt học ghi vào dòng kế hoạch của nó thì thấy kế hoạch đạt đến đâu."
    )
    columns = ("year", "kind", "title", "turns", ("held", "Đã học"), "decision")
    search = ("title", "decision")
    filters = ("kind", "year")
    order = ("-year", "kind")
    form_class = TrainingPlanForm
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_training_plan)
    import_name = "training-plans"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what the list shows beside the table's own columns."""
        return TrainingPlan.objects.annotate(held=Count("turns_held"))


class ProductRegister(Register):
    """The catalogue of products."""

    model, room, matter = ProductKind, actions.ROOM, actions.PRODUCT
    title, singular = "Danh mục sản phẩm", "sản phẩm"
    lead = (
        "Sản phẩm chuẩn với hệ số quy đổi (NĐ 335/2025/NĐ-CP); sản phẩm có nguồn thì được đếm từ việc thật."
    )
    columns = (
        "code",
        "title",
        "weight",
        ("source_name", "Nguồn đếm tự động"),
        "decision",
        "since",
        "until",
    )
    search = ("code", "title")
    order = ("code",)
    form_class = ProductForm
    edit = May.EDIT_STAFF
    save = staticmethod(actions.save_product)
    import_name = "products"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With the words for where the work is counted."""
        words = [When(source=each.name, then=Value(str(each.title))) for each in sources().values()]
        return ProductKind.objects.annotate(
            source_name=Case(*words, default=F("source"), output_field=CharField())
        )


class AssessmentRegister(Register):
    """Assessments: one's own; all of them for who keeps files or decides."""

    model, room, matter = Assessment, actions.ROOM, actions.ASSESSMENT
    title, singular = "Đánh giá, xếp loại", "phiếu đánh giá"
    lead = "Phiếu đánh giá theo tháng, quý, năm. Mỗi người xem được phiếu của mình và kiến nghị được trong thời hạn."
    columns = (
        ("person__full_name", "Họ và tên"),
        "year",
        ("period", "Kỳ"),
        "total",
        "proposed",
        "quality",
        "state",
    )
    search = ("person__folded",)
    filters = ("state", "year")
    order = ("-year", "-part", "person__sort_name")
    edit = May.EDIT_STAFF
    deed_names = JUDGING_NAMES
    list_template = "staff/assessments.html"
    detail_template = "staff/assessment.html"

    @classmethod
    def extra_for_list(cls, user: Any) -> dict[str, Any]:
        """Where a class is proposed."""
        return {"propose_url": reverse("staff:propose") if user.may(cls.edit) else ""}

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The products, the share of the best, what may be done; who opened it is written down."""
        own = is_own(record.person, user)
        if not own:
            actions.note_own_reading(record, actions.Actor(user.username), datetime.now())
        allowed = ASSESSMENTS.allowed(record.state)
        last = merit.span(record.year, record.part)[1]
        scoring = ("staff.scoring",) if record.total is not None else ()
        rules = tuple(rule_of(name, record.person.kind) for name in ("excellent_cap", "objection"))
        return {
            "lines": shown.lines_table(record),
            "cap": within_cap(record) if not record.part and judged_by_decree(last) else None,
            "unconfirmed": unconfirmed((*scoring, *rules), last),
            "deeds": [
                (door.button, reverse("staff:assessment_deed", args=[record.pk, door.slug]))
                for door in JUDGING_DOORS.values()
                if door.deed in allowed and door.may(user, record)
            ],
            "person_url": reverse("staff:person", args=[record.person_id]),
        }
