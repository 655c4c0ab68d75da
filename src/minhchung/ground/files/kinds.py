"""What a file really is, told by its content; what may be kept with a record, and what is refused with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import filetype

from minhchung.ground.files.archives import what_zip_holds
from minhchung.ground.files.compound import what_compound_holds
from minhchung.ground.files.names import PROGRAM_ENDINGS, split_name
from minhchung.ground.files.pictures import size_of_picture
from minhchung.ground.files.refusals import NotAccepted


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be kept; ``endings`` are the extensions it may bear, the customary one first."""

    content_type: str
    words: str
    endings: tuple[str, ...]
    picture: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = (
    Kind("application/pdf", "PDF", ("pdf",)),
    Kind("image/jpeg", "ảnh JPEG", ("jpg", "jpeg", "jfif"), picture=True),
    Kind("image/png", "ảnh PNG", ("png",), picture=True),
    Kind("image/webp", "ảnh WebP", ("webp",), picture=True),
    Kind("image/gif", "ảnh GIF", ("gif",), picture=True),
    Kind("image/tiff", "ảnh TIFF", ("tif", "tiff"), picture=True),
    Kind("image/heic", "ảnh HEIC", ("heic", "heif"), picture=True),
    Kind("image/bmp", "ảnh BMP", ("bmp",), picture=True),
    Kind("image/vnd.dwg", "bản vẽ DWG", ("dwg",)),
    Kind(f"{_OOXML}wordprocessingml.document", "Word", ("docx",)),
    Kind(f"{_OOXML}spreadsheetml.sheet", "Excel", ("xlsx",)),
    Kind(f"{_OOXML}presentationml.presentation", "PowerPoint", ("pptx",)),
    Kind("application/vnd.oasis.opendocument.text", "văn bản OpenDocument", ("odt",)),
    Kind("application/vnd.oasis.opendocument.spreadsheet", "bảng tính OpenDocument", ("ods",)),
    Kind("application/msword", "Word 97-2003", ("doc",)),
    Kind("application/vnd.ms-excel", "Excel 97-2003", ("xls",)),
    Kind("application/vnd.ms-powerpoint", "PowerPoint 97-2003", ("ppt",)),
    Kind("application/zip", "ZIP", ("zip",)),
)
BY_TYPE = {kind.content_type: kind for kind in KINDS}
_ENDINGS = frozenset(ending for kind in KINDS for ending in kind.endings)
#: What a file chooser offers; the content decides, whatever it says.
ACCEPTED = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)
#: Types that a browser draws itself without running anything: they may be looked at inside a page.
SHOWN_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"})

_HEAD = 4_096
#: How many bytes of the end are searched for the mark that ends a PDF; scanners append their own remarks.
_TAIL = 1 << 16
#: More picture elements than any scanned sheet: a picture that would fill the reader's memory.
_MOST_PIXELS = 300_000_000
_MARKUP = re.compile(rb"^\s*(?:<!doctype|<html|<head|<body|<script|<svg|<\?xml|<!--)", re.IGNORECASE)
_PROGRAMS = (
    (b"MZ", "chương trình Windows (.exe)"),
    (b"\x7fELF", "chương trình Linux"),
    (b"\xca\xfe\xba\xbe", "chương trình Java hoặc macOS"),
    (b"\xcf\xfa\xed\xfe", "chương trình macOS"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lối tắt Windows (.lnk)"),
    (b"#!", "tập lệnh"),
)
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch)\b")


@dataclass(frozen=True)
class Found:
    """What a file is, and the name under which it is kept; ``warnings`` tell people what to mind when opening it."""

    content_type: str
    name: str
    warnings: tuple[str, ...] = ()


def look_into(path: Path, name: str) -> Found:
    """Tell what a file is by its bytes.

    Args:
        name: as :func:`minhchung.ground.files.names.clean_name` gives it.

    Raises:
        NotAccepted: it is empty, something else than its name says, of a kind that is not kept, or dangerous.
    """
    if path.stat().st_size == 0:
        raise NotAccepted(f"Tệp “{name}” rỗng (0 byte). Hãy chụp hoặc lưu lại rồi gửi.")
    with path.open("rb") as file:
        head = file.read(_HEAD)
    ending = split_name(name)[1]
    refuse_by_head(head, name)
    kind = BY_TYPE.get(_content_type(path, head, name))
    if kind is None:
        raise NotAccepted(_not_what_it_says(name, ending) if ending in _ENDINGS else _not_taken(name))
    warnings = _warnings_of_pdf(path, name) if kind.content_type == "application/pdf" else ()
    if kind.picture:
        _refuse_huge_picture(head, path, name)
    return Found(kind.content_type, _fitting_name(name, ending, kind), warnings)


