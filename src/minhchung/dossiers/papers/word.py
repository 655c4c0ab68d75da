"""A paper as Word, from a template that an agency may replace by its own; the same paper gives the same bytes.

The default templates lie beside this module (``templates/<purpose>.docx``). A file of the same name in the agency's
folder is used instead; one that cannot be used is refused with a sentence, and the default takes its place.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from minhchung.dossiers.papers.barcode import modules_of
from minhchung.dossiers.papers.editions import Edition, latest
from minhchung.dossiers.papers.marks import barcode_png, qr_png
from minhchung.dossiers.papers.paper import Head, Line, Paper, Signature
from minhchung.ground.printing import steady

DEFAULTS = Path(__file__).parent / "templates"
_MODULE = 0.27  # the width of the barcode's thinnest bar, in millimetres
_LARGEST = 5 * 1024 * 1024  # of a template, in bytes
#: Fields of every form besides its own lines: name in a template, words for people.
FIELDS = {
    "co_quan_cap_tren": _("Cơ quan cấp trên (dòng đầu bên trái)"),
    "co_quan_ban_hanh": _("Cơ quan hoặc bộ phận lập giấy"),
    "quoc_hieu": _("Quốc hiệu"),
    "tieu_ngu": _("Tiêu ngữ"),
    "so": _("Số của giấy, ví dụ Số: 12/TNHS"),
    "dia_danh_ngay": _("Địa danh, ngày tháng năm"),
    "mau_so": _("Số của mẫu"),
    "theo_van_ban": _("Văn bản ban hành mẫu"),
    "tieu_de": _("Tên giấy"),
    "loi_dan": _("Câu mở đầu"),
    "noi_dung": _("Danh sách nội dung cần bổ sung hoặc lý do; dùng vòng lặp"),
    "bang": _("Các hàng của bảng; mỗi hàng là danh sách ô; dùng vòng lặp"),
    "loi_ket": _("Câu kết"),
    "ky": _("Danh sách người ký; mỗi người có chuc_danh, ghi_chu, ho_ten"),
    "ma_qr": _("Hình mã QR tra cứu"),
    "ma_vach": _("Hình mã vạch của mã hồ sơ"),
    "dia_chi_tra_cuu": _("Địa chỉ tra cứu"),
}


class BadTemplate(ValueError):
    """A template cannot be used; the message says in Vietnamese which file and why."""


def docx_of(paper: Paper, own: Path | None = None) -> bytes:
    """The Word file's bytes, from the agency's template when there is a usable one; ``own`` is its folder."""
    return drawn(paper, own)[0]


def drawn(paper: Paper, own: Path | None) -> tuple[bytes, str]:
    """The Word file's bytes, and what is wrong with the agency's template when the default took its place."""
    default = DEFAULTS / f"{paper.kind}.docx"
    chosen = own_template(paper.kind, own)
    if chosen is None:
        return filled(default, paper), ""
    try:
        return filled(chosen, paper), ""
    except BadTemplate as bad:
        return filled(default, paper), str(bad)


def own_template(kind: str, own: Path | None) -> Path | None:
    """The agency's template of a form; None while it has none."""
    path = own / f"{kind}.docx" if own is not None else None
    return path if path is not None and path.is_file() else None


def fault_of(kind: str, own: Path | None) -> str:
    """What is wrong with the agency's template of a form, "" when nothing is or there is none."""
    path = own_template(kind, own)
    return _fault(kind, path, path.stat().st_mtime_ns) if path is not None else ""


@lru_cache(maxsize=64)
def _fault(kind: str, path: Path, _changed: int) -> str:
    try:
        filled(path, sample(kind, latest()))
    except BadTemplate as bad:
        return str(bad)
    return ""


