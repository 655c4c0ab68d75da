"""`minhchung demo`: the main job on a made-up agency, from worksheets to a published, verifiable report."""

from __future__ import annotations

import secrets
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import REFUSED, fail, migrate, start_django, tell

WINDOWS = ("2016..2020", "2021..2025")
BY = "demo"


def run_demo(*, serve: bool, data_dir: Path | None, dossiers: int | None, seed: int, as_json: bool) -> None:
    """Write the worksheets, import them, draw up, freeze, verify and publish the report; then serve.

    Everything is idempotent: run again on the same folder, it changes nothing and goes straight on.
    """
    import os

    os.environ["MINHCHUNG_DEMO"] = "1"
    start_django(data_dir)
    from django.conf import settings

    say = _Teller(quiet=as_json)
    say.step("Chuẩn bị cơ sở dữ liệu")
    migrate()
    folder = Path(settings.DATA_DIR) / "demo"
    from minhchung.config.demo import dialogues, law, outside, personnel, plans, reorganised
    from minhchung.config.demo.worksheets import take_in, write_all

    say.step("Sinh bảng tính của cơ quan minh họa")
    worksheets = write_all(folder, seed=seed, count=dossiers)
    totals = {"new": 0, "changed": 0, "unchanged": 0, "refused": 0}
    from minhchung.dossiers.queries import last_accepted_on

    begun = last_accepted_on() is not None
    say.step("Nhập bảng tính trước và sau lần sắp xếp đơn vị ngày 01/7/2025")
    take_in(worksheets, lambda each: _import_one(each, totals, say), begun=begun, by=BY, clock=_now)
    say.step("Kiểm tra phân cấp")
    reorganised.check(by=BY)
    law.work()

    say.step("Lập, chốt và công bố báo cáo")
    outside.declare_satisfaction(by=BY, at=_now())
    users = _users()
    dialogues.tell(by=BY, at=_now())
    plans.tell(folder, by=BY, at=_now())
    reports = [_report(window, say) for window in WINDOWS]
    _open_desk()
    say.step("Việc ở bàn tiếp nhận của cơ quan minh họa")
    _work_at_desk(dossiers, seed)
    plans.entrust(by=BY, at=_now())
    reorganised.prepare(by=BY, at=_now())
    say.step("Phản ánh, khiếu nại, tố cáo và phiếu đánh giá minh họa")
    _tell_redress(seed)
    say.step("Quyết định về cán bộ, đánh giá theo quý minh họa")
    personnel.tell(seed=seed, by=BY, now=_now())
    _post_procedures()
    result = {
        "data_dir": str(settings.DATA_DIR),
        "imported": totals,
        "reports": reports,
        "article": reports[0]["article"],
    }
    if as_json:
        tell(result)
    else:
        _sum_up(result, users)
    if totals["refused"]:
        fail(f"{totals['refused']} dòng bị từ chối khi nhập dữ liệu minh họa.", REFUSED)
    if serve:
        from minhchung.config.cli.serving import run_server

        run_server(data_dir=data_dir, host="127.0.0.1", port=8000, workers=2, open_path=reports[0]["article"])


