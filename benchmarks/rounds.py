"""Timing contestants against each other: one after the other in every round, so that a busy minute hits them all."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5  # an odd number, five at least


@dataclass(frozen=True)
class Contest:
    """Seconds of each contestant in each round, on the clock and of the processor. The first one is the yardstick."""

    title: str
    seconds: Mapping[str, tuple[float, ...]]
    processor: Mapping[str, tuple[float, ...]]
    goals: Mapping[str, float]
    note: str = ""
    by_processor: bool = False  # goals are judged by processor time

    @property
    def yardstick(self) -> str:
        """What the others are measured against."""
        return next(iter(self.seconds))

    def median(self, name: str) -> float:
        """The contestant's median time, seconds."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str) -> float:
        """The median of the ratios to the yardstick on the clock, round by round."""
        return self._ratio(self.seconds, name)

    def processor_ratio(self, name: str) -> float:
        """The same for processor time of all threads, which neighbours on the machine disturb less."""
        return self._ratio(self.processor, name)

    def _ratio(self, times: Mapping[str, tuple[float, ...]], name: str) -> float:
        return statistics.median(own / other for own, other in zip(times[name], times[self.yardstick], strict=True))


def contest(
    title: str,
    contestants: Mapping[str, Callable[[], object]],
    *,
    repeat: int = 1,
    goals: Mapping[str, float] | None = None,
    before: Callable[[], object] | None = None,
    note: str = "",
    rounds: int = ROUNDS,
    by_processor: bool = False,
) -> Contest:
    """Run every contestant once to warm up, then `rounds` times in turn, `repeat` calls a time.

    `before` is called untimed before each contestant.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    processor: dict[str, list[float]] = {name: [] for name in contestants}
    for round_number in range(rounds + 1):
        for name, run in contestants.items():
            if before is not None:
                before()
            gc.collect()
            started, worked = time.perf_counter(), time.process_time()
            for _ in range(repeat):
                run()
            if round_number:
                seconds[name].append((time.perf_counter() - started) / repeat)
                processor[name].append((time.process_time() - worked) / repeat)
    return Contest(title, _frozen(seconds), _frozen(processor), goals or {}, note, by_processor)


def _frozen(times: Mapping[str, list[float]]) -> dict[str, tuple[float, ...]]:
    return {name: tuple(found) for name, found in times.items()}
