"""What is asked of a picture or a file before the editor keeps it: the same look as at every other upload."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from minhchung.ground.files.kinds import Found
from minhchung.ground.files.refusals import NotAccepted
from minhchung.portal.keeping import looked_into, refuse_large, refuse_no_picture


def _found(form: Any, also: Callable[[Found], None] = lambda _found: None) -> Found | None:
    """What the file of a form is; None where none was sent.

    Raises:
        ValidationError: it is not taken; says why.
    """
    file = form.cleaned_data.get("file")
    if not isinstance(file, UploadedFile):
        return None
    name, owner = str(file.name), form.instance.uploaded_by_user
    try:
        refuse_large(name, file.size or 0)
        with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
            file.seek(0)
            for block in file.chunks():
                copy.write(block)
            copy.flush()
            file.seek(0)
            at = datetime.now().replace(microsecond=0)  # noqa: TID251  (Wagtail's forms are told no moment)
            found = looked_into(Path(copy.name), name, by=owner.username if owner else "biên tập", at=at)
            also(found)
    except NotAccepted as refused:
        raise ValidationError(str(refused)) from refused
    return found


class PictureForm(BaseImageForm):
    """A picture."""

    def clean_file(self) -> Any:
        """Pictures that browsers draw by themselves, told by their content."""
        _found(self, refuse_no_picture)
        return self.cleaned_data["file"]


class PaperForm(BaseDocumentForm):
    """A file that is attached to articles."""

    def clean_file(self) -> Any:
        """Every kind of file that is taken with a record."""
        found = _found(self)
        if found is not None:
            self.instance.content_type_found = found.content_type
        return self.cleaned_data["file"]
