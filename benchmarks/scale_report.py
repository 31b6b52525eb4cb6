"""The benchmarks of scale as sections of docs/performance.md, with their charts."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import chart
from benchmarks.report import table
from benchmarks.scale import CUBE, GOAL, LAW, MEMORY_GOAL, Size
from benchmarks.scale_ours import AIMS, NAME
from benchmarks.scale_peer import Peer

IMAGES = Path(__file__).parents[1] / "docs" / "images"
AIM = 2.5


def _met(holds: bool) -> str:
    return "met" if holds else "NOT met"


def _used(size: Size, name: str) -> float:
    """Median processor seconds."""
    return median(size.contest.processor[name])


def _growth(found: Sequence[Size]) -> list[str]:
    """Memory, speed and growth of cost against the smallest size."""
    first = found[0]
    lines = [
        "## Dossiers by status: memory, speed, growth",
        "",
        "| dossiers | peak memory, by unit | goal | processor time a million, all groups | cost : first | dossiers : first | |",
        "|---|---|---|---|---|---|---|",
    ]
    for size in found:
        more, times = size.millions / first.millions, _used(size, CUBE) / _used(first, CUBE)
        lines.append(
            f"| {size.millions} million | {size.memory:,} MiB | ≤ {MEMORY_GOAL:,}: {_met(size.memory <= MEMORY_GOAL)}"
            f" | {_used(size, CUBE) / size.millions:.2f} s | {times:.1f} | {more:g} | {_met(times <= more * 1.05)} |"
        )
    return [
        *lines,
        "",
        "Four calendars at once (half days, worked Saturdays, swapped days), pauses from a table of their own, codes as text in",
        "no order. Memory is the most that a process of its own held while it made the table by unit. The scan reads and sums",
        "the columns that the counts read, of both registers. Every cell is compared with what the naive twin gives, dossier",
        "after dossier. Cost may grow as the dossiers do, 5 % more at most.",
    ]


def scale(found: Sequence[Size], images: Path = IMAGES) -> list[str]:
    """The tables of all sizes; the chart is written."""
    bars = {
        f"{size.millions} million: {short}": (
            size.contest.processor_ratio(name),
            f"{size.contest.processor_ratio(name):.2f} ×",
        )
        for size in found
        for name, short in ((LAW, "by unit"), (CUBE, "by four things at once"))
    }
    chart.bars(
        images / "performance-scale.svg",
        "Classing and counting dossiers by law: processor time : bare scan",
        bars,
        own=tuple(bars),
        limits={f"goal {GOAL}": GOAL, f"aim {AIM}": AIM},
    )
    picture = "![Processor time against the bare scan](images/performance-scale.svg)"
    return [*(table(size.contest) for size in found), "\n".join([*_growth(found), "", picture])]


def _short(peer: Peer) -> str:
    return peer.name.partition(" ")[0].rstrip(",")


def peers(found: Sequence[Peer], right: dict[int, str], images: Path = IMAGES) -> str:
    """The table of peers; the chart is written."""
    own = median(found[0].seconds)
    lines = [
        "## The same table by other tools, per dossier",
        "",
        "| | how | dossiers | processor time a dossier | right answers | : ParIndex | aim |",
        "|---|---|---|---|---|---|---|",
    ]
    bars = {}
    for peer in found:
        took = median(peer.seconds)
        share = sum(right[number] == status for number, status in peer.found.items()) / len(peer.found)
        aim = AIMS.get(_short(peer))
        said = "" if aim is None else f"≥ {aim}: {_met(took / own >= aim)}"
        lines.append(
            f"| {peer.name} | {peer.how} | {peer.rows:,} | {took * 1e6:.2f} µs | {share:.2%} | {took / own:.1f} | {said} |"
        )
        bars[peer.name] = (took * 1e6, f"{took * 1e6:.2f} µs, {share:.1%} right")
    chart.bars(
        images / "performance-peers.svg",
        "Processor time a dossier (logarithmic), and the share of right answers",
        bars,
        own=(NAME,),
        logarithmic=True,
    )
    return "\n".join(
        [
            *lines,
            "",
            f"Counts by {CUBE.partition('by ')[2]} and status under the law with pauses and extensions; every",
            "cell of ours equals the naive twin's, and a right answer is the twin's status of a dossier. The peers have their",
            "rows loaded, indexed or in memory already and count whole days; ours reads its file each time. Fast and wrong is",
            "not ahead. Medians of 5 rounds each, one tool after the other in one run.",
            "",
            "![Processor time a dossier](images/performance-peers.svg)",
        ]
    )
