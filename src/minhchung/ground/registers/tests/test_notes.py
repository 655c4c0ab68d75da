"""Details of the trail in words."""

from __future__ import annotations

import pytest

from minhchung.ground.registers.notes import note_words


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        pytest.param("reason", "Thiếu bản vẽ", "Lý do", "Thiếu bản vẽ", id="words"),
        pytest.param("amount", 1_234_000, "Số tiền (đồng)", "1.234.000", id="money"),
        pytest.param("number", 2025, "Số", "2025", id="a number that is no amount"),
        pytest.param("number", "20250701", "Số", "20250701", id="digits that only look like a day"),
        pytest.param("on", "2025-07-01", "Có hiệu lực từ", "01/07/2025", id="a day"),
        pytest.param(
            "decided_on", "2025-07-01 08:30:00", "Ngày quyết định", "08:30 01/07/2025", id="a moment"
        ),
        pytest.param(
            "cites", "2024-QH: Điều 5", "Căn cứ", "2024-QH: Điều 5", id="what only begins like a day"
        ),
        pytest.param("lost_papers", ["đơn", "bản vẽ"], "Lost papers", "đơn, bản vẽ", id="no name of its own"),
    ],
)
def test_a_detail_is_said_as_people_say_it(name: str, value: object, label: str, words: str) -> None:
    assert note_words(name, value) == (label, words)