class _Teller:
    """Says what is being done and how long it took."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.began = time.monotonic()

    def step(self, text: str) -> None:
        if not self.quiet:
            sys.stdout.write(f"[{time.monotonic() - self.began:6.1f} giây] {text}\n")
            sys.stdout.flush()


def _import_one(worksheet: Any, totals: dict[str, int], say: _Teller) -> None:
    from minhchung.config.importers import importer
    from minhchung.ground.intake import runs

    def show(done: int) -> None:
        if not say.quiet and worksheet.rows > 10_000 and done % 20_000 < runs.CHUNK:
            say.step(f"  {worksheet.path.name}: {done} / {worksheet.rows} dòng")

    mapping = runs.mapping_for(worksheet.path, importer(worksheet.kind))
    if mapping.missing:
        fail(f"{worksheet.path.name}: thiếu cột {', '.join(mapping.missing)}.")
    run = runs.begin(worksheet.path, importer(worksheet.kind), mapping, by=BY, at=_now())
    runs.carry_on(run, importer(worksheet.kind), by=BY, clock=_now, progress=show)
    for name in totals:
        totals[name] += getattr(run, name)
    say.step(
        f"Nhập {worksheet.path.name}: {run.new} mới, {run.changed} thay đổi, {run.unchanged} không đổi, "
        f"{run.refused} bị từ chối"
    )
    for problem in run.problems.order_by("id")[:3]:
        sys.stderr.write(f"    {problem}\n")


def _post_procedures() -> None:
    """Blank forms; then at once what the worker does by and by: today's signed list, the search, the promises."""
    from minhchung.config.demo import forms
    from minhchung.portal.counting import count_all
    from minhchung.portal.listing import draw_list
    from minhchung.portal.searching import refresh

    forms.attach(by=BY, at=_now())
    draw_list(_now())
    refresh(date.today())
    count_all(_now())


def _report(window: str, say: _Teller) -> dict[str, Any]:
    """The report over a window: frozen, verified and published; an existing one is left as it is."""
    from minhchung.config.cli.reporting import draw_up_report, freeze_report
    from minhchung.config.demo import agency
    from minhchung.config.demo.portal import published
    from minhchung.ground.files.places import path_of
    from minhchung.reports.actions import CannotFreeze
    from minhchung.reports.models import ReportState
    from minhchung.reports.queries import first_over
    from minhchung.reports.verification import verify

    report = first_over(window) or draw_up_report(
        window, by=BY, at=_now(), number=agency.REPORT_NUMBER, post=agency.REPORT_SIGNER
    )
    if report.state == ReportState.DRAFT:
        try:
            report = freeze_report(report, by=BY, at=_now())
        except CannotFreeze as cannot:
            fail(str(cannot))
    article = published(report.pk, at=_now())
    report.refresh_from_db()
    verdict = verify(path_of(report.bundle))
    if not verdict.passed:
        fail("Gói minh chứng không vượt qua kiểm tra: " + "; ".join(verdict.failures))
    papers = _hand_out(report, window)
    say.step(f"{report.title}: {verdict.cells} số liệu tính lại khớp, {verdict.files} tệp khớp mã băm")
    return {
        "window": window,
        "report": report.pk,
        "seal": report.seal,
        "bundle": str(papers["bundle"]),
        "docx": str(papers["docx"]),
        "pdf": str(papers["pdf"]),
        "article": article,
        "cells": verdict.cells,
    }


def _hand_out(report: Any, window: str) -> dict[str, Path]:
    """Copies of the bundle, Word and PDF under names a person finds, in ``bao-cao`` of the data folder."""
    from django.conf import settings

    from minhchung.ground.files.disk import whole_file
    from minhchung.ground.files.places import path_of

    folder = Path(settings.DATA_DIR) / "bao-cao"
    stem = f"bao-cao-{window.replace('..', '-')}"
    papers = {}
    for name, ending in (("bundle", "minhchung.zip"), ("docx", "docx"), ("pdf", "pdf")):
        papers[name] = folder / f"{stem}.{ending}"
        with whole_file(papers[name]) as file:
            file.write(path_of(getattr(report, name)).read_bytes())
    return papers


def _users() -> list[tuple[str, str, str]]:
    """An account for each role, with a password drawn once and kept in the data folder."""
    from django.conf import settings

    from minhchung.ground.accounts.actions import create_user
    from minhchung.ground.accounts.policy import ROLE_NAMES
    from minhchung.ground.accounts.queries import users
    from minhchung.ground.files.disk import whole_file

    path = Path(settings.DATA_DIR) / "demo" / "accounts.txt"
    if not users().exists():
        lines = []
        for role, name in ROLE_NAMES.items():
            password = secrets.token_urlsafe(12)
            create_user(
                username=str(role),
                full_name=f"{name} (minh họa)",
                role=role,
                password=password,
                by=BY,
                at=_now(),
            )
            lines.append(f"{role}\t{password}\t{name}")
        with whole_file(path) as file:
            file.write("\n".join(lines).encode())
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1], row[2]) for row in rows]


