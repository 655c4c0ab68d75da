"""The columns that a list of dossiers may have: what each is called, sorted by, shown as, and exported as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OrderBy
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models import ARRIVAL, Channel, Dossier, Verdict
from minhchung.dossiers.shown import standing
from minhchung.ground.masking import masked
from minhchung.ground.skin import pieces
from minhchung.rules.lifecycle import STATE_NAMES, State

Value = str | int | datetime | None


@dataclass(frozen=True)
class Shown:
    """What the cells of a page need to know beside the dossier."""

    now: datetime
    sees_personal: bool
    columns: frozenset[str]
    units: Mapping[int, str]


@dataclass(frozen=True)
class ListColumn:
    """One column.

    Attributes:
        name: in the address. heading: on screen and in a file.
        value: of a dossier, for a file and, without ``cell``, for the screen.
        sort: path that the database sorts by. personal: shown and sorted by only for those who may read it.
        cell: how the screen shows it, where that is more than the value.
        wide, nowrap, number: how much room it takes.
        none_is_least: sorted the other way round, what has no value still comes last.
    """

    name: str
    heading: Any
    value: Callable[[Dossier, Shown], Value]
    sort: str
    personal: bool = False
    cell: Callable[[Dossier, Shown], pieces.Cell] | None = None
    wide: bool = False
    nowrap: bool = False
    number: bool = False
    none_is_least: bool = False

    def shown(self, dossier: Dossier, page: Shown) -> pieces.Cell:
        """The cell on screen; a personal one is hidden from those who may not read it."""
        if self.personal and not page.sees_personal:
            told = masked(self.sort.replace("_folded", "_name"), str(self.value(dossier, page) or ""))
            return pieces.Cell(told, sub=_procedure_below(dossier, page) if self.name == "nguoi-nop" else "")
        if self.cell is not None:
            return self.cell(dossier, page)
        value = self.value(dossier, page)
        if isinstance(value, datetime):
            return pieces.Cell(f"{value:%d/%m/%Y}", sub=f"{value:%H:%M}")
        return pieces.Cell(str(value) if value not in (None, "") else "–")


def _procedure_below(dossier: Dossier, page: Shown) -> str:
    return "" if "thu-tuc" in page.columns else dossier.version.name


def _applicant(dossier: Dossier, page: Shown) -> pieces.Cell:
    return pieces.Cell(dossier.applicant_name, sub=_procedure_below(dossier, page))


def _code(dossier: Dossier, page: Shown) -> pieces.Cell:
    return pieces.Cell(dossier.code, sub="" if "kenh" in page.columns else str(_channel(dossier, page)))


def _channel(dossier: Dossier, _page: Shown) -> str:
    return str(Channel(dossier.channel).label)


def _state(dossier: Dossier, _page: Shown) -> str:
    return STATE_NAMES[State(dossier.state)]


def _verdict(dossier: Dossier, _page: Shown) -> str:
    return str(Verdict(dossier.verdict).label) if dossier.verdict else ""


def _promise(dossier: Dossier, page: Shown) -> pieces.Cell:
    badge = standing(
        state=dossier.state,
        verdict=dossier.verdict,
        accepted=dossier.accepted_at is not None,
        kept_until_at=dossier.kept_until_at,
        now=page.now,
    )
    return pieces.Cell(badge=badge, sub="" if "trang-thai" in page.columns else _state(dossier, page))


def _moment(name: str) -> Callable[[Dossier, Shown], Value]:
    return lambda dossier, _page: getattr(dossier, name)


def _day(name: str, heading: Any, column: str) -> ListColumn:
    return ListColumn(name, heading, _moment(column), column, nowrap=True)


def _name(path: str) -> Callable[[Dossier, Shown], Value]:
    """A value behind a foreign key; empty where there is none."""

    def value(dossier: Dossier, _page: Shown) -> Value:
        found: Any = dossier
        for step in path.split("__"):
            found = getattr(found, step) if found is not None else None
        return str(found) if found is not None else ""

    return value


def _likelihood(dossier: Dossier, _page: Shown) -> Value:
    """Whole per cent, as last reckoned; nothing for what has ended or has no forecast."""
    found = getattr(dossier, "outlook", None)
    return round(found.likelihood / 10) if found is not None and dossier.ended_at is None else None


def _likelihood_cell(dossier: Dossier, page: Shown) -> pieces.Cell:
    value = _likelihood(dossier, page)
    if value is None:
        return pieces.Cell("–")
    low, high = round(dossier.outlook.low / 10), round(dossier.outlook.high / 10)
    return pieces.Cell(f"{value} %", sub=f"{low} - {high} %")


_ALL = (
    ListColumn("ma", _("Mã hồ sơ"), _name("code"), "code", cell=_code, nowrap=True),
    ListColumn("nguoi-nop", _("Người nộp"), _name("applicant_name"), "applicant_folded", personal=True,
               cell=_applicant, wide=True),
    ListColumn("dien-thoai", _("Điện thoại"), _name("applicant_phone"), "applicant_phone", personal=True, nowrap=True),
    ListColumn("ma-so-thue", _("Mã số thuế"), _name("applicant_tax_code"), "applicant_tax_code", personal=True,
               nowrap=True),
    ListColumn("thu-tuc", _("Thủ tục"), _name("version__name"), "version__name", wide=True),
    ListColumn("linh-vuc", _("Lĩnh vực"), _name("field"), "field"),
    ListColumn("kenh", _("Kênh nộp"), _channel, "channel"),
    _day("nop", _("Nộp"), "filed_at"),
    _day("tiep-nhan", _("Tiếp nhận"), "accepted_at"),
    _day("hen-dau", _("Hẹn trả ban đầu"), "promised_at"),
    _day("han", _("Hạn trả"), "due_at"),
    _day("ket-thuc", _("Kết thúc"), "ended_at"),
    _day("tra", _("Trả kết quả"), "returned_at"),
    ListColumn("loi-hen", _("Lời hẹn"), lambda each, page: _promise(each, page).badge.words, "verdict", cell=_promise),
    ListColumn("trang-thai", _("Trạng thái"), _state, "state"),
    ListColumn("ket-qua", _("Kết quả so với hẹn"), _verdict, "verdict"),
    ListColumn("dang-o", _("Đang ở"), lambda each, page: page.units.get(each.held_by_id or 0, ""), "held_by__code"),
    ListColumn("nguoi-xu-ly", _("Người xử lý"), _name("holder"), "holder__full_name"),
    ListColumn("bo-sung", _("Số lần bổ sung"), lambda each, _page: each.supplements, "supplements", number=True),
    ListColumn("kha-nang-tre", _("Khả năng trễ (%)"), _likelihood, "outlook__likelihood", cell=_likelihood_cell,
               number=True, none_is_least=True),
)  # fmt: skip
COLUMNS: Mapping[str, ListColumn] = {column.name: column for column in _ALL}
#: What is shown to those who have chosen nothing.
USUAL = ("ma", "nguoi-nop", "tiep-nhan", "han", "ket-thuc", "loi-hen")


def chosen(names: Sequence[str]) -> tuple[ListColumn, ...]:
    """Columns by name in the order given; the code always leads, and unknown names are left out."""
    known = [name for name in dict.fromkeys(names) if name in COLUMNS] or list(USUAL)
    return tuple(COLUMNS[name] for name in ("ma", *(name for name in known if name != "ma")))


def order_by(sort: str, *, standing: str, sees_personal: bool) -> tuple[OrderBy, ...]:
    """The order of a list, with the dossier's number at the end so that no two rows ever change about.

    ``sort`` is a column's name, with "-" for the other way round; by itself a work list has the most urgent first, any
    other list the newest. What has no value comes last, and first the other way round, on every database.
    """
    column = COLUMNS.get(sort.removeprefix("-"))
    if column is not None and (sees_personal or not column.personal):
        key, tie = F(column.sort), F("id")
        if column.none_is_least:
            least = Coalesce(key, Constant(-1))
            return (least.desc(), tie.desc()) if sort.startswith("-") else (least.asc(), tie.asc())
        if sort.startswith("-"):
            return key.desc(nulls_first=True), tie.desc()
        return key.asc(nulls_last=True), tie.asc()
    if standing == "cho-tra":
        return F("ended_at").asc(nulls_last=True), F("id").asc()
    if standing:
        return F("due_at").asc(nulls_last=True), F("id").asc()
    return ARRIVAL.desc(), F("id").desc()


def turned_about(order: Sequence[OrderBy]) -> tuple[OrderBy, ...]:
    """The same order from its other end."""
    return tuple(
        OrderBy(
            each.expression,
            descending=not each.descending,
            nulls_first=True if each.nulls_last else None,
            nulls_last=True if each.nulls_first else None,
        )
        for each in order
    )
