"""Situations for files: a dossier of the own desk whose procedure asks for three papers, and kept files."""

from __future__ import annotations

from typing import Any

from minhchung.dossiers import actions
from minhchung.dossiers.actions import Labels
from minhchung.dossiers.models import Attachment, Dossier
from minhchung.dossiers.tests.cast import an_actor, at
from minhchung.ground.files.actions import keep_checked
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.tests import samples
from minhchung.procedures.models import Component, ProcedureVersion

NAMES = ("Tờ khai", "Giấy chứng nhận đăng ký doanh nghiệp", "Giấy ủy quyền")


def with_components(version: ProcedureVersion) -> tuple[Component, ...]:
    """A form in one original, a certificate in one copy, and an authorisation that need not be there."""
    counts = ((1, 0, True), (0, 1, True), (1, 0, False))
    return tuple(
        Component.objects.create(
            version=version, number=number, name=name, originals=originals, copies=copies, required=required
        )
        for number, (name, (originals, copies, required)) in enumerate(
            zip(NAMES, counts, strict=True), start=1
        )
    )


def a_kept(name: str = "đơn.pdf", content: bytes = samples.PDF) -> KeptFile:
    """A file that was looked through and kept."""
    told = {"purpose": "test", "scanner": None, "by": "lan", "at": at("2026-04-06T09:30")}
    return keep_checked([content], name=name, **told)[0]


def attached(
    dossier: Dossier,
    *,
    name: str = "đơn.pdf",
    content: bytes = samples.PDF,
    form: str = "f1",
    moment: str = "2026-04-06T10:00",
    **labels: Any,
) -> Attachment:
    """A file of a dossier, attached by the deed."""
    kept = a_kept(name, content)
    return actions.attach(
        dossier=dossier.pk,
        file=kept.pk,
        digest=kept.digest,
        labels=Labels(**{"kind": "other", **labels}),
        form=form,
        by=an_actor(),
        at=at(moment),
    ).attachment
