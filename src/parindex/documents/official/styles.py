"""The named Word styles of an official document: what an officer sees in the style list and edits there.

Sizes are those of NĐ 30/2020/NĐ-CP, Phụ lục I; where it gives a range, the size that suits a 14-point body.
"""

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, kw_only=True)
class StyleSpec:
    """One paragraph style. Lengths: `size` in points, `indent` (first line) in mm, gaps in points, `line` in lines.

    `fixed_line` (points) replaces `line`; `outline` is the level in the navigation pane, counted from 0.
    """

    id: str
    name: str
    size: float
    align: Alignment = "center"
    bold: bool = False
    italic: bool = False
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    fixed_line: float | None = None
    keep_next: bool = False
    outline: int | None = None


BODY_SIZE = 14.0
_INDENT = 12.7  # mm: 1 cm and 1,27 cm are both allowed


def _body(style_id: str, name: str, **more: object) -> StyleSpec:
    given = {"size": BODY_SIZE, "align": "both", "indent": _INDENT, "before": 3, "after": 6, "line": 1.08}
    return StyleSpec(id=style_id, name=name, **{**given, **more})  # type: ignore[arg-type]


NATION = StyleSpec(id="QuocHieu", name="Quốc hiệu", size=13, bold=True)
MOTTO = StyleSpec(id="TieuNgu", name="Tiêu ngữ", size=14, bold=True)
SUPERIOR = StyleSpec(id="CoQuanChuQuan", name="Cơ quan chủ quản", size=13)
ISSUER = StyleSpec(id="CoQuanBanHanh", name="Cơ quan ban hành", size=13, bold=True)
NUMBER = StyleSpec(id="SoKyHieu", name="Số, ký hiệu", size=13)
PLACE_DATE = StyleSpec(id="DiaDanhNgay", name="Địa danh, ngày tháng", size=14, italic=True)
KIND = StyleSpec(id="TenLoai", name="Tên loại văn bản", size=14, bold=True, before=14, keep_next=True, outline=0)
SUMMARY = StyleSpec(id="TrichYeu", name="Trích yếu", size=14, bold=True, keep_next=True)
RULE = StyleSpec(id="DuongKe", name="Đường kẻ", size=2, before=2, fixed_line=4, keep_next=True)
SUBJECT = StyleSpec(id="TrichYeuCongVan", name="Trích yếu công văn", size=12, before=6)
ADDRESSEE = StyleSpec(id="KinhGui", name="Kính gửi", size=14, before=18, after=12, keep_next=True)
BASIS = _body("CanCu", "Căn cứ", italic=True)
BODY = _body("NoiDung", "Nội dung")
HEADING_1 = _body("MucLaMa", "Mục I", bold=True, keep_next=True, outline=0, before=6)
HEADING_2 = _body("MucSo", "Mục 1", bold=True, keep_next=True, outline=1)
POINT = _body("Diem", "Điểm a)")
DASH = _body("GachDauDong", "Gạch đầu dòng")
RECIPIENTS_TITLE = StyleSpec(
    id="NoiNhanTieuDe", name="Nơi nhận", size=12, align="left", bold=True, italic=True, keep_next=True
)
RECIPIENT = StyleSpec(id="NoiNhanDong", name="Nơi nhận, từng dòng", size=11, align="left", keep_next=True)
SIGNER_TITLE = StyleSpec(id="ChucVuNguoiKy", name="Chức vụ người ký", size=14, bold=True, keep_next=True)
SIGNATURE_ROOM = StyleSpec(id="ChoKy", name="Chỗ ký, đóng dấu", size=14, keep_next=True)
SIGNER_NAME = StyleSpec(id="HoTenNguoiKy", name="Họ tên người ký", size=14, bold=True)
ANNEX_WORD = StyleSpec(id="PhuLuc", name="Phụ lục", size=14, bold=True, keep_next=True, outline=0)
ANNEX_TITLE = StyleSpec(id="TenPhuLuc", name="Tên phụ lục", size=14, bold=True, keep_next=True)
ANNEX_REFERENCE = StyleSpec(id="KemTheo", name="Kèm theo văn bản", size=14, italic=True, keep_next=True)
TABLE_HEAD = StyleSpec(id="BangDau", name="Bảng: tiêu đề cột", size=12, bold=True, before=2, after=2, keep_next=True)
TABLE_TEXT = StyleSpec(id="BangChu", name="Bảng: chữ", size=12, align="left", before=2, after=2)
TABLE_AREA = StyleSpec(
    id="BangLinhVuc", name="Bảng: lĩnh vực", size=12, align="left", bold=True, before=2, after=2, keep_next=True
)
TABLE_AREA_CODE = StyleSpec(
    id="BangMaLinhVuc", name="Bảng: mã lĩnh vực", size=12, bold=True, before=2, after=2, keep_next=True
)
TABLE_CODE = StyleSpec(id="BangMa", name="Bảng: số thứ tự, mã", size=12, before=2, after=2)
NOTE = StyleSpec(id="GhiChu", name="Ghi chú số liệu", size=12, align="both", italic=True, before=6)
PAGE_NUMBER = StyleSpec(id="SoTrang", name="Số trang", size=14)
MARK = StyleSpec(id="DauMinhHoa", name="Dấu minh họa", size=11, italic=True)

STYLES = (
    *(NATION, MOTTO, SUPERIOR, ISSUER, NUMBER, PLACE_DATE, KIND, SUMMARY, SUBJECT, ADDRESSEE, RULE),
    *(BASIS, BODY, HEADING_1, HEADING_2, POINT, DASH),
    *(RECIPIENTS_TITLE, RECIPIENT, SIGNER_TITLE, SIGNATURE_ROOM, SIGNER_NAME),
    *(ANNEX_WORD, ANNEX_TITLE, ANNEX_REFERENCE, TABLE_HEAD, TABLE_TEXT, TABLE_AREA, TABLE_AREA_CODE, TABLE_CODE),
    *(NOTE, PAGE_NUMBER, MARK),
)
