"""Fictional applicants. Their column is personal: the importer reads it and drops it."""

import random

NAMES = (
    "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Phan Trương Lâm Mai Cao Châu Tô",
    "Văn Thị Hoàng Minh Ngọc Thanh Kim Hữu Quốc Mỹ Thành Phước Tuyết Bích Đức Xuân",
    "An Bình Chi Dũng Đào Giang Hà Hạnh Hiếu Hòa Hùng Hương Khánh Lan Liên Loan Long Lộc Mai Nam Nga Nghĩa Nhàn Oanh "
    "Phúc Phương Quý Sang Sơn Tâm Thảo Thắng Thu Thủy Tiến Trang Trí Tuấn Út Vân Vinh Xuyến Yến",
)
EMPLOYERS = ("Công ty TNHH", "Công ty TNHH MTV", "Công ty Cổ phần", "Doanh nghiệp tư nhân")


def person(rng: random.Random) -> str:
    """A name put together at random."""
    return " ".join(words[int(rng.random() * len(words))] for words in map(str.split, NAMES))


def employer(rng: random.Random) -> str:
    """An employer that says itself that it is made up (minh họa: illustration)."""
    return f"{EMPLOYERS[int(rng.random() * len(EMPLOYERS))]} Minh Họa {1 + int(rng.random() * 180):03d}"
