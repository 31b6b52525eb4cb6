"""The owner of the software walks the whole loop with the account that the example gives him."""

from collections.abc import Callable

from comparing import LIST, ONE, OPEN, SETTLE, WHICH
from django.test import Client

from parindex.assessment.models import CauseDecision


def test_the_owner_of_the_software_sees_and_decides_what_his_source_has_late(
    as_person: Callable[[str], Client],
) -> None:
    client = as_person("tt-hcc")
    assert client.get(f"{LIST}?{WHICH}").status_code == 200
    assert "Ghi quyết định" in client.get(ONE + OPEN).content.decode()
    given = {"viec": "quyet-dinh", "ghi": "1", "khoa": [OPEN], "cause": "C01", "verdict": "excused"}
    assert client.post(SETTLE, given | {"document": "CV 12/TTHCC", "da_xem": "0"}).status_code == 302
    assert CauseDecision.objects.get().unit_id == "tt-hcc"
    assert client.post(SETTLE, {"viec": "gui", "ghi": "1", "khoa": [OPEN]}).status_code == 403
