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
from parindex.assessment.rounds.states import OUTSIDE, State, Step
from parindex.assessment.rounds.windows import checked_days
from parindex.assessment.rounds.words import checked_words
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
class BlockSet:
    """A block of a round with its set, checked."""

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
    fault = f"{what}: cần ghi tên, không quá {_LONGEST_TITLE} ký tự."
    return checked_words(text, _LONGEST_TITLE, lacking=fault, long=fault)


def _blocks(blocks: Mapping[str, tuple[str, str]], units: Mapping[str, str]) -> dict[str, BlockSet]:
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
        made[_code(code, "Mã khối")] = BlockSet(
            code=code, title=_title(title, f"Khối “{code}”"), document=document, set=found
        )
    return made


@dataclass(frozen=True, kw_only=True)
class Adopting:
    """A unit that adopts its block's set for the round's period, as the `version`-th one that it adopts there."""

    unit: str
    block: BlockSet
    version: int = 1


def _released(units: Iterable[str], period: Period) -> set[tuple[str, str]]:
    """(unit, digest) of the sets that units were to be scored by in rounds of the period which they are out of."""
    rows = RoundUnit.objects.filter(
        unit__in=list(units), round__period=period.code, state__in=[one.value for one in OUTSIDE]
    )
    left = {(of.unit_id, of.round_id, of.block) for of in rows}
    blocks = RoundBlock.objects.filter(round__in={round_id for _, round_id, _ in left})
    known = tuple(blocks.values_list("round_id", "code", "digest"))
    return {(unit, one[2]) for unit, round_id, code in left for one in known if one[:2] == (round_id, code)}


def adoptions(blocks: Mapping[str, BlockSet], units: Mapping[str, str], period: Period) -> list[Adopting]:
    """Units (unit → code of its block) that have not adopted their block's set for the period yet. InputFault for one
    that uses another set, unless only for a round that it is out of, or is scored in another round of the period.
    """
    live = RoundUnit.objects.exclude(state__in=[one.value for one in OUTSIDE])
    elsewhere = live.filter(round__period=period.code, unit__in=units).first()
    if elsewhere:
        raise InputFault(
            f"Đơn vị “{elsewhere.unit_id}” đã ở trong đợt “{elsewhere.round_id}” của {period.title}; một đơn vị chỉ được chấm "
            "một lần trong một kỳ."
        )
    rows = Adoption.objects.filter(period=period.code, unit__in=units).order_by("version")
    present = {one.unit_id: one for one in rows}
    other = [
        unit for unit, code in units.items() if unit in present and present[unit].digest != blocks[code].set.digest
    ]
    released = _released(other, period) if other else set()
    missing = []
    for unit, code in units.items():
        held = present.get(unit)
        if held is None:
            missing.append(Adopting(unit=unit, block=blocks[code]))
        elif (unit, held.digest) in released and unit in other:
            missing.append(Adopting(unit=unit, block=blocks[code], version=held.version + 1))
        elif unit in other:
            raise InputFault(
                f"Kỳ {period.title}: “{unit}” đã dùng bộ tiêu chí “{held.set_id}”, khác bộ của khối “{code}”. "
                "Hãy dùng đúng bộ đó cho khối, hoặc để đơn vị ngoài đợt này."
            )
    return missing


def next_adoptions(block: BlockSet, units: Iterable[str], period: str) -> list[Adopting]:
    """What units of a round adopt so that they stand on their block's set, whatever they stood on; who does is left out.
    One query.
    """
    asked = tuple(units)
    rows = Adoption.objects.filter(period=period, unit__in=asked).order_by("version")
    newest = {unit: (version, digest) for unit, version, digest in rows.values_list("unit_id", "version", "digest")}
    stands = [(unit, *newest.get(unit, (0, ""))) for unit in asked]
    return [
        Adopting(unit=unit, block=block, version=version + 1)
        for unit, version, digest in stands
        if digest != block.set.digest
    ]


def adopt(by: User, period: str, missing: Iterable[Adopting], now: datetime) -> None:
    """Write that units adopt the sets of their blocks."""
    Adoption.objects.bulk_create(
        Adoption(
            unit_id=one.unit,
            period=period,
            version=one.version,
            set_id=one.block.set.id,
            digest=one.block.set.digest,
            document=one.block.document,
            by=by,
            at=now,
        )
        for one in missing
    )


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
        missing = adoptions(made, units, window)
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
                "adopted": [one.unit for one in missing],
            },
        )
    refresh_units_soon([one.unit for one in missing], window)
    return opened


def _write(
    by: User,
    one: Round,
    blocks: Mapping[str, BlockSet],
    units: Mapping[str, str],
    spans: Mapping[Step, tuple[date, date]],
    missing: Iterable[Adopting],
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
    adopt(by, one.period, missing, now)
    return one
