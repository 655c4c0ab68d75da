"""Screens of people, degrees, quota, training and yearly classes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.queries import latest_name
from minhchung.staff import actions
from minhchung.staff.forms import PersonForm, QualificationForm, QuotaForm, TrainingForm, YearClassForm
from minhchung.staff.models import Person, Qualification, Quota, Training, YearClass


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
    edit = May.EDIT_STAFF
    personal = ("birth_on", "ethnic", "party_member")
    save = staticmethod(actions.save_person)
    related = ("qualifications", "trainings", "year_classes")
    import_name = "people"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Person.objects.annotate(unit_name=latest_name("unit"))


class QualificationRegister(Register):
    """Degrees."""

    model, room, matter = Qualification, actions.ROOM, actions.QUALIFICATION
    title, singular = "Văn bằng", "văn bằng"
    lead = "Văn bằng không ghi ngày cấp được coi là có từ ngày vào cơ quan."
    columns = (("person__full_name", "Họ và tên"), "level", "major", "school", "awarded_on")
    search = ("person__folded", "major", "school")
    filters = ("level",)
    order = ("person__sort_name", "awarded_on")
    form_class = QualificationForm
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