def _open_desk() -> None:
    """The board receives a few procedures itself since the merger, and its officials have their places."""
    from minhchung.config.demo import agency, calendar
    from minhchung.dossiers import actions as dossiers
    from minhchung.ground.accounts.policy import ROLE_NAMES, Role
    from minhchung.ground.accounts.queries import numbers_of
    from minhchung.organisation.queries import unit_by_code
    from minhchung.procedures import actions as procedures
    from minhchung.procedures.queries import catalogue

    decision = "Quyết định 45/QĐ-UBND ngày 01/7/2025 về việc ủy quyền tiếp nhận (minh họa)"
    for version in catalogue().all_in_force(agency.MERGED_ON)[: agency.OWN_DESKS]:
        procedures.open_desk(
            procedure=version.procedure_id, decision=decision, since=agency.MERGED_ON, by=BY, at=_now()
        )
    places = {
        Role.ONE_STOP: "01", Role.SPECIALIST: "02", Role.HEAD: "02", Role.LEADER: "01",
        Role.LEGAL: "01", Role.STAFF: "01", Role.FINANCE: "01",
    }  # fmt: skip
    units = {ending: unit_by_code(f"{agency.BOARD_AFTER}.{ending}") for ending in ("01", "02", "03")}
    accounts = numbers_of(str(role) for role in places)
    for role, ending in places.items():
        unit = units[ending]
        if unit is not None and str(role) in accounts:
            dossiers.post(
                user=accounts[str(role)], unit=unit.pk, title=str(ROLE_NAMES[role]), by=BY, at=_now()
            )
            if role is Role.SPECIALIST:
                _keep_filter(str(role), accounts[str(role)], unit.pk)
    if units["03"] is not None and str(Role.HEAD) in accounts:
        dossiers.post(
            user=accounts[str(Role.HEAD)], unit=units["03"].pk, title="Phụ trách phòng", role=str(Role.HEAD),
            by=BY, at=_now(),
        )  # fmt: skip
    for field, ending in agency.CHARGES.items():
        unit = units[ending]
        if unit is not None:
            dossiers.put_in_charge(unit=unit.pk, field=field, by=BY, at=_now())
    desk = unit_by_code(f"{agency.BOARD_AFTER}.01")
    one_stop = str(Role.ONE_STOP)
    if desk is not None and one_stop in accounts:
        calendar.change_calendar(actor=calendar.one_stop(accounts[one_stop], desk.pk))


def _keep_filter(username: str, user: int, unit: int) -> None:
    """A filter that the specialist shares with his colleagues."""
    from minhchung.dossiers.actions import Actor
    from minhchung.dossiers.actions.listing import save_list

    save_list(
        name="Đến hạn trong 5 ngày",
        conditions="han-trong=5&sap=han",
        shared=True,
        first=False,
        by=Actor(username=username, user=user, unit=unit),
        at=_now(),
    )


