"""Sample values of the living page: frozen, the same every day, of no real agency or person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts import Bars, Chart, Histogram, Lines, Rate, Rows, Series, StackedBars
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Tone
from minhchung.ground.skin.strips import deadline_strip

HERE = "#mau"


class SampleForm(forms.Form):
    """A form with each sort of field."""

    applicant = forms.CharField(label="Tên tổ chức, cá nhân nộp hồ sơ", help_text="Ghi như trên giấy tờ.")
    tax_code = forms.CharField(label="Mã số thuế", help_text="10, 12 hoặc 13 chữ số.", required=False)
    received_on = forms.DateField(label="Ngày nhận", help_text="Ví dụ 27/08/2026.")
    field = forms.ChoiceField(
        label="Lĩnh vực", choices=[("dt", "Đầu tư"), ("xd", "Xây dựng"), ("mt", "Môi trường")]
    )
    channel = forms.ChoiceField(
        label="Cách nộp",
        choices=[
            ("1", "Trực tiếp tại bộ phận một cửa"),
            ("2", "Trực tuyến"),
            ("3", "Qua bưu chính công ích"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))


def gallery_context() -> dict[str, Any]:
    """Everything that skin/gallery.html shows."""
    return {
        "crumbs": (pieces.Crumb("Trang chính", "/"), pieces.Crumb("Mẫu giao diện")),
        "print_head": pieces.PrintHead(
            "Ban Quản lý Khu kinh tế (mẫu)",
            "Mẫu giao diện",
            datetime(2026, 8, 27, 14, 5),
            "dữ liệu minh họa",
        ),
        "figures": _figures(),
        "badges": _badges(),
        "table": _table(),
        "nothing": pieces.Table(
            "Phản ánh, kiến nghị",
            (Column("Số"), Column("Nội dung")),
            (),
            empty=_("Chưa phát sinh phản ánh nào trong kỳ"),
        ),
        "pages": pieces.Pages(2, 7, "21", "40", "131", f"{HERE}", f"{HERE}"),
        "sample_form": SampleForm(),
        "bad_form": SampleForm(
            {"applicant": "", "tax_code": "0312", "received_on": "31/02/2026", "field": "xd", "channel": "2"},
            auto_id="sai_%s",
        ),
        "events": _events(),
        "steps": _steps(),
        "tabs": (
            pieces.NavItem("Đang giải quyết", HERE, current=True, count="23"),
            pieces.NavItem("Đến hạn hôm nay", HERE, count="4"),
            pieces.NavItem("Quá hạn", HERE, count="1"),
            pieces.NavItem("Đã trả kết quả", HERE, count="1.182"),
        ),
        "open_strip": _open_strip(),
        "late_strip": _late_strip(),
        "charts": tuple((f"bd{number}", chart) for number, chart in enumerate(_charts(), start=1)),
        "money": 1_234_567_000,
        "moment": datetime(2026, 8, 27, 14, 5),
    }


def _figures() -> tuple[pieces.Figure, ...]:
    cites = "Thông tư 09/2026/TT-BTP, biểu 07a, cột 9-12"
    return (
        pieces.Figure(
            title="Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn",
            printed="96,81\u00a0%",
            in_words="182 trên 188 hồ sơ đã giải quyết",
            window="Quý II năm 2026",
            dates="15/03/2026 - 14/06/2026",
            part=182,
            whole=188,
            trend=pieces.Trend("giảm 1,2 điểm so với quý I", "down", good=False),
            state=Badge("Thấp hơn cam kết 98 %", Tone.SOON),
            records_url=HERE,
            definition_url=HERE,
            cites=cites,
            formula="Hồ sơ giải quyết trong kỳ có kết quả không muộn hơn ngày hẹn, chia cho hồ sơ giải quyết trong kỳ.",
        ),
        pieces.Figure(
            title="Hồ sơ tiếp nhận",
            printed="1.204",
            in_words="1.204 hồ sơ",
            window="Giai đoạn 2016-2020",
            dates="15/12/2015 - 14/12/2020",
            trend=pieces.Trend("tăng 8 % so với giai đoạn trước", "up"),
            records_url=HERE,
            cites=cites,
        ),
        pieces.Figure(
            title="Thủ tục hành chính được công khai đầy đủ",
            printed="100\u00a0%",
            in_words="41 trên 41 thủ tục",
            window="Năm 2020",
            dates="tại ngày 14/12/2020",
            part=41,
            whole=41,
            state=Badge("Giữ đúng cam kết", Tone.KEPT),
            records_url=HERE,
            records_label="Mở thủ tục",
            cites="Nghị định 61/2018/NĐ-CP, Điều 7",
        ),
        pieces.Figure(
            title="Phản ánh, kiến nghị về quy định hành chính",
            printed="không phát sinh",
            window="Năm 2020",
            dates="15/12/2019 - 14/12/2020",
            part=0,
            whole=0,
            state=Badge("Không phát sinh", Tone.NONE),
            cites="Nghị định 20/2008/NĐ-CP",
            declared="bà Lê Thị Ữ, 03/01/2021, kèm văn bản 12/BC",
        ),
    )


def _badges() -> tuple[Badge, ...]:
    return (
        Badge("Đúng hạn", Tone.KEPT),
        Badge("Còn 1 ngày làm việc", Tone.SOON),
        Badge("Quá hạn 2 ngày làm việc", Tone.LATE),
        Badge("Đang xử lý", Tone.OPEN),
        Badge("Đã khóa số liệu", Tone.SEAL),
        Badge("Chưa phát sinh", Tone.NONE),
    )


def _table() -> pieces.Table:
    columns = (
        Column("Số hồ sơ", nowrap=True, sort_url=HERE, sorted="desc"),
        Column("Thủ tục"),
        Column("Ngày nhận", nowrap=True, sort_url=HERE),
        Column("Hẹn trả", nowrap=True),
        Column("Lệ phí (đồng)", number=True),
        Column("Tình trạng"),
    )
    lines = (
        ("H15.07-260827-0031", "Cấp giấy chứng nhận đăng ký đầu tư", "27/08/2026", "17/09/2026", "0", 3),
        (
            "H15.07-260825-0029",
            "Điều chỉnh quy hoạch xây dựng tỷ lệ 1/500",
            "25/08/2026",
            "28/08/2026",
            "1.500.000",
            1,
        ),
        (
            "H15.07-260811-0027",
            "Thẩm định báo cáo đánh giá tác động môi trường",
            "11/08/2026",
            "25/08/2026",
            "8.400.000",
            2,
        ),
        (
            "H15.07-260803-0022",
            "Cấp giấy phép lao động cho người nước ngoài",
            "03/08/2026",
            "10/08/2026",
            "600.000",
            0,
        ),
    )
    badges = _badges()
    rows = tuple(
        Row(
            (Cell(number), Cell(name), Cell(received), Cell(due), Cell(fee), Cell(badge=badges[state])),
            url=HERE,
        )
        for number, name, received, due, fee, state in lines
    )
    total = Row((Cell("Tổng 4 hồ sơ"), Cell(), Cell(), Cell(), Cell("10.500.000"), Cell()))
    return pieces.Table(
        "Hồ sơ trong kỳ",
        columns,
        rows,
        total,
        note="Sắp theo ngày nhận, mới nhất ở trên. Ngày theo giờ Việt Nam.",
    )


def _events() -> tuple[pieces.Event, ...]:
    law = "Nghị định 118/2025/NĐ-CP"
    return (
        pieces.Event(
            datetime(2026, 8, 11, 8, 15),
            "Bộ phận một cửa",
            "tiếp nhận hồ sơ, hẹn trả ngày 25/08/2026.",
            cites=f"{law}, Điều 17.3",
            tone=Tone.OPEN,
        ),
        pieces.Event(
            datetime(2026, 8, 11, 9, 40),
            "Bà Nguyễn Thị Mỹ Duyên",
            "nhận xử lý.",
            cites=f"{law}, Điều 18",
            tone=Tone.NONE,
        ),
        pieces.Event(
            datetime(2026, 8, 14, 16, 2),
            "Bà Nguyễn Thị Mỹ Duyên",
            "mời bổ sung giấy tờ, tạm dừng tính thời hạn.",
            note="Mời ông/bà bổ sung bản vẽ mặt bằng tổng thể có xác nhận của chủ đầu tư.",
            cites=f"{law}, Điều 19.5",
            tone=Tone.SOON,
        ),
        pieces.Event(
            datetime(2026, 8, 18, 10, 30),
            "Công ty TNHH Ứng Dụng Kỹ Thuật Ế Ỗ",
            "nộp bổ sung, thời hạn tính lại từ đầu, hẹn trả ngày 28/08/2026.",
            cites=f"{law}, Điều 19.5",
            tone=Tone.OPEN,
        ),
        pieces.Event(
            datetime(2026, 8, 25, 15, 20),
            "Lãnh đạo Ban",
            "ký giấy xác nhận, trả kết quả đúng hạn.",
            cites=f"{law}, Điều 22",
            tone=Tone.KEPT,
        ),
    )


def _steps() -> tuple[pieces.Step, ...]:
    return (
        pieces.Step("Tiếp nhận", "11/08/2026", "done"),
        pieces.Step("Thẩm định", "14/08/2026", "done"),
        pieces.Step("Lấy ý kiến", "còn 2 ngày làm việc", "current"),
        pieces.Step("Ký", "", "todo"),
        pieces.Step("Trả kết quả", "hẹn 28/08/2026", "todo"),
    )


def _weekends(first: date, count: int) -> dict[date, str]:
    days = (first + timedelta(days=number) for number in range(count))
    return {day: ("Thứ Bảy", "Chủ nhật")[day.weekday() - 5] for day in days if day.weekday() >= 5}


def _open_strip() -> pieces.Strip:
    first = date(2026, 8, 24)
    rests = _weekends(first, 30) | {date(2026, 9, 1): "nghỉ Quốc khánh", date(2026, 9, 2): "Quốc khánh"}
    return deadline_strip(
        received_on=first,
        promised_on=date(2026, 9, 14),
        received="08:15 ngày 24/08/2026",
        promised="17:30 ngày 14/09/2026",
        rest_days=rests,
        pauses=((date(2026, 8, 27), date(2026, 9, 1)),),
        today=date(2026, 9, 4),
        verdict=Badge("Còn 6 ngày làm việc", Tone.OPEN),
        steps=(
            pieces.StripStep(
                "Ngày nhận không tính; ngày thứ nhất là 25/08/2026.", "Bộ luật Dân sự 2015, Điều 147.2"
            ),
            pieces.StripStep(
                "Tạm dừng từ 27/08 đến hết 31/08/2026 chờ thực hiện nghĩa vụ tài chính.",
                "Pháp luật chuyên ngành",
            ),
            pieces.StripStep(
                "Nghỉ Quốc khánh ngày 01 và 02/09/2026 không tính.", "Bộ luật Lao động 2019, Điều 112"
            ),
            pieces.StripStep("Đủ 10 ngày làm việc vào cuối ngày 14/09/2026."),
        ),
    )


def _late_strip() -> pieces.Strip:
    first = date(2026, 8, 3)
    return deadline_strip(
        received_on=first,
        promised_on=date(2026, 8, 10),
        received="14:05 ngày 03/08/2026",
        promised="17:30 ngày 10/08/2026",
        rest_days=_weekends(first, 14),
        ended_on=date(2026, 8, 12),
        verdict=Badge("Quá hạn 2 ngày làm việc", Tone.LATE),
    )


def _charts() -> tuple[Chart, ...]:
    years = ("2016", "2017", "2018", "2019", "2020")
    quarters = tuple(f"Quý {quarter}/{year}" for year in (2024, 2025) for quarter in ("I", "II", "III", "IV"))
    return (
        Bars(
            "Hồ sơ tiếp nhận theo năm",
            "Số hồ sơ tăng đều, năm 2020 nhiều nhất với 259 hồ sơ.",
            years,
            (Series("Hồ sơ", (212, 238, 251, 244, 259)),),
            unit="hồ sơ",
            axis="Năm",
        ),
        StackedBars(
            "Kết quả giải quyết theo năm",
            "Hồ sơ quá hạn giảm từ 9 xuống 3.",
            years,
            (
                Series("Trước hạn", (120, 141, 160, 171, 190)),
                Series("Đúng hạn", (80, 88, 84, 66, 63), tone="jade"),
                Series("Quá hạn", (9, 8, 6, 5, 3), tone="lacquer"),
            ),
            unit="hồ sơ",
            axis="Năm",
        ),
        Lines(
            "Tỷ lệ hồ sơ giải quyết đúng hạn theo quý",
            "Quý III năm 2024 không phát sinh hồ sơ.",
            quarters,
            (
                Series(
                    "Ban Quản lý",
                    tuple(
                        Rate(part, whole)
                        for part, whole in (
                            (182, 188),
                            (201, 205),
                            (0, 0),
                            (190, 199),
                            (177, 188),
                            (160, 171),
                            (203, 207),
                            (214, 214),
                        )
                    ),
                ),
            ),
            axis="Quý",
        ),
        Lines(
            "Hồ sơ theo cách nộp",
            "Nộp trực tuyến vượt nộp trực tiếp từ quý I năm 2025.",
            quarters,
            (
                Series("Trực tuyến", (40, 52, 61, 70, 96, 110, 121, 140)),
                Series("Trực tiếp", (120, 110, 104, 90, 82, 71, 60, 41)),
                Series("Bưu chính", (12, 9, 11, 14, 10, 12, 15, 13)),
            ),
            unit="hồ sơ",
            axis="Quý",
        ),
        Rows(
            "Hồ sơ theo lĩnh vực",
            "Lĩnh vực lao động, việc làm chiếm hơn một nửa; đất đai không phát sinh.",
            (
                "Đầu tư tại Việt Nam",
                "Quy hoạch xây dựng, kiến trúc",
                "Môi trường",
                "Lao động, việc làm",
                "Thương mại quốc tế",
                "Đất đai",
            ),
            (Series("Hồ sơ", (512, 288, 143, 1207, 31, 0)),),
            unit="hồ sơ",
            axis="Lĩnh vực",
        ),
        Histogram(
            "Số ngày giải quyết so với thời hạn",
            "Phần lớn hồ sơ xong trước hạn từ 1 đến 4 ngày.",
            ("≥ 5 sớm", "3-4", "1-2", "0", "1-2", "3-4", "≥ 5 muộn"),
            (Series("Hồ sơ", (44, 96, 131, 61, 7, 2, 1)),),
            unit="hồ sơ",
            axis="Ngày làm việc",
            mark=4,
            mark_words="hết hạn",
        ),
    )
