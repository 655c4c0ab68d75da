"""The legal officer's years at the made-up agency: what documents stand on, reviews, checks, drafts, lists, followings.

The decrees on economic zones and on the one-stop are real and public; all else is invented.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from minhchung.config.demo import law_texts
from minhchung.config.demo.agency import BUILDING, INVESTMENT, MERGED_ON, OFFICE, named_on
from minhchung.config.demo.dossiers import TODAY
from minhchung.legislation import actions, demonstration, queries
from minhchung.legislation.demonstration import a_check, a_document, a_draft, a_following, a_recommendation
from minhchung.organisation.queries import key_of, look_up
from minhchung.procedures import actions as procedures

_GOVERNMENT = "Chính phủ"
_ZONES = "Quy định về quản lý khu công nghiệp và khu kinh tế"
_ONE_STOP = "Về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"
#: Number, day of issue, first day in force, what it replaces, abstract.
_DECREES = (
    ("29/2008/NĐ-CP", date(2008, 3, 14), date(2008, 4, 10), "", _ZONES),
    ("82/2018/NĐ-CP", date(2018, 5, 22), date(2018, 7, 10), "29/2008/NĐ-CP", _ZONES),
    ("35/2022/NĐ-CP", date(2022, 5, 28), date(2022, 7, 15), "82/2018/NĐ-CP", _ZONES),
    ("61/2018/NĐ-CP", date(2018, 4, 23), date(2018, 6, 21), "", _ONE_STOP),
    ("118/2025/NĐ-CP", date(2025, 6, 9), date(2025, 7, 1), "61/2018/NĐ-CP", _ONE_STOP),
)
_AFTER_THE_MERGER = "Luật 64/2025/QH15, Điều 54 khoản 2: cơ quan mới sau sắp xếp quyết định"
_FINDINGS = (
    ("Điều 4", "Dẫn chiếu văn bản đã hết hiệu lực", "amend"),
    ("khoản 2 Điều 6", "Thành phần hồ sơ yêu cầu giấy tờ đã có trong cơ sở dữ liệu", "amend"),
    ("Điều 8", "Còn phù hợp", "kept"),
)


def work(*, by: str = "legal", leader: str = "leader") -> None:
    """Do it all once; again does nothing."""
    if queries.named("29/2008/NĐ-CP"):
        return
    random = Random(2025)  # noqa: S311 (made-up data)
    decrees = {code: _decree(code, *told) for code, *told in _DECREES}
    for code, _issued, effective, before, _words in _DECREES:
        if before:
            _relate(decrees[code], "replaces", decrees[before], _at(effective))
    texts = list(demonstration.local_texts())
    _lean(texts, decrees)
    _succeed(texts)
    _review(texts, by, leader)
    _check(texts, by, random)
    _draft(texts, by)
    law_texts.attach_texts(texts, by=by)
    _follow(by, random)
    period = actions.open_period(label="2019-2023", by=by, at=_at(date(2024, 1, 8)))
    actions.draw_up(period=period.pk, by=by, at=_at(date(2024, 1, 10)))
    actions.publish_period(
        period=period.pk,
        on=date(2024, 2, 29),
        decision="Quyết định 225/QĐ-UBND ngày 29/02/2024 (minh họa)",
        by=by,
        at=_at(date(2024, 2, 29)),
    )
    procedures.link_bases(on=TODAY, by=by, at=_at(TODAY))


def _decree(code: str, issued: date, effective: date, _before: str, abstract: str) -> Any:
    field = "Khu công nghiệp" if "khu" in abstract else "Kiểm soát thủ tục hành chính"
    return a_document(
        type="Nghị định", code=code, issuer=_GOVERNMENT, issued_on=issued, effective_on=effective, abstract=abstract,
        field=field, territory="Cả nước", by="demo", at=_at(issued),
    )  # fmt: skip


def _relate(source: Any, kind: str, target: Any, at: datetime, **more: Any) -> None:
    actions.relate(source=source, kind=kind, target=target, by="demo", at=at, **more)


def _lean(texts: list[Any], decrees: dict[str, Any]) -> None:
    """Each provincial text stands on the decree of its time."""
    order = sorted(
        (each for each in decrees.values() if "khu" in each.abstract), key=lambda one: one.issued_on
    )
    for each in texts:
        base = [one for one in order if one.issued_on <= each.issued_on][-1]
        _relate(each, "basis", base, _at(each.issued_on))


def _succeed(texts: list[Any]) -> None:
    """What the imported lists told of ends gets its document: who replaced or amended whom."""
    by_code = {each.code: each for each in texts}
    for each in texts:
        heir = by_code.get(each.expiry_reason.rpartition("Quyết định ")[2])
        if heir is None:
            continue
        whole = each.expired_on is not None
        more = {"reason": _AFTER_THE_MERGER} if heir.issued_on >= MERGED_ON > each.issued_on else {}
        if not whole:
            more["provisions"] = each.partly_expired
        _relate(heir, "replaces" if whole else "amends", each, _at(heir.issued_on), **more)


def _review(texts: list[Any], by: str, leader: str) -> None:
    """A sheet a year through all its stages, and two that are under way."""
    living = [each for each in texts if each.expired_on is None or each.expired_on > TODAY]
    for place, each in enumerate(living[-7:-1]):
        on = date(2021 + place, 10, 6)
        if on < each.issued_on:
            on = each.issued_on + timedelta(days=60)
        if on > TODAY:
            continue
        sheet = actions.open_sheet(
            document=each, ground="plan", on=on, unit=_unit(OFFICE, on), by=by, at=_at(on)
        ).pk
        for provision, finding, proposal in _FINDINGS:
            actions.add_line(
                sheet=sheet, provision=provision, finding=finding, proposal=proposal, by=by, at=_at(on, 1)
            )
        if place >= 4:
            continue
        actions.ask(sheet=sheet, opinion="Đề nghị sửa đổi các nội dung đã nêu.", by=by, at=_at(on, 3))
        actions.judge(sheet=sheet, opinion="Thống nhất với đơn vị rà soát.", by=by, at=_at(on, 6))
        due_on = on + timedelta(days=90)
        actions.approve(
            sheet=sheet, responsible=named_on(OFFICE, on), due_on=due_on, by=leader, at=_at(on, 10)
        )
        if place < 3:
            done = on + timedelta(days=70)
            actions.carry_out(
                sheet=sheet, on=done, document=f"Tờ trình {60 + place}/TTr-BQLKCN", by=by, at=_at(done)
            )


def _check(texts: list[Any], by: str, random: Random) -> None:
    for each in texts:
        on = each.issued_on + timedelta(days=40)
        if on > TODAY:
            continue
        wrong = random.random() < 0.15
        told: dict[str, Any] = {"fault": "form" if wrong else "none"}
        if wrong:
            told |= {"conclusion": "Đính chính thể thức", "due_on": on + timedelta(days=30)}
        check = a_check(
            each, kind="self", checked_on=on, checker="Văn phòng Ban Quản lý", by=by, at=_at(on), **told
        )
        if wrong:
            done = on + timedelta(days=20)
            actions.handle_check(check=check, on=done, document="Văn bản đính chính", by=by, at=_at(done))


def _draft(texts: list[Any], by: str) -> None:
    """Each provincial text of the last years was a draft of its year's programme; two are being written."""
    for place, each in enumerate(one for one in texts if one.issued_on.year >= 2021):
        due = each.issued_on - timedelta(days=20)
        begun = each.issued_on - timedelta(days=120)
        draft = a_draft(
            year=each.issued_on.year, type=each.type, title=each.abstract, issuer=each.issuer, field=each.field,
            lead_unit_id=_unit((INVESTMENT, BUILDING)[place % 2], begun), submit_by_on=due, by=by, at=_at(begun),
        )  # fmt: skip
        _write(draft, each.issued_on - timedelta(days=25 if place % 4 else 15), by, begun)
        actions.issue(draft=draft, document=each, by=by, at=_at(each.issued_on))
    for place, title in enumerate(
        ("Quy chế phối hợp quản lý khu công nghiệp", "Quy định về hạ tầng dùng chung")
    ):
        begun = TODAY - timedelta(days=80)
        draft = a_draft(
            year=TODAY.year, type="Quyết định", title=title, issuer=texts[-1].issuer, field="Khu công nghiệp",
            lead_unit_id=_unit((INVESTMENT, BUILDING)[place], begun), submit_by_on=TODAY + timedelta(days=45), by=by,
            at=_at(begun),
        )  # fmt: skip
        actions.advance(
            draft=draft, deed="write", note="Quyết định thành lập Tổ soạn thảo", by=by, at=_at(begun, 5)
        )
        actions.mark(draft=draft, quality="lawful", met=True, by=by, at=_at(begun, 30))
        if place:
            actions.mark(
                draft=draft,
                quality="feasible",
                met=False,
                finding="Chưa dự kiến kinh phí",
                by=by,
                at=_at(begun, 31),
            )