def _work_at_desk(count: int | None, seed: int) -> None:
    """Dossiers of the last months at the own desk, once; their forecasts are reckoned each time."""
    from random import Random

    from minhchung.config.demo import agency, desk, scans
    from minhchung.dossiers import actions as dossiers
    from minhchung.dossiers.homes import Homes
    from minhchung.ground.accounts.actions import create_user
    from minhchung.ground.accounts.policy import Role
    from minhchung.ground.accounts.queries import full_names, numbers_of
    from minhchung.organisation.queries import unit_by_code

    now = _now()
    homes = Homes()
    home = homes.on(now.date())
    calendar = homes.workshop_of(home).calendar if home is not None else None
    more = {"chuyenvien2": "Chuyên viên B (minh họa)", "chuyenvien3": "Chuyên viên C (minh họa)"}
    if calendar is None or numbers_of(more):  # they came with the stories
        dossiers.foresee(at=now)
        return
    for username, full_name in more.items():
        if not numbers_of([username]):
            create_user(
                username=username,
                full_name=full_name,
                role=Role.SPECIALIST,
                password=secrets.token_urlsafe(12),
                by=BY,
                at=now,
            )
    posts = {"one_stop": "01", "specialist": "02", "chuyenvien2": "02", "chuyenvien3": "02", "leader": "01"}
    numbers = numbers_of(posts)
    names = full_names(posts)
    actors = {}
    for username, ending in posts.items():
        unit = unit_by_code(f"{agency.BOARD_AFTER}.{ending}")
        if unit is None or username not in numbers:
            return
        if username in more:
            dossiers.post(user=numbers[username], unit=unit.pk, title="Chuyên viên", by=BY, at=now)
        actors[username] = dossiers.Actor(
            username=username,
            name=names[username],
            user=numbers[username],
            unit=unit.pk,
            approves=username == "leader",
        )
    hands = desk.Hands(
        actors["one_stop"],
        (actors["specialist"], actors["chuyenvien2"], actors["chuyenvien3"]),
        actors["leader"],
    )
    stories = desk.STORIES if count is None else min(desk.STORIES, count // 25)
    teller = desk.Teller(hands, calendar, now, Random(seed))  # noqa: S311  (made-up data)
    teller.tell(stories)
    scans.attach_some(teller.told, one_stop=hands.one_stop, leader=hands.leader, now=now)
    scans.try_a_limit(teller.told, by=str(Role.REFORM), at=now)
    dossiers.foresee(at=now)


def _tell_redress(seed: int) -> None:
    """What people said of the board, told by the accounts of the demonstration."""
    from random import Random

    from minhchung.config.demo import agency, redress
    from minhchung.ground.accounts.policy import ROLE_NAMES, Role
    from minhchung.ground.accounts.queries import numbers_of
    from minhchung.ground.deeds.acting import Actor
    from minhchung.organisation.calendars import calendar_of
    from minhchung.organisation.queries import home_agency, unit_by_code

    roles = {"desk": Role.ONE_STOP, "specialist": Role.SPECIALIST, "leader": Role.LEADER}
    numbers = numbers_of(str(role) for role in roles.values())
    unit, home = unit_by_code(f"{agency.BOARD_AFTER}.02"), home_agency()
    if len(numbers) < len(roles) or unit is None or home is None:
        return
    people = {
        name: Actor(
            username=str(role),
            name=f"{ROLE_NAMES[role]} (minh họa)",
            post=str(ROLE_NAMES[role]),
            user=numbers[str(role)],
            approves=role is Role.LEADER,
        )
        for name, role in roles.items()
    }
    redress.tell(people, unit.pk, calendar_of(home), Random(seed))  # noqa: S311 (made-up data)


def _sum_up(result: dict[str, Any], users: list[tuple[str, str, str]]) -> None:
    out = sys.stdout.write
    out(f"\nXong. Dữ liệu ở {result['data_dir']}\n")
    for report in result["reports"]:
        out(f"  Báo cáo {report['window']}: {report['pdf']}, {report['docx']}\n")
        out(f"    gói minh chứng {report['bundle']}\n    dấu niêm {report['seal']}\n")
        out(f"    tự kiểm tra: minhchung verify {report['bundle']}\n")
    out(
        "  Thử: minhchung figures --window 2016..2020 · minhchung figure dossiers.kept_promise --window 2016..2020\n"
    )
    if users:
        out("  Tài khoản minh họa (tên / mật khẩu):\n")
        for name, password, title in users:
            out(f"    {name:12} {password:18} {title}\n")


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
