"""What is wrong with a criteria set, told so that the person who edits the file can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from parindex.errors import InputFault

SHOWN = 50  # a wrong indentation can cause hundreds of problems; the first ones are enough to mend it


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    `code` is stable and English; `where` is readable ("Tiêu chí 1.2, rule.bands[1]", positions counted from 1);
    `message` is Vietnamese; `line` is the line of the YAML file counted from 1, None when it has no single place.
    """

    code: str
    where: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"dòng {self.line}" if self.line else "", self.where) if part)
        return f"{place}: {self.message}" if place else self.message


class SetFault(InputFault):
    """A criteria set that cannot be used. `problems` holds every problem found, in the order of the file."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        shown = [f"- {problem}" for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            shown.append(f"- … và {len(self.problems) - SHOWN} lỗi nữa")
        super().__init__(f"Bộ tiêu chí {name} có {len(self.problems)} lỗi cần sửa:\n" + "\n".join(shown))
