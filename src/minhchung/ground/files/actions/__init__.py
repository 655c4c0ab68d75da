"""Keeping files: written at once, taken over from an upload, looked through for viruses."""

from minhchung.ground.files.actions.keeping import Infected, checked, keep, keep_checked
from minhchung.ground.files.actions.scanning import Tended, scan_again
from minhchung.ground.files.actions.uploading import (
    DiskFull,
    NoSuchUpload,
    TooLarge,
    TooMany,
    WrongOffset,
    abandon,
    begin_upload,
    finish_upload,
    receive_upload,
    sweep_uploads,
)

__all__ = [
    "DiskFull",
    "Infected",
    "NoSuchUpload",
    "Tended",
    "TooLarge",
    "TooMany",
    "WrongOffset",
    "abandon",
    "begin_upload",
    "checked",
    "finish_upload",
    "keep",
    "keep_checked",
    "receive_upload",
    "scan_again",
    "sweep_uploads",
]
