"""Texts with fields: the closed list of fields, what is wrong with a text, and the text filled in.

A field stands in a text as ``{{ma_ho_so}}``. A line whose fields are all empty is left out, so a dossier without a
promise is not told "Hẹn trả: .".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Every field that a text may hold, with its words and a sample. No name, no identity number, no address:
#: whoever gets the notice knows who he is, and messages pass through other people's servers.
FIELDS: Mapping[str, tuple[Any, str]] = {
    "ma_ho_so": (gettext_lazy("Mã hồ sơ"), "NB/2026/000012"),
    "thu_tuc": (gettext_lazy("Tên thủ tục"), "Cấp giấy phép lao động"),
    "co_quan": (gettext_lazy("Cơ quan giải quyết"), "Ban Quản lý các khu công nghiệp"),
    "luc": (gettext_lazy("Lúc làm việc được báo"), "09:00 ngày 06/04/2026"),
    "hen_tra": (gettext_lazy("Hạn trả hiện hành"), "17:30 ngày 13/04/2026"),
    "ly_do": (gettext_lazy("Lý do, nội dung cần làm"), "Thiếu bản vẽ mặt bằng."),
    "nhan_ket_qua": (gettext_lazy("Cách nhận kết quả"), "Tại nơi tiếp nhận"),
    "viec": (gettext_lazy("Việc đã diễn ra, lời công khai"), "Hồ sơ được chuyển đến bộ phận xử lý"),
    "trang_thai": (gettext_lazy("Trạng thái của hồ sơ"), "Đang xử lý"),
    "tra_cuu": (gettext_lazy("Địa chỉ trang tra cứu"), "https://mot-cua.example/tra-cuu/"),
    "xac_nhan": (
        gettext_lazy("Địa chỉ xác nhận muốn nhận tin"),
        "https://mot-cua.example/nhan-tin/xac-nhan/0123456789abcdef/",
    ),
    "dung_nhan": (
        gettext_lazy("Địa chỉ dừng nhận tin"),
        "https://mot-cua.example/nhan-tin/dung/ABCDEFGHIJKLMNOPQRST/",
    ),
    "danh_gia": (
        gettext_lazy("Địa chỉ phiếu đánh giá của hồ sơ"),
        "https://mot-cua.example/danh-gia/ABCDEFGHIJKLMNOPQRST/",
    ),
}
SAMPLE = {name: sample for name, (_words, sample) in FIELDS.items()}

_FIELD = re.compile(r"\{\{ *([a-z_]+) *\}\}")


@dataclass(frozen=True)
class Text:
    """A subject and a body, with fields or filled in."""

    subject: str
    body: str

    def filled(self, values: Mapping[str, str]) -> Text:
        """Both parts with the values in place of the fields; the subject on one line."""
        return Text(" ".join(_filled(self.subject, values).split()), _filled(self.body, values).strip())


def wrong_with(text: str) -> str:
    """What is wrong with a text, in a sentence that lists the fields; empty when nothing is."""
    unknown = sorted({name for name in _FIELD.findall(text) if name not in FIELDS})
    rest = _FIELD.sub("", text)
    listed = ", ".join(f"{{{{{name}}}}}" for name in FIELDS)
    if unknown:
        told = {"names": ", ".join(f"{{{{{name}}}}}" for name in unknown), "fields": listed}
        return _("Không có trường %(names)s. Các trường được dùng: %(fields)s.") % told
    if "{{" in rest or "}}" in rest:
        return _(
            "Có dấu ngoặc nhọn {{ }} viết không đúng. Trường viết liền, không dấu; các trường được dùng: %(fields)s."
        ) % {"fields": listed}
    return ""


@cache
def default_texts() -> Mapping[tuple[str, str], Text]:
    """The texts that come with the product, by occasion and way."""
    kept = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
    return {
        (occasion, way): Text(text.get("subject", ""), text["body"].strip())
        for occasion, ways in kept.items()
        for way, text in ways.items()
    }


def _filled(text: str, values: Mapping[str, str]) -> str:
    lines = []
    for line in text.splitlines():
        names = _FIELD.findall(line)
        if names and not any(values.get(name, "").strip() for name in names):
            continue
        lines.append(_FIELD.sub(lambda found: values.get(found[1], ""), line))
    return "\n".join(lines)
