"""People, enterprises and parcels that do not exist, drawn from a seed.

Names follow Vietnamese custom; identity numbers, telephones and addresses use ranges that are never issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SURNAMES = (
    ("Nguyễn", 38),
    ("Trần", 11),
    ("Lê", 9),
    ("Phạm", 7),
    ("Hoàng", 5),
    ("Phan", 4),
    ("Vũ", 4),
    ("Đặng", 3),
    ("Bùi", 3),
    ("Đỗ", 2),
    ("Hồ", 2),
    ("Ngô", 2),
    ("Dương", 2),
    ("Lý", 1),
    ("Điểu", 2),
    ("Nông", 2),
    ("Giàng", 1),
)
MALE_MIDDLE = ("Văn", "Đức", "Minh", "Quang", "Hữu", "Công", "Thanh", "Ngọc")
FEMALE_MIDDLE = ("Thị", "Ngọc", "Thu", "Thanh", "Kim", "Phương", "Mỹ")
MALE_GIVEN = ("Hùng", "Dũng", "Tuấn", "Nam", "Hải", "Long", "Sơn", "Thắng", "Bình", "Phúc", "Khải", "Tường")
FEMALE_GIVEN = ("Hoa", "Lan", "Hương", "Hà", "Nga", "Linh", "Thảo", "Trang", "Yến", "Vân", "Quỳnh", "Diệp")
FORMS = (
    "Công ty TNHH",
    "Công ty TNHH MTV",
    "Công ty Cổ phần",
    "Chi nhánh Công ty TNHH",
    "Doanh nghiệp tư nhân",
)
TRADES = (
    "Chế biến Cà phê",
    "Chế biến Hồ tiêu",
    "Chế biến Mắc ca",
    "Gỗ ván ép",
    "Viên nén sinh học",
    "Cao su",
    "Thức ăn chăn nuôi",
    "Phân bón hữu cơ",
    "Nhôm phụ trợ",
    "Cơ khí",
    "Bao bì",
    "Điện mặt trời",
    "Logistics",
)
FIRST = ("Tâm", "An", "Kim", "Phú", "Đại", "Hưng", "Vĩnh", "Thiên", "Hoàng", "Khang")
SECOND = ("Lộc", "Nguyên", "Phát", "Thịnh", "Gia", "Cường", "Lạc", "Thành", "Hòa", "Minh")
THIRD = ("Xanh", "Việt", "Nam Sơn", "Cao Nguyên", "Phúc", "Tín", "Nghĩa", "Quân")


@dataclass(frozen=True)
class Person:
    """A made-up person."""

    name: str
    female: bool


def person(random: Random) -> Person:
    """Someone."""
    female = random.random() < 0.42
    names, weights = zip(*SURNAMES, strict=True)
    surname = random.choices(names, weights)[0]
    middle = random.choice(FEMALE_MIDDLE if female else MALE_MIDDLE)
    given = random.choice(FEMALE_GIVEN if female else MALE_GIVEN)
    return Person(f"{surname} {middle} {given}", female)


def enterprise(random: Random) -> str:
    """Some enterprise of the highlands."""
    own = f"{random.choice(FIRST)} {random.choice(SECOND)} {random.choice(THIRD)}"
    return f"{random.choice(FORMS)} {random.choice(TRADES)} {own}"


def phone(random: Random) -> str:
    """A telephone number from a range that is not issued."""
    return f"0900000{random.randrange(1000):03d}"
