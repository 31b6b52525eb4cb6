"""`reconcile`: two sources of one register compared row by row, with the cause of each difference."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from parindex.cli.commands.reconcile_papers import paper_options, write_papers
from parindex.cli.commands.records_sources import COUNTINGS, choices_of
from parindex.cli.loading import day, open_workspace
from parindex.cli.options import command, group
from parindex.cli.reconciliation_text import comparison_text
from parindex.cli.result import Result
from parindex.errors import InputFault
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import MISSING, Difference

if TYPE_CHECKING:
    from parindex.assessment.reconciliation_rates import SideRates
    from parindex.assessment.reconciling import Asked, Compared
    from parindex.ledger.sources import SourceFacts


def _counting(args: argparse.Namespace, side: str, own: Counting) -> Counting | None:
    """The source's own way of counting with what the command line says otherwise; None when it says nothing."""
    said = {name: value for name in COUNTINGS if (value := getattr(args, f"{side}_{name}", None)) is not None}
    return replace(own, **said) if said else None


def _asked(args: argparse.Namespace) -> "Asked":
    from parindex.assessment.reconciling import Asked, countings_of
    from parindex.ledger.sources import source_facts
    from parindex.organisations.queries import today

    as_of = day(args.as_of) if args.as_of else None
    if as_of and as_of > today():
        raise InputFault(
            f"Ngày {as_of:%d/%m/%Y} chưa đến; hãy ghi --as-of là hôm nay ({today():%d/%m/%Y}) hoặc ngày đã qua."
        )
    home = COMPARISONS[args.kind]
    left, right = source_facts(home.register, args.left, args.right)
    own = countings_of(home, left, right)
    return Asked(
        kind=args.kind,
        left=args.left,
        right=args.right,
        unit=args.unit,
        period=args.period,
        as_of=as_of,
        snapshot=args.snapshot,
        left_counting=_counting(args, "left", own[0]),
        right_counting=_counting(args, "right", own[1]),
    )


def _difference(compared: "Compared", one: Difference) -> dict[str, object]:
    """The contract's fields first. A side is null where the source has no such row."""
    from django.utils.timezone import localtime

    settled = compared.settled[one.key]
    decision = settled.decision
    return {
        "key": one.key,
        "left": None if one.left.status == MISSING else one.left.status,
        "right": None if one.right.status == MISSING else one.right.status,
        "cause": one.cause,
        "secondary": list(one.secondary),
        "evidence": [evidence.text for evidence in one.evidence],
        "unit": one.unit,
        "group": one.group,
        "group_title": one.group_title,
        "lacking": list(one.lacking),
        "proposal": one.proposal,
        "dues": dict(one.dues),
        "settlement": settled.state,
        "decision": {
            "verdict": decision.verdict,
            "cause": decision.cause,
            "document": decision.document,
            "by": decision.by,
            "at": localtime(decision.at),
        }
        if decision
        else None,
    }


def _rates(side: "SideRates") -> dict[str, object]:
    found: dict[str, dict[str, object]] = {"before": {}, "after": {}}
    for rate in side.rates:
        for name, parts, percent in zip(found, (rate.before, rate.after), rate.percents, strict=True):
            above, below = parts
            value = None if percent is None else str(percent)
            found[name][rate.name] = {"numerator": above, "denominator": below, "value": value}
    return {
        "source": side.source.source,
        **found,
        "policy": side.policy,
        "policy_after": side.policy_after,
        "excused": side.excused,
    }


def _source(compared: "Compared", facts: "SourceFacts", counting: Counting, side: "SideRates") -> dict[str, object]:
    return {
        "source": facts.source,
        "title": facts.title,
        "owner": facts.owner or None,
        "owner_name": facts.owner_name or None,
        "counting": {name: getattr(counting, name) for name in COUNTINGS},
        "counting_text": compared.comparison.counting_text(counting),
        "counts": dict(side.counts),
        "counts_after": dict(side.counts_after),
    }


def _data(compared: "Compared") -> dict[str, object]:
    found, on = compared.found, compared.question
    left, right = compared.rates
    return {
        "matched": found.matched,
        "only_left": len(found.only_left),
        "only_right": len(found.only_right),
        "disagreements": [_difference(compared, one) for one in found.disagreements],
        "by_cause": found.by_cause,
        "agreed": [_difference(compared, one) for one in found.agreed],
        "proposals": [
            {"left": one.left, "right": one.right, "reason": one.reason, "agrees": list(one.agrees)}
            for one in found.proposals
        ],
        "unproposed": found.unproposed or None,
        "rates": _rates(right),
        "rates_left": _rates(left),
        "sources": {
            "left": _source(compared, compared.left, compared.left_counting, left),
            "right": _source(compared, compared.right, compared.right_counting, right),
        },
        "kind": found.kind,
        "unit": compared.asked.unit,
        "period": on.period.code,
        "as_of": on.as_of,
        "snapshot": on.snapshot,
    }


def _run(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.assessment.reconciling import comparison

    compared = comparison(_asked(args))
    data, text = _data(compared), comparison_text(compared)
    if files := write_papers(compared, args):
        data["files"] = files
        text += f"\n\nĐã ghi: {', '.join(files)}"
    return Result(data, text)


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare one command a comparison."""
    inner = group(parsers, "reconcile", text)
    for kind, comparison in COMPARISONS.items():
        parser = command(inner, kind, _run, comparison.title)
        parser.set_defaults(kind=kind)
        parser.add_argument("--left", required=True, metavar="S", help="nguồn bên trái, ví dụ so")
        parser.add_argument("--right", required=True, metavar="S", help="nguồn bên phải, ví dụ mot_cua_dien_tu")
        parser.add_argument("--unit", required=True, metavar="U", help="mã đơn vị (gồm cả đơn vị bên dưới)")
        parser.add_argument("--period", required=True, metavar="P", help="kỳ: 2021, 2021-Q1, 2021-H1, 2021-9M")
        parser.add_argument("--as-of", metavar="D", help="tính đến ngày (mặc định: cuối kỳ, hoặc hôm nay nếu sớm hơn)")
        parser.add_argument("--snapshot", type=int, metavar="N", help="theo sổ ghi tại số N (mặc định: mới nhất)")
        ways = parser.add_argument_group("cách đếm của lần này (mặc định: cách đếm của mỗi nguồn)")
        for side, title in (("left", "trái"), ("right", "phải")):
            for name, choices in choices_of(comparison).items():
                words = "; ".join(f"{one}: {said}" for one, said in choices.items())
                ways.add_argument(f"--{side}-{name}", choices=choices, help=f"nguồn bên {title}: {words}")
        paper_options(parser)
