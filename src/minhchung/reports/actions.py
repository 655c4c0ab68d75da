"""Deeds: draw up a report, rewrite a paragraph, explain a check, freeze, publish."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from minhchung import __version__, lawbook
from minhchung.figures.answers import evaluate
from minhchung.figures.engines import DjangoEngine, DuckEngine
from minhchung.figures.parquet import export_all
from minhchung.figures.periods import window_named
from minhchung.figures.proof import digests
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.queries import numbers_of
from minhchung.ground.files.actions import keep
from minhchung.ground.trail.actions import Deed, write
from minhchung.ground.trail.queries import head
from minhchung.organisation.calendars import changes_as_json
from minhchung.reports import bundle
from minhchung.reports.building import Built, build
from minhchung.reports.checks import failed, run_checks
from minhchung.reports.declared import KNOWN, Declarations
from minhchung.reports.declaring import declared_over
from minhchung.reports.frames import Frame
from minhchung.reports.models import CheckExplanation, Report, ReportState, ReportText
from minhchung.reports.narrative import BadText, check_edit
from minhchung.reports.outline import passages
from minhchung.reports.rendering import rendered
from minhchung.rules.windows import Clock, Regime, Window


class CannotEdit(ValueError):
    """A frozen report is not rewritten."""


class CannotFreeze(ValueError):
    """The report must not be frozen as it stands; the message says what is in the way."""


@dataclass(frozen=True)
class Signature:
    """Who signs and how the document is named."""

    agency: str
    parent_agency: str
    number: str
    place: str
    dated_on: date
    post: str
    name: str
    authority: str = ""
    recipients: str = ""


@transaction.atomic
def draw_up(
    *, outline: str, window: Window, title: str, signature: Signature, by: str, at: datetime
) -> Report:
    """Open a draft report over a window."""
    report = Report.objects.create(
        outline=outline,
        window=window.label,
        title=title,
        agency=signature.agency,
        parent_agency=signature.parent_agency,
        number=signature.number,
        place=signature.place,
        dated_on=signature.dated_on,
        signer_post=signature.post,
        signer_name=signature.name,
        signer_authority=signature.authority,
        recipients=signature.recipients,
        created_at=at,
        created_by=by,
    )
    _record(report, "draw_up", by, at, {"window": window.label, "outline": outline})
    return report


@transaction.atomic
def rewrite(*, report: Report, section: str, text: str, by: str, at: datetime) -> None:
    """Change the words of a paragraph; its figures stay tokens.

    Raises:
        CannotEdit: the report is frozen.
        minhchung.reports.narrative.BadText: the outline has no such paragraph, or the text types a number, names an
            unknown figure or breaks a token.
    """
    if report.state != ReportState.DRAFT:
        raise CannotEdit("Báo cáo đã chốt số liệu, không sửa được nữa. Hãy lập báo cáo mới.")
    originals = {passage.key: passage.text for passage in passages(window_named(report.window))}
    if section not in originals:
        raise BadText(f"Đề cương của kỳ này không có đoạn “{section}”.")
    check_edit(text, originals[section], KNOWN)
    ReportText.objects.update_or_create(
        report=report, section=section, defaults={"text": text, "edited_by": by, "edited_at": at}
    )
    _record(report, "rewrite", by, at, {"section": section})


@transaction.atomic
def restore(*, report: Report, section: str, by: str, at: datetime) -> None:
    """Take back the outline's own words of a paragraph.

    Raises:
        CannotEdit: the report is frozen.
    """
    if report.state != ReportState.DRAFT:
        raise CannotEdit("Báo cáo đã chốt số liệu, không sửa được nữa. Hãy lập báo cáo mới.")
    gone, _each = ReportText.objects.filter(report=report, section=section).delete()
    if gone:
        _record(report, "restore", by, at, {"section": section})


@transaction.atomic
def reword_head(
    *, report: Report, title: str, signature: Signature, by: str, at: datetime
) -> tuple[str, ...]:
    """Change what stands around the content of a draft: title, number, place, date, signer, recipients.

    Returns:
        The names of the fields that changed; nothing is written when there are none.

    Raises:
        CannotEdit: the report is frozen.
    """
    if report.state != ReportState.DRAFT:
        raise CannotEdit("Báo cáo đã chốt số liệu, không sửa được nữa. Hãy lập báo cáo mới.")
    wanted = {
        "title": title,
        "agency": signature.agency,
        "parent_agency": signature.parent_agency,
        "number": signature.number,
        "place": signature.place,
        "dated_on": signature.dated_on,
        "signer_authority": signature.authority,
        "signer_post": signature.post,
        "signer_name": signature.name,
        "recipients": signature.recipients,
    }
    changed = tuple(name for name, value in wanted.items() if getattr(report, name) != value)
    if changed:
        for name in changed:
            setattr(report, name, wanted[name])
        report.save(update_fields=changed)
        _record(report, "reword_head", by, at, {"fields": list(changed)})
    return changed


@transaction.atomic
def explain(*, report: Report, check_key: str, text: str, by: str, at: datetime) -> None:
    """Say why a failed identity does not stop this report."""
    if not text.strip():
        raise CannotFreeze("Giải trình không được để trống.")
    CheckExplanation.objects.update_or_create(
        report=report, check_key=check_key, defaults={"text": text.strip(), "by": by, "at": at}
    )
    _record(report, "explain", by, at, {"check": check_key})


def freeze(*, report: Report, frame: Frame, regime: Regime, by: str, at: datetime) -> Report:
    """Freeze a draft: figures, facts and documents into one bundle; all or nothing.

    The figures are read from the database and again from the exported facts with another engine; they must agree.

    Raises:
        CannotFreeze: not a draft, a period that is not over, an unexplained failed check, or the two engines disagree.
    """
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if held.state != ReportState.DRAFT:
            raise CannotFreeze("Báo cáo này đã chốt số liệu rồi.")
        window, windows = frame.window, frame.windows
        last = window.on(Clock.REPORTING).last_day
        if at.date() < last:
            raise CannotFreeze(
                f"Kỳ báo cáo đến hết ngày {last:%d/%m/%Y} mới kết thúc: chốt số liệu từ ngày ấy. Cần báo cáo phần đã "
                "qua thì lập báo cáo của kỳ đã kết thúc."
            )
        engine = DjangoEngine(connection)
        answers = evaluate(REGISTER, windows, engine)
        findings = run_checks(REGISTER, window, frame.parts, answers)
        explained = dict(held.explanations.values_list("check_key", "text"))
        open_findings = [each for each in failed(findings) if each.key not in explained]
        if open_findings:
            lines = "; ".join(f"{each.title} ({each.window}): {each.detail}" for each in open_findings)
            raise CannotFreeze(f"Số liệu chưa khớp, cần sửa hoặc giải trình: {lines}")
        texts = dict(held.texts.values_list("section", "text"))
        declared = declared_over(windows)
        built = build(held, frame, answers, texts, declared)
        with tempfile.TemporaryDirectory() as folder:
            export_all(REGISTER.facts(), engine, Path(folder))
            duck = DuckEngine(Path(folder), REGISTER.facts())
            again = evaluate(REGISTER, windows, duck)
            unequal = [key for key, answer in answers.items() if answer != again[key]]
            if unequal:
                raise CannotFreeze(
                    f"Hai cách tính cho kết quả khác nhau ở: {unequal[:5]}. Hãy báo người quản trị."
                )
            behind = digests(REGISTER, windows, duck)
            facts = {
                f"facts/{path.name}": path.read_bytes() for path in sorted(Path(folder).glob("*.parquet"))
            }
        checks = [{**each.as_dict(), "explanation": explained.get(each.key, "")} for each in findings]
        files = rendered(built, at)
        members = {
            **facts,
            **files,
            "figures.json": bundle.canonical_json(_figures(windows, answers, behind, declared)),
            "composition.json": bundle.canonical_json(built.composition.as_dict()),
            "checks.json": bundle.canonical_json(checks),
        }
        manifest = bundle.manifest_of(members, _about(held, built, len(declared), regime, by, at))
        members[bundle.MANIFEST] = bundle.canonical_json(manifest)
        held.composition = built.composition.as_dict()
        held.checks = checks
        held.seal = manifest["seal"]
        name = f"bao-cao-{held.pk}-{window.label.replace('..', '-')}"
        kinds = {
            "bundle": (bundle.packed(members), f"{name}.minhchung.zip", "application/zip"),
            "docx": (
                files["report.docx"],
                f"{name}.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            "pdf": (files["report.pdf"], f"{name}.pdf", "application/pdf"),
        }
        for field, (content, file_name, content_type) in kinds.items():
            kept = keep([content], name=file_name, content_type=content_type, purpose="report", by=by, at=at)
            setattr(held, field, kept)
        held.state = ReportState.FROZEN
        held.frozen_at, held.frozen_by = at, by
        held.save()
        _record(held, "freeze", by, at, {"seal": held.seal})
    return held


@transaction.atomic
def mark_published(*, report_id: int, by: str, at: datetime) -> None:
    """Note that a frozen report has been published.

    Raises:
        CannotFreeze: the report is still a draft, or its publisher has frozen it himself.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.state == ReportState.DRAFT:
        raise CannotFreeze("Phải chốt số liệu trước khi công bố.")
    if report.frozen_by == by and numbers_of(
        [by]
    ):  # the command line has no account and no second pair of eyes
        raise CannotFreeze(
            "Người đã chốt số liệu không tự công bố báo cáo; hãy để người khác có quyền công bố."
        )
    report.state = ReportState.PUBLISHED
    report.save(update_fields=["state"])
    _record(report, "publish", by, at, {"seal": report.seal})


