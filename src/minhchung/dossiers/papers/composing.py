"""What each paper says: one function for each form, from a dossier and its deeds as frozen facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from minhchung.dossiers.papers.editions import Edition
from minhchung.dossiers.papers.paper import TO_FILL_IN, Head, Line, Paper, Signature
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import DEED_NAMES, STATE_NAMES, Deed, State

#: The deeds after which a paper of each purpose may be made.
DEEDS: Mapping[str, frozenset[Deed]] = {
    "receipt": frozenset({Deed.ACCEPT}),
    "supplement": frozenset({Deed.ASK_SUPPLEMENT, Deed.ASK_CORRECTION}),
    "refusal": frozenset({Deed.REFUSE}),
    "apology": frozenset({Deed.EXTEND}),
    "stop": frozenset({Deed.WITHDRAW, Deed.STOP_FOR_GOOD, Deed.CLOSE_SILENT}),
    "control": frozenset({Deed.HAND_ON}),
}
#: The deeds that the control slip lists: who had the dossier in hand, and when.
HANDED = (Deed.ACCEPT, Deed.HAND_ON, Deed.TAKE_SUPPLEMENT, Deed.FINISH, Deed.CORRECT_RESULT, Deed.RETURN)
#: Papers that the agency's head signs; the others are issued by the one-stop unit.
_OF_THE_AGENCY = frozenset({"apology", "stop"})
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"^\s*(?:[-–•*+]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Step:
    """A deed on a dossier by somebody in a post; ``to`` names the unit and the person it went to."""

    number: int
    deed: Deed
    at: datetime
    by: str
    post: str = ""
    from_state: str = ""
    to: str = ""
    reason: str = ""
    basis: str = ""
    due_before_at: datetime | None = None
    due_after_at: datetime | None = None

    @property
    def who(self) -> str:
        """Name and post."""
        return f"{self.by}, {self.post}" if self.post else self.by


@dataclass(frozen=True)
class Enclosed:
    """A paper that came with a dossier: its name, originals and copies in words, and how many sheets in all."""

    name: str
    words: str
    count: int


@dataclass(frozen=True)
class Case:
    """A dossier as papers tell it. Names are those of the day it came in; ``result`` is the verdict in words."""

    code: str
    applicant: str
    procedure: str
    agency: str
    parent: str
    desk: str
    place: str
    behalf: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    limit: str = ""
    return_way: str = ""
    accepted_at: datetime | None = None
    promised_at: datetime | None = None
    result: str = ""
    steps: tuple[Step, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()

    def step(self, number: int) -> Step:
        """One of its deeds.

        Raises:
            KeyError: it has no such deed.
        """
        for step in self.steps:
            if step.number == number:
                return step
        raise KeyError(number)


Values = dict[str, str | None]


def compose(
    kind: str, case: Case, number: int, edition: Edition, *, serial: int | None, motto: tuple[str, str]
) -> Paper:
    """The paper of a purpose after a deed.

    Args:
        number: of the deed.
        serial: the paper's own number; None for one without.
        motto: the two lines of the national motto.
    """
    step, form = case.step(number), edition.forms[kind]
    values = {**_of_the_dossier(case), **_FORMS[kind](case, step)}
    told = {name: text or TO_FILL_IN for name, text in values.items()}
    columns, rows = form.get("table", ()), _ROWS.get(kind, _no_rows)(case, step)
    blank = tuple(("",) * len(columns) for _number in range(form.get("blank_rows", 0)))
    return Paper(
        kind=kind,
        edition=edition.name,
        form_number=edition.number(kind),
        title=edition.title(kind),
        head=_head(kind, case, step, serial, str(form.get("symbol", "")), motto),
        code=case.code,
        lines=_lines(form.get("lines", {}), values),
        lead=str(form.get("lead", "")).format_map(told),
        items_title=str(form.get("items_title", "")),
        items=_items(step.reason) if form.get("items_title") else (),
        after=_lines(form.get("after", {}), values),
        table_title=str(form.get("table_title", "")),
        columns=tuple(columns),
        rows=rows or blank,
        closing=str(form.get("closing", "")).format_map(told),
        signatures=tuple(
            Signature(each["title"], each["hint"], step.by if each["who"] == "actor" else "")
            for each in form.get("signatures", ())
        ),
    )


def _of_the_dossier(case: Case) -> Values:
    """What every form may say. None leaves a line out, "" leaves room to write."""
    return {
        "ma_ho_so": case.code,
        "nguoi_nop": _clean(case.applicant),
        "nguoi_nop_thay": _clean(case.behalf) or None,
        "dia_chi": _clean(case.address),
        "dien_thoai": _clean(case.phone),
        "thu_dien_tu": _clean(case.email),
        "thu_tuc": _clean(case.procedure),
        "thoi_han": case.limit or "không quy định",
        "tiep_nhan_luc": said(case.accepted_at) if case.accepted_at else "chưa tiếp nhận",
        "hen_tra_luc": said(case.promised_at) if case.promised_at else "không có ngày hẹn",
        "cach_nhan": case.return_way,
        "so_bo": "",
        "vao_so": "",
        "noi_nop": case.desk,
        "co_quan": case.agency,
    }


def receipt(_case: Case, step: Step) -> Values:
    """Form 01: the promise is the one that acceptance gave."""
    return {"hen_tra_luc": said(step.due_after_at) if step.due_after_at else "không có ngày hẹn"}


def supplement(_case: Case, step: Step) -> Values:
    """Form 02: what is lacking stands in the items."""
    return {"can_cu": _clean(step.basis) or None, "nguoi_lam": step.who}


def refusal(_case: Case, step: Step) -> Values:
    """Form 03: the reasons stand in the items."""
    return {"nguoi_lam": step.who}


def apology(_case: Case, step: Step) -> Values:
    """Form 04: the promise before and after."""
    return {
        "hen_truoc": said(step.due_before_at) if step.due_before_at else "",
        "hen_moi": said(step.due_after_at) if step.due_after_at else "",
    }


def stop(_case: Case, step: Step) -> Values:
    """Form 05: where the dossier stood when it was stopped."""
    return {
        "giai_doan": STATE_NAMES[State(step.from_state)] if step.from_state else "",
        "phi_le_phi": "",
        "xay_ra_luc": said(step.at),
    }


def control(_case: Case, _step: Step) -> Values:
    """Form 06 (05 of the circular of 2018): what happened stands in the table."""
    return {}


_FORMS: Mapping[str, Callable[[Case, Step], Values]] = {
    "receipt": receipt,
    "supplement": supplement,
    "refusal": refusal,
    "apology": apology,
    "stop": stop,
    "control": control,
}


def _hand_overs(case: Case, until: Step) -> tuple[tuple[str, ...], ...]:
    """Every hand-over up to a deed; nothing earlier is ever left out."""
    rows = []
    for step in case.steps:
        if step.deed not in HANDED or step.number > until.number:
            continue
        last = step.deed is Deed.FINISH and not any(
            later.deed is Deed.FINISH and step.number < later.number <= until.number for later in case.steps
        )
        rows.append(
            (
                f"{DEED_NAMES[step.deed].capitalize()}{f' → {step.to}' if step.to else ''}",
                said(step.at),
                step.who,
                case.result if last else "",
                _clean(step.reason),
            )
        )
    return tuple(rows)


def _no_rows(_case: Case, _step: Step) -> tuple[tuple[str, ...], ...]:
    return ()


def _enclosed(case: Case, _step: Step) -> tuple[tuple[str, ...], ...]:
    """The papers that came in, numbered as they are listed."""
    return tuple(
        (str(place), _clean(each.name), each.words, str(each.count))
        for place, each in enumerate(case.enclosed, start=1)
    )


_ROWS: Mapping[str, Callable[[Case, Step], tuple[tuple[str, ...], ...]]] = {
    "control": _hand_overs,
    "receipt": _enclosed,
}


def _head(kind: str, case: Case, step: Step, serial: int | None, symbol: str, motto: tuple[str, str]) -> Head:
    by_agency = kind in _OF_THE_AGENCY or case.desk == case.agency
    number = "" if serial is None else f"Số: {serial:02d}{f'/{symbol}' if symbol else ''}"
    day = step.at.date()
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"  # as NĐ 30/2020 writes dates
    return Head(
        parent=case.parent if by_agency else case.agency,
        agency=case.agency if by_agency else case.desk,
        motto=motto[0],
        motto_line=motto[1],
        number_line=number,
        place_line=f"{case.place or TO_FILL_IN}, ngày {day.day:02d} tháng {month} năm {day.year}",
    )


def _lines(labels: Mapping[str, str], values: Values) -> tuple[Line, ...]:
    return tuple(
        Line(key, label, text or TO_FILL_IN)
        for key, label in labels.items()
        if (text := values.get(key, "")) is not None
    )


def _items(reason: str) -> tuple[str, ...]:
    """The lines of a reason, without the marks that people put before them."""
    lines = (_BULLET.sub("", line).strip() for line in _clean(reason).splitlines())
    return tuple(line for line in lines if line)


def _clean(text: str) -> str:
    """Without characters that no file format takes."""
    return _UNPRINTABLE.sub("", text)
