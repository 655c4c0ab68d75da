"""An import that was overtaken by another one sees what that one has made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from minhchung.ground.intake import runs
from minhchung.organisation.imports import UnitsImporter
from minhchung.organisation.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
ROWS = [
    ["Mã đơn vị", "Tên đơn vị", "Loại", "Trực thuộc", "Từ ngày"],
    ["X77", "Ủy ban nhân dân tỉnh Nam Sơn", "Ủy ban nhân dân cấp tỉnh", None, "01/01/2012"],
    ["X77.15", "Ban Quản lý các khu công nghiệp", "Cơ quan", "X77", "01/01/2012"],
]


def test_the_same_units_twice_at_once_are_made_once(tmp_path: Path) -> None:
    path = tmp_path / "đơn vị.xlsx"
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    slow, quick = UnitsImporter(), UnitsImporter()
    mapping = runs.mapping_for(path, UnitsImporter())
    assert not mapping.missing
    late = runs.begin(path, slow, mapping, by="an", at=AT)
    first = runs.ImportRun.objects.create(
        layout=late.layout, file=late.file, mapping=late.mapping, by="ba", begun_at=AT
    )
    runs.carry_on(first, quick, by="ba", clock=lambda: AT)
    runs.carry_on(late, slow, by="an", clock=lambda: AT)
    assert (first.new, late.new, late.unchanged, late.refused) == (2, 0, 2, 0)
    assert (Unit.objects.count(), UnitVersion.objects.count()) == (2, 2)
