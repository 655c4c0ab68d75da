"""Verifying a bundle offline: no database, no network; everything that can be recomputed is."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from minhchung import lawbook
from minhchung.figures.answers import Answer, by_group, evaluate
from minhchung.figures.engines import DuckEngine
from minhchung.figures.proof import digests
from minhchung.figures.register import REGISTER, Figure
from minhchung.ground.printing import is_archival
from minhchung.reports.bundle import FORMAT, MANIFEST, first_difference, packed, seal_of
from minhchung.rules.windows import Regime, Window, parse_window

#: A bundle larger than this is not opened, so that a hostile file cannot fill the memory.
MAX_BYTES = 4 * 1024**3


@dataclass
class Verdict:
    """What verification found. ``failures`` make a bundle false; ``notes`` only limit what could be proven."""

    seal: str = ""
    title: str = ""
    files: int = 0
    cells: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing was found false."""
        return not self.failures

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"passed": self.passed, **self.__dict__}


def verify(path: Path) -> Verdict:
    """Check a bundle: its bytes, hashes and seal, then every figure against the facts inside it."""
    verdict = Verdict()
    members = _members(path, verdict)
    if members is None:
        return verdict
    manifest = _manifest(members, verdict)
    if manifest is None:
        return verdict
    _hashes(members, manifest, verdict)
    if verdict.failures:
        return verdict
    _figures(members, manifest, verdict)
    if not is_archival(members.get("report.pdf", b"pdfaid:part")):
        verdict.notes.append("Bản PDF trong gói là PDF thường, không phải PDF/A: có chữ mà phông không có.")
    if manifest["lawbook"] != lawbook.content_hash():
        verdict.notes.append(
            "Bộ quy tắc pháp luật của phần mềm này khác bộ đã dùng khi chốt báo cáo; "
            "số liệu vẫn được tính lại từ dữ kiện."
        )
    unconfirmed = [each for each in manifest.get("calendar", ()) if each["confidence"] != "high"]
    if unconfirmed:
        verdict.notes.append(
            f"{len(unconfirmed)} thay đổi lịch làm việc chưa có văn bản xác nhận khi chốt báo cáo: "
            + "; ".join(each["name"] for each in unconfirmed)
        )
    return verdict


def _members(path: Path, verdict: Verdict) -> dict[str, bytes] | None:
    if path.stat().st_size > MAX_BYTES:
        verdict.failures.append(f"Tệp lớn hơn {MAX_BYTES // 1024**3} GB, không mở.")
        return None
    content = path.read_bytes()
    members: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > len(content):
                    verdict.failures.append(f"{entry.filename}: không phải dạng lưu của gói minh chứng.")
                    return None
                try:
                    members[entry.filename] = archive.read(entry)
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
                    verdict.failures.append(f"{entry.filename}: nội dung đã bị thay đổi.")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as bad:
        verdict.failures.append(f"Không phải gói minh chứng nguyên vẹn: {bad}.")
        return None
    if verdict.failures:
        return None
    again = packed(members)
    if again != content:
        place = first_difference(again, content)
        verdict.failures.append(f"Gói bị thay đổi ở byte thứ {place} (ngoài nội dung các tệp).")
        return None
    return members


def _manifest(members: dict[str, bytes], verdict: Verdict) -> dict[str, Any] | None:
    try:
        manifest = json.loads(members[MANIFEST].decode())
        stated, format_ = manifest["seal"], manifest["format"]
        verdict.title, verdict.seal = manifest["report"]["title"], stated
    except (KeyError, ValueError, TypeError, RecursionError):
        verdict.failures.append(f"{MANIFEST}: thiếu hoặc không đọc được.")
        return None
    if format_ != FORMAT:
        verdict.failures.append(f"{MANIFEST}: gói dạng {format_}, phần mềm này đọc dạng {FORMAT}.")
        return None
    if seal_of(manifest) != stated:
        verdict.failures.append(f"{MANIFEST}: dấu niêm không khớp nội dung.")
        return None
    return dict(manifest)


def _hashes(members: dict[str, bytes], manifest: dict[str, Any], verdict: Verdict) -> None:
    listed = manifest["files"]
    for name, entry in sorted(listed.items()):
        if name not in members:
            verdict.failures.append(f"{name}: có trong mục lục nhưng không có trong gói.")
        elif hashlib.sha256(members[name]).hexdigest() != entry["sha256"]:
            verdict.failures.append(f"{name}: nội dung không khớp mã băm.")
        verdict.files += 1
    for name in sorted(set(members) - set(listed) - {MANIFEST}):
        verdict.failures.append(f"{name}: có trong gói nhưng không có trong mục lục.")


