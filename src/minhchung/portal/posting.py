"""A posted procedure as its public page shows it: each part in the order of the law; what is not entered says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.ground.kept.keeping import kept
from minhchung.ground.skin import pieces
from minhchung.procedures import posted_queries, processes
from minhchung.procedures import shown as procedures_shown
from minhchung.procedures.posted_queries import PostedPage

#: The words of every part that is posted or compared.
PARTS: dict[str, str | Promise] = {
    "name": gettext_lazy("Tên thủ tục"),
    "field": gettext_lazy("Lĩnh vực"),
    "decision": gettext_lazy("Quyết định công bố"),
    "cut_decision": gettext_lazy("Quyết định cắt giảm thời gian"),
    "online_level": gettext_lazy("Mức độ trực tuyến"),
    "limits": gettext_lazy("Thời hạn, phí, lệ phí theo cách nộp"),
    "order_of_doing": gettext_lazy("Trình tự thực hiện"),
    "ways_of_doing": gettext_lazy("Cách thức thực hiện"),
    "sets": gettext_lazy("Số bộ hồ sơ"),
    "subjects": gettext_lazy("Đối tượng thực hiện"),
    "result": gettext_lazy("Kết quả thực hiện"),
    "conditions": gettext_lazy("Yêu cầu, điều kiện"),
    "components": gettext_lazy("Thành phần hồ sơ"),
    "legal_basis": gettext_lazy("Căn cứ pháp lý"),
}
#: Parts that stand before limits and papers, as the law lists them.
_FIRST = ("order_of_doing", "ways_of_doing")


@dataclass(frozen=True)
class TextPart:
    """A part written as text; "" where nothing is entered."""

    title: str
    text: str


@dataclass(frozen=True)
class Form:
    """A form that the dossier asks for; ``url`` downloads it, "" where no file is attached."""

    name: str
    paper: str
    file: str = ""
    kind: str = ""
    size: int = 0
    url: str = ""


@dataclass(frozen=True)
class Posted:
    """Everything that the page of a posted procedure shows."""

    page: PostedPage
    settled_by: str
    before: tuple[TextPart, ...]
    after: tuple[TextPart, ...]
    cases: pieces.Table
    components: pieces.Table | None
    forms: tuple[Form, ...]
    forms_missing: bool
    processes: tuple[procedures_shown.Shown, ...]
    changes: pieces.Table | None


@kept("procedures", most=256)
def middle(key: str, on: date, settled_by: str, agency: str) -> SafeString:
    """All between the heading and the code of a posted procedure's page, drawn once until something of it changes.

    Args:
        key: of a procedure that is posted on the day.
        settled_by: who settles it, in words; ``agency``: whose site it is.
    """
    page = posted_queries.posted_page(key, on)
    assert page is not None
    context = {"posted": shown(page, on, settled_by), "agency_name": agency}
    return render_to_string("portal/procedure_middle.html", context)


def shown(page: PostedPage, on: date, settled_by: str) -> Posted:
    """A posted procedure in words, with the processes that are in force on a day."""
    texts = {name: TextPart(str(PARTS[name]), text) for name, text in page.texts}
    forms = _forms(page)
    rows = processes.processes_of(page.version)
    return Posted(
        page=page,
        settled_by=settled_by,
        before=tuple(texts.pop(name) for name in _FIRST),
        after=tuple(texts.values()),
        cases=_cases(page),
        components=procedures_shown.components(page.components),
        forms=forms,
        forms_missing=any(not each.url for each in forms),
        processes=tuple(procedures_shown.process(row) for row in rows if row.steps and row.in_force(on)),
        changes=_changes(page),
    )


def _forms(page: PostedPage) -> tuple[Form, ...]:
    """Each form once: those with a file, and the names of those without."""
    found: dict[tuple[str, str], Form] = {}
    for each in page.components:
        name = each.form or each.name
        if each.blank is not None:
            url = reverse("portal:procedure_form", args=[page.key, each.id])
            blank = each.blank
            found.setdefault(
                (name, blank.digest), Form(name, each.name, blank.name, blank.kind, blank.size, url)
            )
        elif each.form:
            found.setdefault((name, ""), Form(name, each.name))
    with_file = {name for name, digest in found if digest}
    return tuple(each for (name, digest), each in found.items() if digest or name not in with_file)


def _cases(page: PostedPage) -> pieces.Table:
    headings = (
        _("Cách nộp"),
        _("Trường hợp"),
        _("Thời hạn theo quy định"),
        _("Thời hạn cam kết"),
        _("Cắt giảm"),
        _("Phí, lệ phí"),
    )
    rows = (
        (
            each.channel,
            each.name or _("mọi trường hợp"),
            each.legal or _("không quy định"),
            each.committed or _("như quy định"),
            each.cut,
            each.fee or _("chưa nhập"),
        )
        for each in page.cases
    )
    return pieces.Table(
        caption=_("Cách nộp, thời hạn, phí và lệ phí"),
        columns=tuple(pieces.Column(heading) for heading in headings),
        rows=tuple(pieces.Row(tuple(pieces.Cell(text) for text in row)) for row in rows),
        empty=_("Chưa nhập."),
    )


def _changes(page: PostedPage) -> pieces.Table | None:
    if page.former_since is None:
        return None
    return pieces.Table(
        caption=_("Điểm khác so với phiên bản công khai trước, có hiệu lực từ %(day)s")
        % {"day": f"{page.former_since:%d/%m/%Y}"},
        columns=(
            pieces.Column(_("Nội dung")),
            pieces.Column(_("Trước đây")),
            pieces.Column(_("Hiện nay")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(str(PARTS[each.part])),
                    pieces.Cell(each.old or _("không có")),
                    pieces.Cell(each.new or _("không có")),
                )
            )
            for each in page.changes
        ),
        empty=_("Không có nội dung nào khác."),
    )
