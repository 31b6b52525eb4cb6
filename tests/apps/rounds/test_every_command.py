"""Every command that writes, in the name of every role: in one's own unit, from the office over it, from an inner unit,
from a neighbour. A command without a line in the table fails the test.
"""

import argparse
import importlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from small_set import OUTLINE
from tests.apps.rounds.a_round import BUILDING, HEALTH, PROVINCE, SET_OF_DEPARTMENTS, ARound
from tests.conftest import FULL

from parindex.cli.commands import COMMANDS
from parindex.cli.main import build_parser
from parindex.errors import InputFault
from parindex.ledger.actions import import_file
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

R = Role
IMPORTS = {R.CONTRIBUTOR, R.COORDINATOR, R.ADMINISTRATOR}
PLANS = {R.COORDINATOR, R.HEAD, R.ADMINISTRATOR}
RUNS = {R.SECRETARIAT, R.ADMINISTRATOR}
SETTLES = {R.APPRAISER, R.SECRETARIAT, R.ADMINISTRATOR}  # never who has rows in the register: it would judge itself
RELATIONS = {"own": HEALTH, "over": PROVINCE, "inner": "phong-y", "foreign": BUILDING}
SHARE = 1.0 if FULL else 0.3
TASKS = "Mã nhiệm vụ;Văn bản giao;Ngày giao;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Ngày hoàn thành\n"
FILES = {
    "tasks.csv": TASKS + "N-1;Số 1/QĐ;02/01/2021;Việc;so-y-te;30/06/2021;\n",
    "units.csv": "Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên;Có từ ngày\nphong-moi;Phòng mới;Phòng;so-y-te;01/01/2020\n",
    "lineage.csv": "STT;Quyết định;Ngày hiệu lực;Việc;Đơn vị cũ;Đơn vị mới;Lĩnh vực\n"
    "1;QĐ số 1;01/07/2021;Giải thể;phong-y;;\n",
    "set.yaml": SET_OF_DEPARTMENTS,
    "outline.yaml": OUTLINE,
    "round.yaml": """
round: dot-2022
title: Đợt thử
period: "2022"
blocks:
  - {code: so, title: Khối sở, set: set.yaml, units: [so-y-te]}
""",
}


@dataclass(frozen=True)
class Command:
    """How a command is called about HEALTH, and who may by a role there, and by one in the office over it."""

    words: tuple[str, ...]
    own: frozenset[Role]
    over: frozenset[Role]


def _command(words: str, roles: set[Role], over: set[Role] | None = None) -> Command:
    return Command(tuple(words.split()), frozenset(roles), frozenset(roles if over is None else over))


TABLE: Mapping[tuple[str, ...], Command] = {
    ("units", "import"): _command("units.csv", {R.ADMINISTRATOR}),
    ("units", "reorganise"): _command("lineage.csv", {R.ADMINISTRATOR}),
    ("users", "add"): _command("moi --name Mới --unit so-y-te --role head", {R.ADMINISTRATOR}),
    ("users", "grant"): _command("nguoi-xem --unit so-y-te --role viewer", {R.ADMINISTRATOR}),
    ("users", "office"): _command("nguoi-xem so-y-te", {R.ADMINISTRATOR}),
    ("records", "import"): _command("assigned_tasks tasks.csv --source so --unit so-y-te", IMPORTS),
    ("records", "undo"): _command("1", IMPORTS),
    ("records", "name-source"): _command("assigned_tasks --source so --title Sổ --unit so-y-te", IMPORTS),
    ("records", "own-source"): _command(
        "assigned_tasks --source so --owner so-y-te --unit so-y-te", set(), IMPORTS | SETTLES
    ),
    ("criteria", "adopt"): _command("set.yaml --unit so-y-te --period 2022", RUNS),
    ("rounds", "open"): _command("round.yaml", RUNS),
    ("plan", "outline"): _command("outline.yaml --unit so-y-te --year 2022", PLANS),
}


def writing_commands() -> dict[tuple[str, ...], argparse.ArgumentParser]:
    """Every command that writes in somebody's name, by its words."""

    def walk(
        parser: argparse.ArgumentParser, words: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
        inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        for group in inner:
            for name, below in group.choices.items():
                yield from walk(below, (*words, name))
        # some commands that only read have a --by too: it groups
        if not inner and any("--by" in one.option_strings and one.metavar == "USER" for one in parser._actions):
            yield words, parser

    return dict(walk(build_parser(), ()))


@pytest.fixture
def here(a_round: ARound, admin: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the commands read, a batch to undo; commands find the workspace of the test open."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    import_file(by=admin, register="assigned_tasks", path=tmp_path / "tasks.csv", source="so", unit=HEALTH)
    build_parser()
    for name in (*COMMANDS, "records_rows", "records_sources", "criteria_import", "reconcile_papers"):
        module = importlib.import_module(f"parindex.cli.commands.{name}")
        if hasattr(module, "open_workspace"):
            monkeypatch.setattr(module, "open_workspace", lambda *_, **__: tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(words: tuple[str, ...], by: str) -> str:
    """ "in" when the person was let in, whatever came of it; "out" when he was refused. Nothing stays written."""
    args = build_parser(words).parse_args([*words, *TABLE[words].words, "--by", by])
    before = AuditEvent.objects.count()
    with transaction.atomic():
        try:
            args.run(args)
            found = "in"
        except NotAllowed:
            found = "out" if AuditEvent.objects.count() == before else "wrote before it refused"
        except InputFault as fault:
            found = f"in, but {fault}"
        transaction.set_rollback(True)
    return found


def test_every_command_that_writes_stands_in_the_table() -> None:
    assert set(writing_commands()) == set(TABLE)


@pytest.mark.parametrize("relation", RELATIONS)
def test_who_may_call_a_command_is_what_the_table_says(relation: str, here: Path) -> None:
    choose = random.Random(relation)
    wrong = []
    for role in Role:
        user = User.objects.create(username=f"{role.value}.{relation}", display_name="Người thử", password="!")
        Membership.objects.create(user=user, unit_id=RELATIONS[relation], role=role.value, valid_from=date(2008, 1, 1))
        for words, command in TABLE.items():
            if choose.random() < SHARE:
                allowed = {"own": command.own, "over": command.over}.get(relation, frozenset())
                expected = "in" if role in allowed else "out"
                found = called(words, user.username)
                if found != expected:
                    wrong.append((" ".join(words), role.value, found))
    assert wrong == []


def test_without_a_name_a_command_writes_as_the_administrator(here: Path) -> None:
    for words in TABLE:
        assert called(words, "quan-tri") == "in", words
