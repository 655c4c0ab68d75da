"""A chart as PNG, for Word documents: drawn by typst with the fonts beside this package, on any machine alike."""

from __future__ import annotations

import re
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent.parent / "fonts"
DOCUMENT_FONT = "Liberation Serif"
_PAGE = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: {}pt)'
)
_POINTS = 500  # width of the drawing on its page; the resolution follows from the wished pixels


class CannotDraw(ValueError):
    """The SVG could not be drawn; the message says why."""


def svg_to_png(svg: str, width_px: int) -> bytes:
    """The drawing as PNG on white, ``width_px`` wide, its text in the font of documents.

    Raises:
        CannotDraw: the text is no SVG, or the width is not positive.
    """
    if width_px <= 0:
        raise CannotDraw(f"Chiều rộng ảnh phải lớn hơn 0, nhận được {width_px}.")
    in_document_font = re.sub(r'font-family="[^"]*"', f'font-family="{DOCUMENT_FONT}"', svg)
    try:
        image = typst.compile(
            _PAGE.format(_POINTS).encode(),
            format="png",
            ppi=width_px * 72 / _POINTS,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"svg": in_document_font},
        )
    except typst.TypstError as reason:
        raise CannotDraw(f"Không vẽ được biểu đồ thành ảnh: {reason}") from reason
    if not isinstance(image, bytes):
        raise CannotDraw("Biểu đồ không vừa một trang ảnh.")
    return image
