"""Opening a round: which units, in which blocks, by which sets, in which windows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction

from parindex.assessment.models import Adoption
from parindex.assessment.refreshing import expected_day, refresh_units_soon
from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit, Window
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.windows import checked_days
from parindex.assessment.sets import checked_set
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.measures.period import Period, parse_period
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import unit_on, unit_tree
from parindex.organisations.roles import Right

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_CODE, _LONGEST_TITLE = 40, 200


@dataclass(frozen=True, kw_only=True)
class _Block:
    code: str
    title: str
    document: str
    set: CriteriaSet


def _code(text: str, what: str) -> str:
    if not _CODE.fullmatch(text) or len(text) > _LONGEST_CODE:
        raise InputFault(
            f"{what} “{text}” phải viết bằng chữ thường không dấu, chữ số và dấu “-”, không quá {_LONGEST_CODE} ký tự, "
            "ví dụ 2026."
        )
    return text


def _title(text: str, what: str) -> str:
    short = text.strip()
    if not short or len(short) > _LONGEST_TITLE:
        raise InputFault(f"{what}: cần ghi tên, không quá {_LONGEST_TITLE} ký tự.")
    return short


def _blocks(blocks: Mapping[str, tuple[str, str]], units: Mapping[str, str]) -> dict[str, _Block]:
    """The blocks with their sets, checked. InputFault for a block without units or a unit without a block."""
    if not units:
        raise InputFault("Đợt đánh giá cần ít nhất một đơn vị.")
    for unit, code in units.items():
        if code not in blocks:
            raise InputFault(f"Đơn vị “{unit}” xếp vào khối “{code}”, mà đợt không có khối đó: {', '.join(blocks)}.")
    made = {}
    for code, (title, document) in blocks.items():
        if code not in units.values():
            raise InputFault(f"Khối “{code}” chưa có đơn vị nào; hãy xếp đơn vị vào khối hoặc bỏ khối này.")
        found = checked_set(document, name=f"khối {code}")
        made[_code(code, "Mã khối")] = _Block(
            code=code, title=_title(title, f"Khối “{code}”"), document=document, set=found
        )
    return made


def _adoptions(blocks: Mapping[str, _Block], units: Mapping[str, str], period: Period) -> list[tuple[str, _Block]]:
    """Units that have not adopted their block's set for the period yet. InputFault for one that uses another set, or is
    in another round of the period.
    """
    elsewhere = RoundUnit.objects.filter(round__period=period.code, unit__in=units).first()
    if elsewhere:
        raise InputFault(
            f"Đơn vị “{elsewhere.unit_id}” đã ở trong đợt “{elsewhere.round_id}” của {period.title}; một đơn vị chỉ được chấm "
            "một lần trong một kỳ."
        )
    rows = Adoption.objects.filter(period=period.code, unit__in=units).order_by("version")
    present = {one.unit_id: one for one in rows}
    missing = []
    for unit, code in units.items():
        if unit not in present:
            missing.append((unit, blocks[code]))
        elif present[unit].digest != blocks[code].set.digest:
            raise InputFault(
                f"Kỳ {period.title}: “{unit}” đã dùng bộ tiêu chí “{present[unit].set_id}”, khác bộ của khối “{code}”. "
                "Hãy dùng đúng bộ đó cho khối, hoặc để đơn vị ngoài đợt này."
            )
    return missing


def open_round(
    *,
    by: User,
    round: str,  # noqa: A002  # the word of the domain
    title: str,
    period: str,
    blocks: Mapping[str, tuple[str, str]],
    units: Mapping[str, str],
    windows: Mapping[Step, tuple[date, date]] | None = None,
) -> Round:
    """Open a round of a period. `blocks`: code → (title, text of its set); `units`: unit → code of its block; `windows`:
    step → first and last day, both included; steps left out are opened later. Each unit adopts its block's set.

    All or nothing. NotAllowed without the rights to run rounds and to choose sets in every unit; SetFault for a set with
    any problem; InputFault for codes, titles, units or days that cannot be, for a name that is taken, and for a unit that
    another round or another set scores in the period.
    """
    window = parse_period(period)
    day = expected_day(window)
    for unit in units:
        unit_on(unit, day)
    tree = unit_tree(day)
    for right in (Right.ROUND, Right.ADOPT):
        check_over_all(by, right, units, tree)
    name, heading = _code(round, "Mã đợt"), _title(title, "Đợt đánh giá")
    made = _blocks(blocks, units)
    spans = {step: checked_days(step, *days) for step, days in (windows or {}).items()}
    with transaction.atomic():
        if Round.objects.filter(pk=name).exists():
            raise InputFault(f"Đã có đợt đánh giá “{name}”; hãy chọn mã khác.")
        missing = _adoptions(made, units, window)
        opened = _write(by, Round(id=name, title=heading, period=window.code), made, units, spans, missing)
        audit.record(
            by=by,
            action="round.opened",
            subject=name,
            payload={
                "title": heading,
                "period": window.code,
                "blocks": {code: [one.set.id, one.set.digest] for code, one in made.items()},
                "units": dict(units),
                "windows": {step.value: [first, last] for step, (first, last) in spans.items()},
                "adopted": [unit for unit, _ in missing],
            },
        )
    refresh_units_soon((unit for unit, _ in missing), window)
    return opened


def _write(
    by: User,
    one: Round,
    blocks: Mapping[str, _Block],
    units: Mapping[str, str],
    spans: Mapping[Step, tuple[date, date]],
    missing: Iterable[tuple[str, _Block]],
) -> Round:
    now = datetime.now(UTC)
    one.by, one.at = by, now
    one.save(force_insert=True)
    RoundBlock.objects.bulk_create(
        RoundBlock(
            round=one,
            code=block.code,
            title=block.title,
            set_id=block.set.id,
            digest=block.set.digest,
            document=block.document,
            by=by,
            at=now,
        )
        for block in blocks.values()
    )
    RoundUnit.objects.bulk_create(
        RoundUnit(round=one, unit_id=unit, block=code, state=State.SELF_SCORING.value) for unit, code in units.items()
    )
    Window.objects.bulk_create(
        Window(round=one, step=step.value, opens=first, closes=last, by=by, at=now)
        for step, (first, last) in spans.items()
    )
    Adoption.objects.bulk_create(
        Adoption(
            unit_id=unit,
            period=one.period,
            set_id=block.set.id,
            digest=block.set.digest,
            document=block.document,
            by=by,
            at=now,
        )
        for unit, block in missing
    )
    return one
