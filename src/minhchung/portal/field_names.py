"""Names for the fields of the forms that add a link to a text: Wagtail leaves them to their variables' English."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

NAMES = {
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


def name_the_fields() -> None:
    """Give the fields their names; once, when the editing pages start."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            if field.label is None:
                field.label = NAMES[name]
