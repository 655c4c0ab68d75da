"""How a document is named in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minhchung.legislation import queries
from minhchung.legislation.models import LegalDocument


class DocumentField(forms.CharField):
    """A document of the register, named by its number and symbol; tens of thousands fit into no list.

    Taken for a model field of forms too: what it cleans to is the document.
    """

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        del queryset
        for name in ("to_field_name", "limit_choices_to", "blank"):
            kwargs.pop(name, None)
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "Số, ký hiệu, ví dụ: 19/2023/QĐ-UBND. Trùng số thì thêm ngày: 19/2023/QĐ-UBND ngày 05/06/2023; "
            "trùng cả ngày thì thêm cơ quan: … ngày 05/06/2023 của UBND tỉnh Nam Sơn"
        )
        super().__init__(max_length=400, **kwargs)

    def clean(self, value: Any) -> LegalDocument | None:
        """The one document that was named.

        Raises:
            ValidationError: none, or several.
        """
        text = super().clean(str(value) if value is not None else "")
        if not text:
            return None
        found = queries.named(text)
        if not found:
            raise forms.ValidationError(
                gettext(
                    "Không có văn bản “%(text)s” trong sổ. Hãy thêm văn bản đó trước, hoặc kiểm tra lại số, ký hiệu."
                )
                % {"text": text}
            )
        if len(found) > 1:
            names = "; ".join(
                f"{each.code} ngày {each.issued_on:%d/%m/%Y} của {each.issuer}" for each in found
            )
            raise forms.ValidationError(
                gettext("Có nhiều văn bản cùng số; hãy chép một trong các tên này: %(names)s")
                % {"names": names}
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """A stored document as it is written."""
        if isinstance(value, int):
            found = queries.named(str(value))
            if not found:
                return value
            name = f"{found[0].code} ngày {found[0].issued_on:%d/%m/%Y}"
            return name if len(queries.named(name)) == 1 else f"{name} của {found[0].issuer}"
        return value
