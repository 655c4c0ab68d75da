"""Screens of procedures: the list by field, a version with its cases, cuts, postings and internal processes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.ground.skin import pieces
from minhchung.procedures import actions, bases_shown, list_queries, processes, queries, shown
from minhchung.procedures.bases import bases_of
from minhchung.procedures.bpmn import to_bpmn
from minhchung.procedures.forms import (
    BasisForm,
    CaseForm,
    ComponentForm,
    OwnDeskForm,
    ProcedureForm,
    ProcessForm,
    ProcessStepForm,
    VersionForm,
)
from minhchung.procedures.models import (
    Component,
    OwnDesk,
    Procedure,
    ProcedureBasis,
    ProcedureCase,
    ProcedureVersion,
    Process,
    ProcessStep,
)


class VersionsRegister(Register):
    """Procedures as they stand or stood."""

    model = ProcedureVersion
    room = "procedures"
    matter = "procedure_version"
    title = "Thủ tục hành chính"
    singular = "thủ tục"
    lead = (
        "Mỗi dòng là một phiên bản có ngày bắt đầu và ngày thôi hiệu lực; phiên bản mới khép phiên bản trước."
    )
    columns = (
        "procedure__national_code",
        "procedure__key",
        "name",
        "field",
        "online_level",
        "since",
        "until",
        "cut_decision",
    )
    search = ("name_folded", "procedure__key", "procedure__national_code")
    filters = ("field", "online_level")
    order = ("field", "name_folded", "-since")
    form_class = VersionForm
    have_come = ("posted_national_on", "posted_counter_on", "posted_web_on")
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.save_version)
    import_name = "procedures"
    deed_names = {
        "put_in_force": "Đưa vào áp dụng",
        "close": "Khép lại khi có phiên bản mới",
        "correct": "Sửa",
    }
    detail_template = "procedures/version.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """For those who may edit it, where blank forms are attached."""
        may_edit = user.may(May.EDIT_PROCEDURES)
        return {"forms_url": reverse("procedures:blank_forms", args=[record.pk]) if may_edit else ""}

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """Cases with legal and committed limits, the internal processes, and the other versions."""
        return {
            "processes": shown.processes_shown(processes.processes_of(record.pk)),
            "cases": _cases(queries.compared_cases(record.pk)),
            "components": shown.components(queries.components_of(record.pk)),
            "versions": _versions(queries.versions_of(record.procedure_id), record.pk),
            "bases": bases_shown.bases(bases_of(record.pk)),
            "stood": list_queries.stood(record.pk),
            "is_posted_somewhen": record.posted_web_on is not None,
            "trials_url": f"{reverse('dossiers:trials')}?thu-tuc={record.procedure_id}",
        }


class BasesRegister(Register):
    """Documents that procedures stand on."""

    model = ProcedureBasis
    room = "procedures"
    matter = "basis"
    title = "Căn cứ của thủ tục"
    singular = "căn cứ"
    lead = "Khi văn bản căn cứ hết hiệu lực, thủ tục không nhận hồ sơ mới, trừ khi có văn bản cho phép."
    columns = (("version", "Thủ tục"), ("document", "Văn bản"), "document__expired_on", "stops", "allowed_by")
    search = ("version__name_folded", "document__folded")
    filters = ("stops",)
    order = ("version__name_folded",)
    form_class = BasisForm
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.save_basis)
    deed_names = {"found_in_words": "Tìm thấy trong nội dung căn cứ pháp lý"}


class ProceduresRegister(Register):
    """Identities of procedures."""

    model = Procedure
    room = "procedures"
    matter = "procedure"
    title = "Mã thủ tục hành chính"
    singular = "mã thủ tục"
    columns = ("key", "national_code", "local_suffix", "settled_by")
    search = ("key", "national_code")
    filters = ("settled_by",)
    order = ("key",)
    form_class = ProcedureForm
    edit = May.EDIT_PROCEDURES
    related = ("versions",)


class OwnDesksRegister(Register):
    """Procedures that the agency receives at a desk of its own."""

    model = OwnDesk
    room = "procedures"
    matter = "own_desk"
    title = "Quyền tự tiếp nhận"
    singular = "quyền tự tiếp nhận"
    lead = (
        "Chỉ thủ tục có ở đây mới được tiếp nhận ngay trong phần mềm; thủ tục khác do hệ thống một cửa của tỉnh "
        "tiếp nhận và được nhập vào."
    )
    columns = ("procedure__key", "decision", "since", "until")
    search = ("procedure__key", "procedure__national_code", "decision")
    order = ("procedure__key", "-since")
    form_class = OwnDeskForm
    edit = May.EDIT_PROCEDURES


class ProcessesRegister(Register):
    """Internal processes of procedures."""

    model = Process
    room = "procedures"
    matter = "process"
    title = "Quy trình nội bộ"
    singular = "quy trình nội bộ"
    lead = (
        "Mỗi thủ tục, hoặc mỗi trường hợp của thủ tục, có một quy trình; tổng thời gian các bước không vượt thời hạn "
        "cam kết. Quy trình mới khép quy trình trước."
    )
    columns = ("version__procedure__key", "version__name", "case", "decision", "since", "until")
    search = ("version__name_folded", "version__procedure__key", "decision")
    order = ("version__name_folded", "case", "-since")
    form_class = ProcessForm
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.save_process)
    import_name = "process-steps"
    deed_names = {"issue": "Ban hành", "close": "Khép lại khi có quy trình mới"}
    detail_template = "procedures/process.html"

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """The picture, the same as a table, and the sum against the limit."""
        row = processes.process_row(record.pk)
        return {"process": shown.process(row) if row is not None else None}


class ProcessStepsRegister(Register):
    """Steps of internal processes."""

    model = ProcessStep
    room = "procedures"
    matter = "process_step"
    sought = False
    title = "Bước của quy trình nội bộ"
    singular = "bước của quy trình"
    columns = (
        "process__version__procedure__key",
        "process__case",
        "process__since",
        "number",
        "name",
        "unit_name",
        "post",
        "minutes",
        "product",
        "parallel_group",
    )
    search = ("process__version__name_folded", "process__version__procedure__key", "name", "unit_name")
    order = ("process__version__name_folded", "process__case", "-process__since", "number")
    form_class = ProcessStepForm
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.save_step)
    import_name = "process-steps"


class CasesRegister(Register):
    """Cases and channels of versions."""

    model = ProcedureCase
    room = "procedures"
    matter = "procedure_case"
    sought = False
    title = "Trường hợp của thủ tục"
    singular = "trường hợp"
    columns = (
        "version__name",
        "name",
        "channel",
        "legal_limit",
        "legal_unit",
        "committed_limit",
        "committed_unit",
        "fee",
    )
    search = ("version__name_folded", "name")
    order = ("version__name_folded", "name", "channel")
    form_class = CaseForm
    edit = May.EDIT_PROCEDURES


class ComponentsRegister(Register):
    """Papers that dossiers of a version hold."""

    model = Component
    room = "procedures"
    matter = "component"
    sought = False
    title = "Thành phần hồ sơ"
    singular = "thành phần hồ sơ"
    lead = (
        "Giấy tờ mà hồ sơ của mỗi thủ tục phải có. Bàn tiếp nhận đánh dấu theo đây, giấy tiếp nhận liệt kê."
    )
    columns = (
        "version__procedure__key",
        "version__name",
        "case",
        "number",
        "name",
        "form",
        "originals",
        "copies",
        "required",
    )
    search = ("version__name_folded", "version__procedure__key", "name")
    filters = ("required",)
    order = ("version__name_folded", "case", "number")
    form_class = ComponentForm
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.save_component)
    import_name = "components"
    deed_names = {
        "attach_form": "Gắn tệp mẫu",
        "replace_form": "Thay tệp mẫu",
        "drop_form": "Bỏ tệp mẫu",
        "carry_form": "Chuyển tệp mẫu sang cùng giấy tờ",
    }


@require(May.READ_RECORDS)
@require_safe
def bpmn(request: HttpRequest, number: int) -> HttpResponse:
    """An internal process as a BPMN 2.0 file."""
    row = processes.process_row(number)
    if row is None or row.steps is None:
        raise Http404(_("Không có quy trình này hoặc quy trình chưa có bước."))
    text = to_bpmn(row.steps, shown.name_of(row), processes.DAY_MINUTES)
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="quy-trinh-{row.id}.bpmn"'
    return response


def _cases(cases: tuple[queries.ComparedCase, ...]) -> pieces.Table:
    headings = (
        _("Trường hợp"),
        _("Kênh"),
        _("Theo quy định"),
        _("Cam kết"),
        _("Cắt giảm"),
        _("Phí, lệ phí"),
    )
    rows = (
        (each.name or _("mọi trường hợp"), each.channel, each.legal, each.committed, each.cut, each.fee)
        for each in cases
    )
    return pieces.Table(
        caption=_("Thời hạn giải quyết"),
        columns=tuple(pieces.Column(heading) for heading in headings),
        rows=tuple(pieces.Row(tuple(pieces.Cell(text or "–") for text in row)) for row in rows),
    )


def _versions(versions: tuple[queries.Sibling, ...], current: int) -> pieces.Table:
    return pieces.Table(
        caption=_("Các phiên bản"),
        columns=(pieces.Column(_("Tên")), pieces.Column(_("Từ ngày")), pieces.Column(_("Đến trước ngày"))),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.name),
                    pieces.Cell(f"{each.since:%d/%m/%Y}"),
                    pieces.Cell(f"{each.until:%d/%m/%Y}" if each.until else "–"),
                ),
                url="" if each.id == current else reverse("procedures:procedure_version", args=[each.id]),
            )
            for each in versions
        ),
    )
