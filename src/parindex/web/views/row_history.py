"""The history of one row: who wrote it when, from where, and what that changed."""

from collections.abc import Sequence

from parindex.documents.wording.numbers import moment_text
from parindex.ledger.history import RowVersion, row_history
from parindex.records.prepared import EMPTY
from parindex.records.schema import Register
from parindex.web.cells import cell_text
from parindex.web.local_time import local
from parindex.web.page import Place
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.row_form import form_columns
from parindex.web.views.batches import KINDS

_COLUMNS = (
    Column("Lần ghi", numeric=True),
    Column("Việc", heading=True, width="text"),
    Column("Thay đổi", width="wide"),
    Column("Người ghi"),
    Column("Lúc", width="fit"),
    Column("Trạng thái"),
)


def changes(place: Place, register: Register, version: RowVersion, earlier: RowVersion | None) -> str:
    """What a version changed, in words."""
    if version.kind == "withdrawal":
        return "Rút khỏi sổ"
    if earlier is None:
        return "Ghi lần đầu"
    if earlier.kind == "withdrawal":
        return "Ghi trở lại"
    told = []
    for column in form_columns(register):
        before, after = (cell_text(column, one.values.get(column.name), place.name_of) for one in (earlier, version))
        if before != after:
            told.append(f"{column.title}: {before or EMPTY} → {after or EMPTY}")
    return "; ".join(told) or "Không đổi nội dung"


def _state(version: RowVersion, standing: RowVersion | None) -> Cell:
    if not version.in_force:
        return Cell("Đã hoàn tác", sign="none")
    if version is not standing:
        return Cell("Đã có bản mới hơn", sign="none")
    return Cell("Đã rút", sign="warn") if version.kind == "withdrawal" else Cell("Đang dùng", sign="good")


def _earlier(versions: Sequence[RowVersion], one: RowVersion) -> RowVersion | None:
    """What stood when a version was written, whatever was taken back later."""
    return next((other for other in versions if other.stood_at(one.number)), None)


def history_table(place: Place, register: Register, source: str, key: str) -> Table:
    """Every version of the row, newest first."""
    versions = row_history(register.name, source, key)
    standing = next((one for one in versions if one.in_force), None)
    rows = [
        Row(
            (
                Cell(str(one.number), href=place.url("batch", register=register.name, number=str(one.number))),
                Cell(one.file_name or KINDS.get(one.kind, one.kind), note=one.reason or None),
                changes(place, register, one, _earlier(versions, one)),
                one.by,
                moment_text(local(one.at)),
                _state(one, standing),
            )
        )
        for one in versions
    ]
    return Table(
        columns=_COLUMNS,
        rows=rows,
        caption="Lịch sử của dòng",
        empty_text="Chưa có lần ghi nào.",
        id="lich-su",
    )
