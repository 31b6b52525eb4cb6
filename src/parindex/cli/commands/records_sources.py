"""`records sources`, `records name-source`, `records own-source`: what sources are called, whose they are, how they count."""

import argparse
from dataclasses import replace

from parindex.cli.loading import acting_user, open_workspace, unit_or_default
from parindex.cli.options import command
from parindex.cli.result import Result, text_table
from parindex.cli.unit_names import unit_names
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import DUES, ENDS, GRANULARITIES, PAUSES, Counting

COUNTINGS = {"end": ENDS, "due": DUES, "pauses": PAUSES, "granularity": GRANULARITIES}


def choices_of(comparison: Comparison) -> dict[str, dict[str, str]]:
    """The points at which things of this kind can be counted another way, each choice in the words of the thing."""
    found = {}
    for name, choices in COUNTINGS.items():
        said = {one: comparison.counting_text(replace(Counting(), **{name: one})) for one in choices}
        if len(set(said.values())) > 1:
            own = all(words in said[one] for one, words in choices.items())
            found[name] = dict(choices) if own else said
    return found


def _sources(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.queries import register_named, sources
    from parindex.ledger.sources import source_facts

    register = register_named(args.register)
    name_of = unit_names()
    data, rows = [], []
    for one in source_facts(register.name, *sources(register.name)):
        own = one.counting
        data.append(
            {
                "source": one.source,
                "title": one.title,
                "primary": one.primary,
                "owner": one.owner or None,
                "owner_name": one.owner_name or None,
                "counting": {name: getattr(own, name) for name in COUNTINGS} if own else None,
            }
        )
        owner = one.owner_name or (name_of(one.owner) if one.owner else "chưa ghi")
        rank = "nguồn chính" if one.primary else ""
        rows.append((one.source, one.title, rank, owner, own.text if own else "như mặc định"))
    titles = ("Nguồn", "Tên", "", "Chủ nguồn", "Cách đếm khi đối chiếu")
    return Result({"sources": data}, text_table(titles, rows))


def _name(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.actions import name_source

    name_source(
        by=acting_user(args),
        register=args.register,
        source=args.source,
        title=args.title,
        primary=args.primary,
        unit=unit_or_default(args.unit),
    )
    return _sources(args)


def _own(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.actions import own_source

    own_source(
        by=acting_user(args),
        register=args.register,
        source=args.source,
        owner=args.owner,
        unit=unit_or_default(args.unit),
        owner_name=args.owner_name,
        counting={name: value for name in COUNTINGS if (value := getattr(args, name)) is not None},
    )
    return _sources(args)


def add(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands under `records`."""
    listing = command(inner, "sources", _sources, "các nguồn của một sổ: tên, chủ nguồn, cách đếm")
    naming = command(inner, "name-source", _name, "đặt tên cho một nguồn, chọn nguồn chính", writes=True)
    owning = command(inner, "own-source", _own, "ghi chủ nguồn và cách đếm của một nguồn khi đối chiếu", writes=True)
    for parser in (listing, naming, owning):
        parser.add_argument("register", metavar="REGISTER")
    for parser in (naming, owning):
        parser.add_argument("--source", required=True, metavar="S", help="mã nguồn, ví dụ mot_cua_dien_tu")
        parser.add_argument("--unit", metavar="U", help="đơn vị của số liệu (mặc định: cơ quan được chấm)")
    naming.add_argument("--title", required=True, metavar="TÊN", help="tên nguồn trên màn hình và văn bản")
    naming.add_argument("--primary", action="store_true", help="con số lấy từ nguồn này khi không nêu nguồn")
    owning.add_argument("--owner", required=True, metavar="U", help="mã đơn vị quyết định về sai lệch của nguồn")
    owning.add_argument("--owner-name", default="", metavar="TÊN", help="tên chủ nguồn khi viết công văn")
    for name, choices in COUNTINGS.items():
        words = "; ".join(f"{one}: {said}" for one, said in choices.items())
        where = ", ".join(one.thing for one in COMPARISONS.values() if name in choices_of(one))
        owning.add_argument(
            f"--{name}", choices=choices, help=f"{words} (dùng cho: {where}; mặc định: theo thứ bậc của nguồn)"
        )
