"""What is asked of a picture or a file before the editor keeps it: the same look as at every other upload."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from minhchung.ground.files.actions import checked
from minhchung.ground.files.kinds import BY_TYPE, SHOWN_TYPES, Found
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.scanner import configured

#: Bytes that a file attached to an article may have: people read it on telephones.
LARGEST = 50 * 1024**2


def looked_into(file: UploadedFile, *, by: str, at: datetime) -> Found:
    """What an uploaded file is, after the look at its content and the virus scanner's word.

    Raises:
        ValidationError: it is not taken; says why.
    """
    name = str(file.name)
    if (file.size or 0) > LARGEST:
        raise ValidationError(
            _("Tệp “%(name)s” vượt %(most)s MB, mức lớn nhất cho tệp trên cổng công khai.")
            % {"name": name, "most": LARGEST // 1024**2}
        )
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        file.seek(0)
        for block in file.chunks():
            copy.write(block)
        copy.flush()
        file.seek(0)
        try:
            found, _said = checked(Path(copy.name), name, configured(), by, at)
        except NotAccepted as refused:
            raise ValidationError(str(refused)) from refused
    return found


def _looked_into(form: Any) -> Any:
    file = form.cleaned_data.get("file")
    if not isinstance(file, UploadedFile):
        return file, None
    by = form.instance.uploaded_by_user.username if form.instance.uploaded_by_user else "biên tập"
    return file, looked_into(file, by=by, at=datetime.now().replace(microsecond=0))  # noqa: TID251 (a form is a door here)


class PictureForm(BaseImageForm):
    """A picture."""

    def clean_file(self) -> Any:
        """Pictures that browsers draw by themselves, told by their content."""
        file, found = _looked_into(self)
        if found is not None and not (
            BY_TYPE[found.content_type].picture and found.content_type in SHOWN_TYPES
        ):
            raise ValidationError(_("Ảnh trên cổng phải là JPEG, PNG, WebP hoặc GIF."))
        return file


class PaperForm(BaseDocumentForm):
    """A file that is attached to articles."""

    def clean_file(self) -> Any:
        """Every kind of file that is taken with a record."""
        file, found = _looked_into(self)
        if found is not None:
            self.instance.content_type_found = found.content_type
        return file