def refuse_by_name(name: str) -> None:
    """Refuse what its own name already gives away, before a byte of it is sent.

    Raises:
        NotAccepted: a program, or a kind that is not kept.
    """
    ending = split_name(name)[1]
    if ending in PROGRAM_ENDINGS:
        raise NotAccepted(
            f"Tệp “{name}” là chương trình, tập lệnh hoặc tài liệu có macro (.{ending}); không nhận."
        )
    if ending and ending not in _ENDINGS:
        raise NotAccepted(_not_taken(name))


def refuse_by_head(head: bytes, name: str) -> None:
    """Refuse what its first bytes give away.

    Raises:
        NotAccepted: a program, a script, a web page or a drawing that may carry scripts.
    """
    ending = split_name(name)[1]
    for magic, what in _PROGRAMS:
        if head.startswith(magic):
            said = f" dù mang tên .{ending}" if ending and ending not in PROGRAM_ENDINGS else ""
            raise NotAccepted(f"Tệp “{name}” là {what}{said}; không nhận vì có thể gây hại.")
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise NotAccepted(
            f"Tệp “{name}” là trang web hoặc hình có mã lệnh (HTML, SVG, XML); không nhận. "
            "Hãy in ra PDF hoặc chụp thành ảnh rồi gửi."
        )
    refuse_by_name(name)


def _not_taken(name: str) -> str:
    listed = ", ".join(dict.fromkeys(each.endings[0] for each in KINDS))
    return f"Tệp “{name}” không thuộc loại được nhận. Các loại được nhận: {listed}."


def _not_what_it_says(name: str, ending: str) -> str:
    return (
        f"Tệp “{name}” mang tên .{ending} nhưng nội dung không phải: tệp hỏng hoặc bị đổi đuôi. Hãy mở bằng phần mềm "
        "đã soạn ra nó, lưu lại rồi gửi."
    )


def _content_type(path: Path, head: bytes, name: str) -> str:
    if head.startswith(b"PK"):
        return what_zip_holds(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return what_compound_holds(path, name)
    found: str = filetype.guess_mime(head) or ""
    return "image/heic" if found == "image/heif" else found


def _fitting_name(name: str, ending: str, kind: Kind) -> str:
    """The name with an extension that fits. A photo may bear another picture's; anything else is told.

    Raises:
        NotAccepted: the name says one thing and the content another.
    """
    if ending in kind.endings:
        return name
    pictures = {each for other in KINDS if other.picture for each in other.endings}
    if not ending:
        return f"{name}.{kind.endings[0]}"
    if kind.picture and ending in pictures:
        return f"{split_name(name)[0]}.{kind.endings[0]}"
    raise NotAccepted(
        f"Tệp “{name}” mang đuôi .{ending} nhưng nội dung là {kind.words}. "
        f"Hãy kiểm tra lại; nếu đúng là tệp cần gửi thì đổi đuôi thành .{kind.endings[0]}."
    )


def _warnings_of_pdf(path: Path, name: str) -> tuple[str, ...]:
    encrypted = active = False
    kept = b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            seen = kept + block
            encrypted = encrypted or _ENCRYPTED.search(seen) is not None
            active = active or _ACTIVE.search(seen) is not None
            kept = seen[-64:]
        file.seek(max(0, file.tell() - _TAIL))
        tail = file.read()
    if b"%%EOF" not in tail:
        raise NotAccepted(
            f"Tệp PDF “{name}” không trọn vẹn (thiếu phần cuối). Hãy xuất hoặc quét lại rồi gửi."
        )
    warnings = []
    if encrypted:
        warnings.append("PDF được mã hóa; nếu mở ra đòi mật khẩu thì phải xin bản không đặt mật khẩu.")
    if active:
        warnings.append("PDF có mã lệnh bên trong; chỉ xem trong trình duyệt.")
    return tuple(warnings)


def _refuse_huge_picture(head: bytes, path: Path, name: str) -> None:
    size = size_of_picture(head, path)
    if size is not None and size[0] * size[1] > _MOST_PIXELS:
        raise NotAccepted(
            f"Ảnh “{name}” có kích thước bất thường ({size[0]} × {size[1]} điểm ảnh); không nhận."
        )
