"""Building an example workspace from the files of a shipped example, through the same actions as everybody else."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from parindex.assessment.actions import adopt_set, enter_result, enter_value
from parindex.assessment.queries import assessed_units, entered_leaves
from parindex.errors import InputFault
from parindex.ledger.actions import import_file, name_source, own_source
from parindex.organisations.actions import create_user, grant_role, save_setting
from parindex.organisations.queries import has_person, is_example, person, unit_facts
from parindex.organisations.roles import Role
from parindex.organisations.unit_import import import_units
from parindex.plans.actions import save_outline
from parindex.plans.outline import read_outline
from parindex.records.registers import REGISTERS
from parindex.shipped import criteria_set_file

Say = Callable[[str], None]


@dataclass(frozen=True)
class Person:
    """A fictional person made for the example, with the password that is shown once."""

    username: str
    name: str
    role: Role
    password: str


@dataclass(frozen=True)
class Built:
    """What was built. `people` is empty when the workspace held them already."""

    unit: str
    period: str
    criteria_set: str
    plan_year: int
    people: tuple[Person, ...]


class ExampleBuilder:
    """One run over the example's list of contents. Running it again on the same workspace changes nothing."""

    def __init__(self, folder: Path, say: Say) -> None:
        self.folder = folder
        self.say = say
        self.plan: dict[str, Any] = yaml.safe_load((folder / "vi-du.yaml").read_text(encoding="utf-8"))
        self.by = person(None)

    def build(self) -> Built:
        """Every step in the order of the flow: units, people, rows, criteria set, self-scores, history, outline."""
        self._claim()
        self._units()
        people = self._people()
        self._rows()
        self._assessment()
        self._plan()
        plan = self.plan
        return Built(plan["unit"], plan["period"], plan["criteria_set"], plan["plan_year"], people)

    def _claim(self) -> None:
        """Mark the workspace as this example's; refuse one that holds other people's work."""
        if is_example():
            return
        if unit_facts() or assessed_units():
            raise InputFault(
                "Không gian làm việc này đã có số liệu thật; hãy chọn thư mục khác cho ví dụ (--workspace)."
            )
        save_setting(by=self.by, name="example", value=self.plan["id"], source="parindex demo")

    def _units(self) -> None:
        units = import_units(by=self.by, path=self.folder / self.plan["units"])
        self.say(f"Đơn vị: {len(units)}")
        for one in self.plan["settings"]:
            save_setting(by=self.by, **one)

    def _people(self) -> tuple[Person, ...]:
        made = []
        for one in self.plan["people"]:
            if has_person(one["username"]):
                continue
            password = secrets.token_urlsafe(9)
            create_user(
                by=self.by,
                username=one["username"],
                display_name=one["name"],
                password=password,
                unit=one["unit"],
                role=Role(one["role"]),
                valid_from=date(2021, 1, 1),
                office=one.get("office", ""),
            )
            for more in one.get("also", ()):
                grant_role(
                    by=self.by,
                    username=one["username"],
                    unit=more["unit"],
                    role=Role(more["role"]),
                    valid_from=date(2021, 1, 1),
                )
            made.append(Person(one["username"], one["name"], Role(one["role"]), password))
        return tuple(made)

    def _rows(self) -> None:
        for one in self.plan["imports"]:
            self._import(one["register"], self.folder / one["file"], one["source"])
        own = {one["register"] for one in self.plan["imports"]}
        samples = self.plan["samples"]
        for register in REGISTERS:
            if register not in own:
                self._import(register, self.folder / samples["folder"] / f"{register}.csv", samples["source"])
        for one in self.plan["sources"]:
            name_source(by=self.by, unit=self.plan["unit"], **one)
        for one in self.plan["owners"]:
            own_source(by=self.by, unit=self.plan["unit"], **one)

    def _import(self, register: str, path: Path, source: str) -> None:
        report = import_file(by=self.by, register=register, path=path, source=source, unit=self.plan["unit"])
        landed = report.accepted + report.updated
        text = f"  {path.name}: {report.read} dòng, nhận {landed}"
        if report.unchanged:
            text += f", không đổi {report.unchanged}"
        if report.rejected:
            text += f", trả lại {report.rejected} ({report.errors[0].message})"
        self.say(text)

    def _assessment(self) -> None:
        document = criteria_set_file(self.plan["criteria_set"]).read_text(encoding="utf-8")
        unit, period = self.plan["unit"], self.plan["period"]
        adopt_set(by=self.by, unit=unit, period=period, document=document, name=self.plan["criteria_set"])
        self.say(f"Bộ tiêu chí: {self.plan['criteria_set']} (bộ mẫu, minh họa)")
        judgements = yaml.safe_load((self.folder / self.plan["judgements"]).read_text(encoding="utf-8"))
        known = entered_leaves(unit, period)
        for leaf, one in judgements["leaves"].items():
            if leaf not in known:
                enter_value(
                    by=self.by, unit=unit, period=period, leaf=leaf, value=one["value"], evidence=one["evidence"]
                )
        self.say(f"Tự chấm minh họa: {len(judgements['leaves'])} tiêu chí thành phần")

    def _plan(self) -> None:
        document = (self.folder / self.plan["outline"]).read_text(encoding="utf-8")
        for result in read_outline(document).results:
            enter_result(by=self.by, unit=self.plan["unit"], **result.model_dump())
        save_outline(by=self.by, unit=self.plan["unit"], year=self.plan["plan_year"], document=document)
