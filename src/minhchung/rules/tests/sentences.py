"""A policy whose citations can be told apart, and the steps of a deadline as plain text."""

from __future__ import annotations

from datetime import datetime

from minhchung.rules.deadlines import Citations, Deadline, Pause, Policy, Verdict

POLICY = Policy(
    printed_cites="IN",
    acceptance_cites="NHẬN",
    restart_cites="LẠI",
    waiting_cites="CHỜ",
    extension_cites="GIA HẠN",
    cut_off_cites="CẮT",
    cites=Citations("H1", "D1", "D2", "M2", "R", "E"),
)


def said(found: Deadline | Verdict) -> list[tuple[str, str, str, str]]:
    """Each step: the sentence, from when, to when, and the citation."""
    return [
        (step.what, step.from_at.isoformat("T", "minutes"), step.to_at.isoformat("T", "minutes"), step.cites)
        for step in found.steps
    ]


def wait(start: str, end: str | None, reason: str = "") -> Pause:
    """A pause between two moments in ISO 8601; open without an end."""
    return Pause(datetime.fromisoformat(start), None if end is None else datetime.fromisoformat(end), reason)
