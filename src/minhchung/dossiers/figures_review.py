"""Figures of what is to be looked at again: they stand beside the on-time share and open to the dossiers marked.

Each is a set of the dossiers that the share counts, so a mark can neither take a dossier out of it nor be hidden by it.
"""

from __future__ import annotations

from collections.abc import Callable

from minhchung.dossiers.facts import DossierFacts
from minhchung.figures.kinds import Count, Share
from minhchung.figures.register import figure
from minhchung.rules.integrity import DETECTOR_NAMES, Detector
from minhchung.rules.windows import Window

_CONVENTION = "Quy ước nội bộ (bộ quy tắc, mục honesty), không phải quy định của pháp luật"
_GROUPS = ("field", "channel", "procedure_key", "settled_by")
_FORMULAS = {
    Detector.LATE_SUPPLEMENT: "có lần yêu cầu bổ sung khi thời hạn chỉ còn vài giờ làm việc",
    Detector.MANY_WAITS: "có nhiều lần tạm dừng tính giờ",
    Detector.LAST_DAY_EXTENSION: "hẹn lại đúng ngày hết hạn hoặc sau đó",
    Detector.PERIOD_END: "kết thúc trong các ngày làm việc cuối tháng báo cáo, khi số kết thúc gấp nhiều lần ngày khác",
    Detector.OUTSIDE_HOURS: "kết thúc ngoài giờ làm việc trong ngày có nhiều hồ sơ như vậy",
    Detector.SKIPPED_STEPS: "ghi có kết quả khi quy trình nội bộ còn bước chưa vào",
    Detector.RETURNED_LATER: "trả kết quả nhiều ngày làm việc sau khi ghi kết thúc",
    Detector.EDITED_DATES: "có ngày giờ đã ghi rồi được sửa bằng lần nhập sau",
}


@figure(
    "dossiers.kept_to_review",
    title="Hồ sơ trước hạn, đúng hạn có dấu hiệu cần xem lại",
    unit="hồ sơ",
    cites=_CONVENTION,
    formula="Trong các hồ sơ đã giải quyết trong kỳ trước hạn và đúng hạn: số có ít nhất một dấu hiệu cần xem lại",
    groups=_GROUPS,
)
def kept_to_review(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises that are to be looked at again, of all kept promises."""
    whole = dossiers.solved_in(window).kept_promise()
    return Share(part=whole.marked(), whole=whole)


def _marked(detector: Detector) -> Callable[[DossierFacts, Window], Count]:
    def marked(dossiers: DossierFacts, window: Window) -> Count:
        return Count(dossiers.solved_in(window).marked(str(detector)))

    return marked


for _each, _name in DETECTOR_NAMES.items():
    figure(
        f"dossiers.review_{_each}",
        title=f"Cần xem lại: {_name[0].lower()}{_name[1:]}",
        unit="hồ sơ",
        cites=_CONVENTION,
        formula=f"Hồ sơ đã giải quyết trong kỳ {_FORMULAS[_each]}",
        groups=(*_GROUPS, "verdict"),
    )(_marked(_each))
