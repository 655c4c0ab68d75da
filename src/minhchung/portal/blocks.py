"""What an article's body is made of. An author chooses among these; there is none for HTML of his own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.rules.windows import BadWindow

#: What may be done with words. A heading of the page's own rank is the article's title alone.
FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "blockquote", "superscript", "subscript"]


class PictureChooser(blocks.ChooserBlock):
    """A picture of the site. The editor's widget is read when it is drawn."""

    @cached_property
    def target_model(self) -> Any:
        """Pictures."""
        return get_image_model()

    @cached_property
    def widget(self) -> Any:
        """How the editor lets one choose."""
        return import_string("wagtail.images.widgets.AdminImageChooser")()

    class Meta:
        icon = "image"


class PictureBlock(blocks.StructBlock):
    """A picture in the text, with what is read out instead of it."""

    picture = PictureChooser(label=_("Ảnh"))
    alt = blocks.CharBlock(
        label=_("Mô tả nội dung ảnh"),
        max_length=255,
        required=False,
        help_text=_("Để trống thì lấy mô tả của ảnh."),
    )
    caption = blocks.CharBlock(label=_("Chú thích"), max_length=255, required=False)

    class Meta:
        label = _("Ảnh")
        icon = "image"
        template = "portal/blocks/picture.html"


class TableBlock(TypedTableBlock):
    """A table of words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("text", blocks.CharBlock(label=_("Chữ"), required=False))], **kwargs)

    class Meta:
        label = _("Bảng")
        icon = "table"
        template = "portal/blocks/table.html"


#: What the template of a figure knows, told by the doors: from a value and the page to what it says.
SHOWN_FIGURE: dict[str, Callable[[Any, Any], Any]] = {}


def figures() -> list[tuple[str, str]]:
    """Every figure of the register, by its title."""
    return sorted(((each.key, f"{each.title} ({each.key})") for each in REGISTER), key=lambda pair: pair[1])


class FigureBlock(blocks.StructBlock):
    """A figure of the register: its number, its years as a table, or as a chart."""

    key = blocks.ChoiceBlock(label=_("Chỉ tiêu"), choices=figures)
    window = blocks.CharBlock(
        label=_("Kỳ"), max_length=40, help_text=_("Ví dụ: 2016..2020, 2025, 2026-Q1, 2026-03.")
    )
    shows = blocks.ChoiceBlock(
        label=_("Hiện"),
        choices=[("number", _("con số")), ("table", _("bảng theo năm")), ("chart", _("biểu đồ theo năm"))],
        default="number",
    )
    frozen = blocks.BooleanBlock(
        label=_("Chốt số vào lúc đăng"),
        required=False,
        help_text=_("Không đánh dấu: bài luôn hiện số tính từ bản ghi hiện có."),
    )

    class Meta:
        label = _("Chỉ tiêu")
        icon = "view"
        template = "portal/blocks/figure.html"

    def clean(self, value: Any) -> Any:
        """Refuse a window that names no period."""
        cleaned = super().clean(value)
        try:
            window_named(cleaned["window"])
        except BadWindow as bad:
            raise blocks.StructBlockValidationError(
                block_errors={"window": ValidationError(str(bad))}
            ) from bad
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the template knows."""
        context = super().get_context(value, parent_context=parent_context)
        shown = SHOWN_FIGURE.get("told")
        context["told"] = shown(value, (parent_context or {}).get("page")) if shown is not None else None
        return context  # type: ignore[no-any-return]


class BodyBlock(blocks.StreamBlock):
    """The parts of a body, in any order."""

    text = blocks.RichTextBlock(
        label=_("Đoạn văn"), features=FEATURES, template="portal/blocks/text.html", icon="pilcrow"
    )
    picture = PictureBlock()
    table = TableBlock()
    figure = FigureBlock()


class Body(StreamField):
    """A body. What may stand in it is not told to migrations: it is JSON in one column, whatever the parts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(BodyBlock(required=False), blank=True, verbose_name=kwargs.pop("verbose_name", ""))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """As migrations write it."""
        name, _path, _args, _kwargs = super().deconstruct()
        return name, "minhchung.portal.blocks.Body", [], {"verbose_name": self.verbose_name}
