"""Judging work: proposal, opinion of the collective, decision, the person's objection and its answer.

From 2026 civil servants are scored by the points of :mod:`minhchung.rules.merit` over real work; before, and for whom
that decree does not govern, the class is proposed by criteria. A yearly class that is decided goes into the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, check_form, mark_form
from minhchung.ground.registers.actions import save_record
from minhchung.ground.registers.columns import capitalised
from minhchung.ground.trail import actions as trail
from minhchung.organisation.calendars import calendar_of
from minhchung.organisation.queries import home_agency
from minhchung.rules import merit
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.staff.actions.keeping import ASSESSMENT, ROOM, YEAR_CLASS
from minhchung.staff.actions.scoring import Line, check_cap, lines_of, put_points, settle
from minhchung.staff.judged_queries import judged_by_decree, place_at, rule_of, scale_on, yearly_by_criteria
from minhchung.staff.models import Assessment, AssessmentLine, Person, QualityClass, YearClass
from minhchung.staff.moves import ASSESSMENTS, Judging


@transaction.atomic
def propose(
    *,
    person: int,
    year: int,
    part: str,
    by: Actor,
    at: datetime,
    common: Decimal | None = None,
    lines: Sequence[Line] = (),
    shares: Sequence[int] = (),
    quality: str = "",
    once: str = "",
) -> Assessment:
    """Propose a class for a person's work in a year, quarter or month.

    Where the law of the last day scores by points, these come from the lines (of a year: from its times); a class typed
    beside is refused then. Elsewhere the class is what is proposed.

    Raises:
        Repeated: the form was done before.
        Refusal: no such person or not here then, judged already, nothing given, a time that has not ended, no class.
    """
    check_form(once)
    found = Person.objects.filter(pk=person).first()
    if found is None:
        raise Refusal(_("Không có người này."))
    if part not in merit.PARTS:
        raise Refusal(_("Không có kỳ đánh giá này."))
    first, last = merit.span(year, part)
    check_time(found, year, part, at.date())
    place = place_at(found, first, last)
    if place is None:
        raise Refusal(
            _("%(name)s không làm việc ở đây trong %(period)s.")
            % {"name": found.full_name, "period": merit.named(year, part)}
        )
    if Assessment.objects.filter(person=found, year=year, part=part).exists():
        raise Refusal(_("Người này đã có phiếu đánh giá của kỳ đó."))
    others = (
        Assessment.objects.filter(person=found, year=year).exclude(part="").exclude(part__startswith=part[:1])
    )
    if part and others.exists():
        raise Refusal(
            _(
                "Trong một năm không trộn tháng và quý: đã chấm theo tháng thì chấm tiếp theo tháng, "
                "theo quý thì theo quý; hãy chọn lại kỳ."
            )
        )
    scale, cites = scale_on(last, found.kind)
    record = Assessment(
        person=found,
        year=year,
        part=part,
        unit_id=place.unit_id,
        leads=place.leads,
        cites=cites,
        proposed=quality,
        proposed_by=by.username,
        revision=1,
        state=ASSESSMENTS.move("", Judging.PROPOSE).end,
    )
    if scale is not None:
        record.shares = list(shares)
        put_points(record, scale, common, lines)
    elif not quality:
        raise Refusal(
            _("Phải chọn mức xếp loại đề xuất (%(cites)s).") % {"cites": cites}, field_name="quality"
        )
    record.save()
    AssessmentLine.objects.bulk_create(lines_of(record, lines) if scale is not None and part else [])
    _note(record, Judging.PROPOSE, by, at)
    mark_form(once, room=ROOM, matter=ASSESSMENT, record=record.pk, at=at)
    return record


def check_time(person: Person, year: int, part: str, today: date) -> None:
    """Refuse a time that is not to be judged yet, or never.

    Raises:
        Refusal: points of a time that runs, criteria before their month, parts of a year where criteria judge, a year
            before the decree.
    """
    last = merit.span(year, part)[1]
    scale, cites = scale_on(last, person.kind)
    when = yearly_by_criteria(year) if scale is None and not part else None
    if when is not None and when.opens <= today < last:
        return
    if today < last:
        told = {"period": capitalised(merit.named(year, part)), "cites": cites}
        if when is not None:
            told |= {"opens": f"{when.opens:%d/%m/%Y}", "before": f"{when.before:%d/%m/%Y}"}
            raise Refusal(
                _("%(period)s đánh giá từ %(opens)s, xong trước %(before)s (%(cites)s).") % told,
                field_name="ky",
            )
        raise Refusal(_("%(period)s chưa kết thúc.") % told, field_name="ky")
    if not judged_by_decree(last):
        raise Refusal(
            _("Đánh giá trước NĐ 90/2020/NĐ-CP chỉ nhập kết quả vào sổ xếp loại năm."), field_name="nam"
        )
    if scale is None and part:
        raise Refusal(
            _("Đánh giá theo tháng, quý chỉ có từ năm 2026 với công chức (%(cites)s).") % {"cites": cites},
            field_name="ky",
        )


def opine(
    *, number: int, revision: int | None, opinion: str, by: Actor, at: datetime, once: str = ""
) -> Assessment:
    """Write down what the collective and the party committee said.

    Raises:
        Repeated, Refusal: as :func:`_judging`; nothing said.
    """
    with _judging(Judging.OPINE, number, revision, by, at, once) as record:
        record.opinion = _needed(opinion, "opinion", _("Phải ghi ý kiến của tập thể"))
    return record


def decide(
    *,
    number: int,
    revision: int | None,
    quality: str,
    decision: str,
    decided_on: date,
    by: Actor,
    at: datetime,
    beyond_cap: str = "",
    once: str = "",
) -> Assessment:
    """Decide the class; who proposed does not decide. A class of a year goes into the register.

    Raises:
        Repeated, Refusal: as :func:`_judging`; not another person, more than the share of excellent ones without a
            word why, a class other than the points reach.
    """
    with _judging(Judging.DECIDE, number, revision, by, at, once) as record:
        if by.username == record.proposed_by:
            raise Refusal(
                _("Người quyết định không phải người đề xuất (%(cites)s).") % {"cites": record.cites}
            )
        settle(record, quality, beyond_cap)
        record.decision = _needed(decision, "decision", _("Phải ghi số quyết định"))
        record.decided_on = decided_on
        record.object_until = _working_days("object_working_days", record, decided_on, at.date())
        if not record.part:
            _keep_class(record, by, at)
    return record


def object_to(
    *, number: int, revision: int | None, objection: str, by: Actor, at: datetime, once: str = ""
) -> Assessment:
    """The person judged objects to the result, within the days for it.

    Raises:
        Repeated, Refusal: as :func:`_judging`; somebody else, too late, nothing said.
    """
    with _judging(Judging.OBJECT, number, revision, by, at, once) as record:
        if by.user is None or record.person.account_id != by.user:
            raise Refusal(_("Chỉ người được đánh giá được kiến nghị về kết quả của mình."))
        if record.object_until is not None and at.date() > record.object_until:
            raise Refusal(
                _("Đã hết thời hạn kiến nghị (đến hết ngày %(day)s; %(cites)s).")
                % {"day": f"{record.object_until:%d/%m/%Y}", "cites": record.cites}
            )
        record.objection = _needed(objection, "objection", _("Phải ghi nội dung kiến nghị"))
        record.objected_at = at
        record.answer_until = _working_days("answer_working_days", record, at.date(), at.date())
    return record


def answer(
    *,
    number: int,
    revision: int | None,
    text: str,
    by: Actor,
    at: datetime,
    quality: str = "",
    decision: str = "",
    once: str = "",
) -> Assessment:
    """Answer an objection: the result stays, or another class is decided.

    Raises:
        Repeated, Refusal: as :func:`_judging`; nothing said, another class without a decision or beyond the share.
    """
    with _judging(Judging.ANSWER, number, revision, by, at, once) as record:
        record.answer = _needed(text, "text", _("Phải ghi nội dung trả lời"))
        record.answered_at = at
        if quality and quality != record.quality:
            record.decision = _needed(decision, "decision", _("Đổi kết quả phải có quyết định"))
            record.quality = quality
            if quality == QualityClass.EXCELLENT:
                check_cap(record, "")
            if not record.part:
                _keep_class(record, by, at)
    return record


def note_own_reading(record: Assessment, by: Actor, at: datetime) -> None:
    """Somebody opened an assessment: written down, for the person judged may ask who did."""
    details = {"fields": ["quality", "total", "opinion"]}
    trail.write_one(
        trail.Deed(ROOM, ASSESSMENT, record.pk, "read_personal", by.username, at, details), recorded_at=at
    )


def _keep_class(record: Assessment, by: Actor, at: datetime) -> None:
    kept = YearClass.objects.filter(person_id=record.person_id, year=record.year).first()
    kept = kept or YearClass(person_id=record.person_id, year=record.year)
    kept.quality, kept.decision = record.quality, record.decision
    save_record(kept, room=ROOM, matter=YEAR_CLASS, by=by.username, at=at)


def _working_days(name: str, record: Assessment, start: date, on: date) -> date:
    """The last of so many working days after a day.

    Raises:
        Refusal: no agency has been entered, or the count reaches into a year without holidays.
    """
    home = home_agency()
    if home is None:
        raise Refusal(_("Chưa khai báo cơ quan sử dụng hệ thống, nên không có lịch làm việc để tính hạn."))
    calendar, day = calendar_of(home), start
    days = int(lawbook.in_force(rule_of("objection", record.person.kind), on).value[name])
    try:
        for _number in range(days):
            day = calendar.next_working_day(day + timedelta(days=1))
    except NoCalendarForYear as cannot:
        raise Refusal(str(cannot)) from cannot
    return day


def _needed(text: str, field_name: str, sentence: str) -> str:
    if not text.strip():
        raise Refusal(f"{sentence}.", field_name=field_name)
    return text.strip()


@contextmanager
def _judging(
    deed: Judging, number: int, revision: int | None, by: Actor, at: datetime, once: str
) -> Iterator[Assessment]:
    """Hold an assessment for a deed; when the block ends well it is saved with its line in the trail.

    Raises:
        Repeated: the form was done before.
        Outdated: somebody acted meanwhile.
        Refusal: no such assessment, no such deed in its state.
    """
    with transaction.atomic():
        check_form(once)
        record = (
            Assessment.objects.select_for_update(of=("self",))
            .select_related("person")
            .filter(pk=number)
            .first()
        )
        if record is None:
            raise Refusal(_("Không có phiếu đánh giá này."))
        if revision is not None and revision != record.revision:
            raise Outdated(_("Phiếu này vừa được người khác cập nhật. Hãy xem lại rồi làm tiếp."))
        record.state = ASSESSMENTS.move(record.state, deed).end
        yield record
        record.revision += 1
        record.save()
        _note(record, deed, by, at)
        mark_form(once, room=ROOM, matter=ASSESSMENT, record=record.pk, at=at)


def _note(record: Assessment, deed: Judging, by: Actor, at: datetime) -> None:
    """A line in the trail; points and classes stay in the row, whose readers are known."""
    details = {"cites": record.cites, "decision": record.decision}
    trail.write_one(
        trail.Deed(ROOM, ASSESSMENT, record.pk, str(deed), by.username, at, details), recorded_at=at
    )
