"""Verifying lists of what was posted: the file, its signature, and the list before; no database, no network."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from minhchung.ground.canonical import SEAL, canonical_json, first_difference, seal_of
from minhchung.ground.signing import ed25519
from minhchung.procedures.list_format import FORMAT, SIGNATURE_ENDING, name_of

#: A list of more bytes than this is not opened, so that a hostile file cannot fill the memory.
MAX_BYTES = 64 * 1024**2


@dataclass
class Verdict:
    """What verification found. ``failures`` make a list false; ``notes`` only limit what could be proven."""

    file: str
    title: str = ""
    seal: str = ""
    key: str = ""
    procedures: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing was found false."""
        return not self.failures

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"passed": self.passed, **self.__dict__}


def is_list(path: Path) -> bool:
    """Whether a file is meant for this verification: JSON by its name or by its first byte."""
    if path.suffix == ".json":
        return True
    with path.open("rb") as file:
        return file.read(1) == b"{"


def verify(path: Path, *, signature: Path | None = None, key: Path | None = None) -> Verdict:
    """Check one list: its bytes, its seal, its signature, and the list before it where that lies beside.

    Args:
        signature: its signature; the file of the same name with ``.sig`` behind when absent.
        key: the public key that it must bear; any when absent.
    """
    verdict = Verdict(path.name)
    told, content = _read(path, verdict)
    if told is None:
        return verdict
    public = _public_key(told, verdict)
    if public is not None:
        _asked_key(public, key, verdict)
        if verdict.passed:
            _signature(content, signature or path.with_name(path.name + SIGNATURE_ENDING), public, verdict)
    _chain(told, path.parent, verdict)
    return verdict


def verify_folder(folder: Path, *, key: Path | None = None) -> list[Verdict]:
    """Check every list in a folder, by name, which is by day."""
    return [verify(path, key=key) for path in sorted(folder.glob("niem-yet-*.json"))]


def faults_of(content: bytes, signature: bytes) -> list[str]:
    """What is wrong with a list that lies elsewhere than in files; the chain is the caller's to follow."""
    verdict = Verdict("")
    told = _parsed(content, verdict)
    public = None if told is None else _public_key(told, verdict)
    if public is not None and verdict.passed and not ed25519.is_signed(content, signature, public):
        verdict.failures.append(_UNSIGNED)
    return verdict.failures


_UNSIGNED = (
    "Chữ ký không khớp danh sách: danh sách còn nguyên theo dấu niêm của nó, nên chữ ký đã bị thay đổi, "
    "hoặc cả danh sách đã được lập lại."
)


def _read(path: Path, verdict: Verdict) -> tuple[dict[str, Any] | None, bytes]:
    if path.stat().st_size > MAX_BYTES:
        verdict.failures.append(f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB, không mở.")
        return None, b""
    content = path.read_bytes()
    return _parsed(content, verdict), content


def _parsed(content: bytes, verdict: Verdict) -> dict[str, Any] | None:
    try:
        told = json.loads(content.decode())
        again = canonical_json(told)
        stated, lines, before = told[SEAL], told["procedures"], told["previous"]
        day = date.fromisoformat(told["day"])
        sound = isinstance(lines, list) and isinstance(stated, str) and isinstance(told["key"], str)
        if not sound or (before is not None and not isinstance(before[SEAL], str)):
            raise TypeError
        if before is not None and date.fromisoformat(before["day"]) >= day:
            verdict.failures.append("Chuỗi đứt: danh sách liền trước không sớm hơn danh sách này.")
    except (ValueError, KeyError, TypeError, RecursionError):
        verdict.failures.append(
            "Danh sách đã bị thay đổi, hoặc không phải danh sách niêm yết: không đọc được."
        )
        return None
    if told.get("format") != FORMAT:
        verdict.failures.append(
            f"Danh sách ghi dạng {told.get('format')!r}, phần mềm này đọc dạng {FORMAT!r}."
        )
        return None
    verdict.title = f"Danh sách niêm yết ngày {day:%d/%m/%Y} của {told.get('agency')}"
    verdict.seal, verdict.procedures = stated, len(lines)
    if again != content:
        place = first_difference(again, content)
        verdict.failures.append(f"Danh sách đã bị thay đổi ở byte thứ {place} (ngoài nội dung các dòng).")
    if seal_of(told) != stated:
        verdict.failures.append("Danh sách đã bị thay đổi: dấu niêm không khớp nội dung.")
    return dict(told)


def _public_key(told: dict[str, Any], verdict: Verdict) -> bytes | None:
    try:
        public = base64.b64decode(told["key"], validate=True)
        verdict.key = ed25519.fingerprint_of(public)
    except ValueError:
        verdict.failures.append("Danh sách đã bị thay đổi: không có khóa công khai đọc được.")
        return None
    return public


def _asked_key(public: bytes, key: Path | None, verdict: Verdict) -> None:
    if key is None:
        verdict.notes.append(
            "Chưa đối chiếu khóa: hãy so vân tay của khóa với vân tay mà cơ quan công bố, hoặc thêm --key."
        )
        return
    try:
        wanted = ed25519.key_of(key.read_bytes())
    except (ed25519.NoKey, OSError) as bad:
        verdict.failures.append(f"Tệp khóa {key.name}: {bad}.")
        return
    if wanted != public:
        verdict.failures.append(f"Danh sách mang khóa khác với khóa trong tệp {key.name}.")


def _signature(content: bytes, path: Path, public: bytes, verdict: Verdict) -> None:
    if not path.is_file():
        verdict.failures.append(
            f"Không thấy tệp chữ ký {path.name}: hãy tải về cùng thư mục, hoặc thêm --signature."
        )
        return
    signature = path.read_bytes()[: ed25519.SIGNATURE_BYTES + 1]
    if len(signature) != ed25519.SIGNATURE_BYTES:
        verdict.failures.append(f"Chữ ký {path.name} đã bị thay đổi: không phải đúng 64 byte.")
    elif not ed25519.is_signed(content, signature, public):
        verdict.failures.append(_UNSIGNED)


def _chain(told: dict[str, Any], folder: Path, verdict: Verdict) -> None:
    """The list before, where it lies beside: it must still be the one that this list names."""
    before = told["previous"]
    if before is None:
        verdict.notes.append("Đây là danh sách đầu tiên của chuỗi.")
        return
    day = date.fromisoformat(before["day"])
    path = folder / name_of(day)
    if not path.is_file():
        verdict.notes.append(
            f"Chưa đối chiếu chuỗi: danh sách liền trước ({path.name}) không nằm cùng thư mục."
        )
        return
    beside = Verdict(path.name)
    found, _content = _read(path, beside)
    if found is None or beside.failures or found[SEAL] != before[SEAL]:
        why = "tệp đó đã bị thay đổi" if found is None or beside.failures else "tệp đó mang dấu niêm khác"
        verdict.failures.append(
            f"Chuỗi đứt: danh sách này nêu dấu niêm {before[SEAL][:16]}… của danh sách ngày {day:%d/%m/%Y}, {why}."
        )
