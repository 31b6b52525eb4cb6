"""The example workspace for tests of the pages: the one that all tests of a run share, copied for each process."""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.built_once import ODD_NAME, demo_built

from parindex.organisations.actions import save_units
from parindex.organisations.models import User
from parindex.organisations.tree import UnitFact

UNIT, PERIOD = "so-ldtbxh", "2021"
BASE = f"/{UNIT}/{PERIOD}"


@dataclass(frozen=True)
class Example:
    """A workspace folder of one's own, with the passwords of its people."""

    folder: Path
    passwords: dict[str, str]


def example_copy(factory: pytest.TempPathFactory, name: str) -> Example:
    """A copy in a folder called `name` of this test process."""
    built = demo_built(factory)
    said = json.loads((built / "said.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(built / ODD_NAME, factory.mktemp(name) / ODD_NAME)
    return Example(folder, {one["username"]: one["password"] for one in said["people"]})


def foreign_department() -> str:
    """A department beside those of the example, written into its database; its id."""
    save_units(
        by=User.objects.get(is_superuser=True),
        facts=[
            UnitFact(
                id="so-khac",
                name="Sở khác",
                abbreviation="SK",
                kind="department",
                parent="dong-thap",
                valid_from=date(2008, 1, 1),
                valid_to=None,
            )
        ],
    )
    return "so-khac"