def filled(path: Path, paper: Paper) -> bytes:
    """A template filled with a paper.

    Raises:
        BadTemplate: it is no Word file, names a field that there is not, or its marks are broken.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise BadTemplate(f"{path.name}: mẫu lớn hơn {_LARGEST // 1024 // 1024} MB.")
        template = DocxTemplate(str(path))
        template.init_docx()
        template.render(_context(paper, template), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True),
                        autoescape=True)  # fmt: skip
        buffer = io.BytesIO()
        template.save(buffer)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise BadTemplate(f"{path.name}: không phải tệp Word (.docx) mở được.") from error
    except UndefinedError as error:
        name = str(error).split("'")[1] if "'" in str(error) else str(error)
        raise BadTemplate(f"{path.name}: mẫu dùng trường “{name}” mà giấy này không có.") from error
    except TemplateSyntaxError as error:
        raise BadTemplate(
            f"{path.name}: dấu {{{{ }}}} hoặc {{% %}} trong mẫu chưa đúng ({error.message})."
        ) from error
    except SecurityError as error:
        raise BadTemplate(f"{path.name}: mẫu gọi điều không được phép ({error}).") from error
    except (TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError) as error:
        if isinstance(error, BadTemplate):
            raise
        raise BadTemplate(f"{path.name}: không điền được mẫu ({error}).") from error
    return steady(buffer.getvalue())


def field_names(kind: str, edition: Edition) -> dict[str, Any]:
    """Every field that a template of a form may name, with words for people."""
    form = edition.forms[kind]
    return {**form.get("lines", {}), **form.get("after", {}), **FIELDS}


def sample(kind: str, edition: Edition) -> Paper:
    """A made-up paper with every field filled, for trying a template."""
    form = edition.forms[kind]

    def lines(name: str) -> tuple[Line, ...]:
        return tuple(Line(key, label, "…") for key, label in form.get(name, {}).items())

    columns = tuple(form.get("table", ()))
    return Paper(
        kind=kind,
        edition=edition.name,
        form_number=edition.number(kind),
        title=edition.title(kind),
        head=Head("…", "…", "…", "…", "Số: 01", "…"),
        code="NB/2026/000001",
        lines=lines("lines"),
        lead="…",
        items=("…",) if form.get("items_title") else (),
        after=lines("after"),
        columns=columns,
        rows=(("…",) * len(columns),) if columns else (),
        closing="…",
        signatures=tuple(Signature(each["title"], each["hint"], "…") for each in form.get("signatures", ())),
        check_address="https://localhost/tra-cuu/",
    )


def values_of(paper: Paper) -> dict[str, Any]:
    """What the fields of a template stand for, without the pictures; lines left out are empty."""
    form = latest().forms.get(paper.kind, {})
    none = dict.fromkeys((*form.get("lines", {}), *form.get("after", {})), "")
    return {
        **none,
        **{line.key: line.text for line in (*paper.lines, *paper.after)},
        "ma_ho_so": paper.code,
        "co_quan_cap_tren": paper.head.parent.upper(),
        "co_quan_ban_hanh": paper.head.agency.upper(),
        "quoc_hieu": paper.head.motto,
        "tieu_ngu": paper.head.motto_line,
        "so": paper.head.number_line,
        "dia_danh_ngay": paper.head.place_line,
        "mau_so": paper.form_number,
        "theo_van_ban": paper.edition,
        "tieu_de": paper.title.upper(),
        "loi_dan": paper.lead,
        "noi_dung": list(paper.items),
        "bang": [list(row) for row in paper.rows],
        "loi_ket": paper.closing,
        "ky": [
            {"chuc_danh": each.title.upper(), "ghi_chu": each.hint, "ho_ten": each.name}
            for each in paper.signatures
        ],
        "dia_chi_tra_cuu": paper.check_address,
    }


def _context(paper: Paper, template: DocxTemplate) -> dict[str, Any]:
    bars = len(modules_of(paper.code)) * _MODULE
    return {
        **values_of(paper),
        "ma_qr": InlineImage(template, io.BytesIO(qr_png(paper.check_address)), width=Mm(22)),
        "ma_vach": InlineImage(template, io.BytesIO(barcode_png(paper.code)), width=Mm(bars), height=Mm(9)),
    }
