"""What editors read that no catalogue of Wagtail's words reaches: fields it does not name, its help, and addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import SlugField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import choosers
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from minhchung.portal.slugs import FORMATTERS

#: Wagtail leaves these, on the forms that add a link to a text, to their variables' English.
FIELDS = {
    "link_text": _("Chữ của liên kết"),
    "email_address": _("Địa chỉ thư điện tử"),
    "subject": _("Tiêu đề thư"),
    "body": _("Nội dung thư"),
    "phone_number": _("Số điện thoại"),
}
FORMS = (
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)


class VietnameseSlug(SlugInput):
    """The field of an address, which follows a title in Vietnamese."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, formatters=list(FORMATTERS))


def without_guides_in_english(_request: HttpRequest, items: list[Any]) -> None:
    """Leave the keys in the menu of help; Wagtail's own guides are English pages of another site."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


def word() -> None:
    """Do all of it; once, when the editing pages start."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            if field.label is None:
                field.label = FIELDS[name]
    register_form_field_override(SlugField, override={"widget": VietnameseSlug})
    hooks.register("construct_help_menu", without_guides_in_english)