def _write(draft: int, on: date, by: str, begun: date) -> None:
    for place, (deed, note) in enumerate(
        (
            ("write", "Tổ soạn thảo"),
            ("consult", "Công văn lấy ý kiến các sở"),
            ("appraise", "Báo cáo thẩm định"),
        )
    ):
        actions.advance(draft=draft, deed=deed, note=note, by=by, at=_at(begun, 5 + 20 * place))
    for quality in ("constitutional", "lawful", "consistent", "concrete", "timely", "feasible"):
        actions.mark(draft=draft, quality=quality, met=True, by=by, at=_at(on))
    actions.submit(draft=draft, on=on, note="Tờ trình của Ban Quản lý", by=by, at=_at(on))


def _follow(by: str, random: Random) -> None:
    for year in range(2021, TODAY.year + 1):
        a_following(
            kind="plan", on=date(year, 1, 25), subject=f"Kế hoạch theo dõi thi hành pháp luật năm {year}",
            decision=f"{14 + year % 5}/KH-BQLKCN", unit_id=_unit(OFFICE, date(year, 1, 25)), by=by,
            at=_at(date(year, 1, 25)),
        )  # fmt: skip
        on = date(year, 6, 12)
        if on > TODAY:
            continue
        following = a_following(
            kind="inspection", on=on, subject="Thi hành pháp luật về bảo vệ môi trường trong khu công nghiệp",
            place="Các doanh nghiệp trong khu công nghiệp", conclusion=f"{70 + year % 7}/BC-BQLKCN",
            unit_id=_unit(OFFICE, on), by=by, at=_at(on),
        )  # fmt: skip
        for place in range(2):
            made = on + timedelta(days=15)
            number = a_recommendation(
                following, content=("Sửa mẫu báo cáo môi trường", "Tập huấn cho doanh nghiệp")[place],
                addressee=("Sở Nông nghiệp và Môi trường", named_on(OFFICE, made))[place], made_on=made,
                due_on=made + timedelta(days=60), by=by, at=_at(made),
            )  # fmt: skip
            done = made + timedelta(days=30 + random.randrange(20))
            if done <= TODAY and (year < TODAY.year or place):
                actions.carry_out_recommendation(
                    recommendation=number, on=done, document=f"{90 + place}/BQLKCN-VP", by=by, at=_at(done)
                )


def _unit(name: str, on: date) -> int:
    """The number of a room, or of the one in its place on a day."""
    return look_up()[key_of(named_on(name, on))]


def _at(day: date, days: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=days), datetime.min.time()).replace(hour=9)