def _figures(
    windows: Sequence[Window],
    answers: dict[tuple[str, str], Any],
    behind: dict[tuple[str, str], str],
    declared: Declarations,
) -> Any:
    return {
        "declared": [each.as_dict() for each in declared.values()],
        "windows": [window.label for window in windows],
        "keys": [figure.key for figure in REGISTER],
        "cells": [
            {**answer.as_dict(), "key": key, "window": label, "records": behind[key, label]}
            for (key, label), answer in sorted(answers.items())
        ],
        "definitions": {
            figure.key: {
                "title": figure.title,
                "formula": figure.formula,
                "cites": figure.cites,
                "unit": figure.unit,
                "clock": str(figure.clock),
                "version": figure.version,
            }
            for figure in REGISTER
        },
    }


def _about(
    report: Report, built: Built, declared: int, regime: Regime, by: str, at: datetime
) -> dict[str, Any]:
    number, digest = head()
    changes = changes_as_json()
    return {
        **({"calendar": changes} if changes else {}),
        "product": f"minhchung {__version__}",
        "report": {
            "id": report.pk,
            "title": report.title,
            "agency": report.agency,
            "window": report.window,
            "number": report.number,
            "dated_on": report.dated_on.isoformat(),
        },
        "frozen_at": at.isoformat(),
        "frozen_by": by,
        "lawbook": lawbook.content_hash(),
        "outline": {"key": report.outline, "sha256": built.outline_hash},
        "cutoffs": [[since.isoformat(), day] for since, day in regime.versions],
        "trail": {"entries": number, "digest": digest},
        "computed": {"cells": built.cells, "declared": declared},
    }


def _record(report: Report, deed: str, by: str, at: datetime, details: dict[str, Any]) -> None:
    write([Deed("reports", "report", report.pk, deed, by, at, details)], recorded_at=at)