def _figures(members: dict[str, bytes], manifest: dict[str, Any], verdict: Verdict) -> None:
    unreadable = [name for name in ("figures.json", "composition.json") if not _is_tree(members.get(name))]
    if unreadable:
        verdict.failures.extend(f"{name}: thiếu hoặc không đọc được." for name in unreadable)
        return
    frozen = json.loads(members["figures.json"])
    regime = Regime(tuple((date.fromisoformat(since), int(day)) for since, day in manifest["cutoffs"]))
    windows = [parse_window(label, regime) for label in frozen["windows"]]
    known = [REGISTER[key] for key in frozen["keys"] if key in REGISTER]
    for key in sorted(set(frozen["keys"]) - {figure.key for figure in known}):
        verdict.notes.append(f"{key}: phần mềm này không có định nghĩa chỉ tiêu, không tính lại được.")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in members.items():
            if name.startswith("facts/"):
                (Path(folder) / name.removeprefix("facts/")).write_bytes(content)
        engine = DuckEngine(Path(folder), {figure.facts for figure in known})
        again = evaluate(known, windows, engine)
        behind = digests(known, windows, engine)
        groups = _groups(members, known, windows, engine)
    cells = {(cell["key"], cell["window"]): cell for cell in frozen["cells"]}
    for (key, label), found in sorted(again.items()):
        verdict.cells += 1
        cell = cells.get((key, label))
        if cell is None:
            verdict.failures.append(f"{key} ({label}): không có trong figures.json.")
        elif cell["version"] != found.figure.version:
            verdict.notes.append(f"{key}: định nghĩa đã đổi từ phiên bản {cell['version']}, không so được.")
        elif any(
            cell.get(name) != found.as_dict().get(name) for name in ("value", "part", "whole", "printed")
        ):
            verdict.failures.append(
                f"{key} ({label}): trong gói ghi {cell['printed']}, tính lại từ dữ kiện được {found.printed}."
            )
        elif cell["records"] != behind[key, label]:
            verdict.failures.append(f"{key} ({label}): danh sách bản ghi phía sau không khớp.")
    declared = {(each["key"], each["window"]): each for each in frozen.get("declared", ())}
    if declared:
        verdict.notes.append(
            f"{len(declared)} số khai: không tính lại được từ dữ kiện, chỉ đối chiếu được với văn bản nguồn."
        )
    _shown(members, cells, groups, declared, verdict)


def _is_tree(content: bytes | None) -> bool:
    """Whether there is a JSON object to read."""
    try:
        return content is not None and isinstance(json.loads(content.decode()), dict)
    except (ValueError, RecursionError):
        return False


def _groups(
    members: dict[str, bytes], known: list[Figure], windows: list[Window], engine: DuckEngine
) -> dict[tuple[str, str, str, str], Answer]:
    """The breakdowns that the report shows, computed again."""
    figures = {figure.key: figure for figure in known}
    named = {window.label: window for window in windows}
    wanted = {
        (cell["key"], cell["window"], cell["by"])
        for cell in _figure_cells(json.loads(members["composition.json"]))
        if cell["by"]
    }
    return {
        (key, label, by, group): answer
        for key, label, by in wanted
        if key in figures and label in named
        for group, answer in by_group(figures[key], named[label], by, engine).items()
    }


def _shown(
    members: dict[str, bytes],
    cells: dict[tuple[str, str], dict[str, Any]],
    groups: dict[tuple[str, str, str, str], Answer],
    declared: dict[tuple[str, str], dict[str, Any]],
    verdict: Verdict,
) -> None:
    """Every figure in the report's text is one of the cells, of their breakdowns or of what was declared.

    The numbers are the same, and what was declared is marked so.
    """
    for shown in _figure_cells(json.loads(members["composition.json"])):
        key, label, by, group = shown["key"], shown["window"], shown["by"], shown["group"]
        found = groups.get((key, label, by, group))
        cell = cells.get((key, label)) if not by else found.as_dict() if found else None
        if shown["declared"]:
            cell = declared.get((key, label))
        name = f"{key} ({label}{', ' + group if group else ''})"
        if cell is None:
            verdict.failures.append(f"{name}: có trong báo cáo, không có trong dữ kiện.")
        elif any(shown.get(part) != cell.get(part) for part in ("value", "part", "whole")):
            verdict.failures.append(f"{name}: số trong báo cáo khác số tính từ dữ kiện.")


def _figure_cells(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if {"key", "window", "printed"} <= node.keys() else []
        return own + [cell for value in node.values() for cell in _figure_cells(value)]
    if isinstance(node, list):
        return [cell for value in node for cell in _figure_cells(value)]
    return []
