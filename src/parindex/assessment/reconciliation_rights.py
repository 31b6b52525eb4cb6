"""Who may say what of two sources."""

from collections.abc import Iterable

from parindex.assessment.reconciling import Compared
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import Difference
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today
from parindex.organisations.rights import NotAllowed, check_may, held_roles
from parindex.organisations.roles import Right

WHO_NOTES_OWNERS = (
    "Hãy nhờ cơ quan quản lý nguồn, cơ quan cấp trên của đơn vị hoặc người quản trị ParIndex ghi chủ nguồn; việc này chưa có "
    "trang riêng trên màn hình."
)


def strict_source(compared: Compared, differences: Iterable[Difference]) -> SourceFacts:
    """The one source that has all these rows late. InputFault when they are of two sources."""
    sources = {one.source: one for one in map(compared.strict, differences)}
    if len(sources) != 1:
        raise InputFault(
            "Các sai lệch đã chọn là của hai nguồn khác nhau; hãy chọn các sai lệch mà cùng một nguồn tính trễ hạn."
        )
    return next(iter(sources.values()))


def _with_owner(compared: Compared, source: SourceFacts) -> SourceFacts:
    if not source.owner:
        raise InputFault(f"Nguồn “{source.title}” chưa ghi chủ nguồn, nên chưa ai quyết định được. {WHO_NOTES_OWNERS}")
    return source


def check_may_settle(by: User, compared: Compared, differences: Iterable[Difference]) -> SourceFacts:
    """The owner of the source in question, when the person may decide for it. NotAllowed without the right, and for
    members of an office whose own dossiers would count better by the decision.
    """
    chosen = tuple(differences)
    source = _with_owner(compared, strict_source(compared, chosen))
    tree = all_units_ever()
    check_may(by, Right.SETTLE, source.owner, tree=tree, on=today())
    units = {one.unit if one.unit in tree.by_id else compared.asked.unit for one in chosen}
    gaining = {fact.id for unit in units for fact in tree.below(tree.agency(unit))}
    own = next((held.unit for held in held_roles(by, today()) if held.unit in gaining), None)
    if own is not None:
        raise NotAllowed(
            f"“{by}” thuộc “{tree.by_id[own].name}”, là bên được lợi từ quyết định này nên không được quyết định; "
            f"hãy gửi đề nghị tới chủ nguồn “{source.title}”."
        )
    return source


def check_may_send(by: User, unit: str) -> None:
    """NotAllowed unless the person may write to the owner of a source for the unit."""
    check_may(by, Right.ENTER, unit, tree=all_units_ever(), on=today())


def check_may_match(by: User, compared: Compared) -> None:
    """NotAllowed unless the person may say that two codes are one row: for the unit, or for the owner of a source.

    It changes no rate: the owner's decision on the row itself does.
    """
    tree = all_units_ever()
    for source in (compared.left, compared.right):
        if source.owner:
            try:
                return check_may(by, Right.SETTLE, source.owner, tree=tree, on=today())
            except NotAllowed:
                continue
    return check_may(by, Right.ENTER, compared.asked.unit, tree=tree, on=today())
