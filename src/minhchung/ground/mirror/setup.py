"""Which connectors this installation has, as its settings say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from minhchung.ground.mirror.models import ConnectorName


@dataclass(frozen=True)
class Setup:
    """What the connectors are to do.

    Attributes:
        kind: the kind of data that is mirrored, a name of the importers.
        folder: the folder that is watched; None when there is none.
        url, token, mapping: the address that is asked, the key to it, and the file that says how its JSON is read.
        every: how long after a successful round the address is asked again.
        stale_after: from when on what is mirrored is called stale.
    """

    kind: str = "dossiers"
    folder: Path | None = None
    url: str = ""
    token: str = ""
    mapping: Path | None = None
    every: timedelta = timedelta(minutes=15)
    stale_after: timedelta = timedelta(hours=24)

    @property
    def names(self) -> tuple[ConnectorName, ...]:
        """The connectors that are set up."""
        folder = (ConnectorName.FOLDER,) if self.folder is not None and self.folder.is_dir() else ()
        return (*folder, *((ConnectorName.HTTP,) if self.url else ()))


def configured() -> Setup:
    """What the settings say; a folder is watched when it is there."""
    return Setup(
        folder=Path(settings.MIRROR_FOLDER),
        url=settings.MIRROR_URL,
        token=settings.MIRROR_TOKEN,
        mapping=Path(settings.MIRROR_MAPPING),
        every=timedelta(minutes=settings.MIRROR_MINUTES),
        stale_after=timedelta(hours=settings.MIRROR_STALE_HOURS),
    )
