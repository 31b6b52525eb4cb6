"""Criteria sets that a page can start from or compare: those of the workspace, those in use, those that come along."""

from dataclasses import dataclass

from parindex.assessment.queries import adoption_of, sets_used
from parindex.assessment.rounds.reading import block_in_force
from parindex.assessment.set_documents import set_document, set_documents, usable_text
from parindex.criteria.document import decode
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.shipped import criteria_set_file, shipped_folder
from parindex.web.page import Place

_OWN, _USED, _SHIPPED, _BLOCK = "kho", "dung", "mau", "khoi"


@dataclass(frozen=True)
class Source:
    """A set by the word that stands in an address ("kho:so-2026"), with what it is called."""

    ref: str
    title: str

    @property
    def choice(self) -> tuple[str, str]:
        """As a choice of a form."""
        return self.ref, self.title


def sources(place: Place) -> list[Source]:
    """What there is, the workspace's own sets first."""
    found = [
        Source(f"{_OWN}:{one.code}", f"{one.code}: {one.title} (lần lưu {one.version})") for one in set_documents()
    ]
    for period, set_id in sets_used(place.unit).items():
        title = f"{set_id} (đang dùng để chấm {place.unit_name}, {parse_period(period).title})"
        found.append(Source(f"{_USED}:{period}", title))
    try:
        files = sorted(shipped_folder("criteria_sets").glob("*.yaml"))
    except InputFault:
        files = []
    return found + [Source(f"{_SHIPPED}:{file.stem}", f"{file.stem} (kèm theo phần mềm)") for file in files]


def block_ref(round_id: str, block: str) -> str:
    """The word for the set in force in a block of a round."""
    return f"{_BLOCK}:{round_id}:{block}"


def is_block(ref: str) -> bool:
    """Whether a word stands for the set of a block of a round."""
    return ref.startswith(f"{_BLOCK}:") and ref.count(":") > 1


def usable_text_of(place: Place, ref: str) -> str:
    """The text of a set that is to score somebody. InputFault as `text_of`, and while anything of it waits for a person."""
    kind, _, name = ref.partition(":")
    return usable_text(name) if kind == _OWN else text_of(place, ref)


def text_of(place: Place, ref: str) -> str:
    """The text of a set by its word. InputFault when there is none."""
    kind, _, name = ref.partition(":")
    match kind:
        case "kho":
            return set_document(name).document
        case "dung" if name:
            return adoption_of(place.unit, name).document
        case "khoi" if ":" in name:
            return block_in_force(*name.split(":", 1)).document
        case "mau" if name in {file.stem for file in shipped_folder("criteria_sets").glob("*.yaml")}:
            path = criteria_set_file(name)
            return decode(path.read_bytes(), name=path.name)
    raise InputFault(f"Không có bộ tiêu chí “{ref}”; hãy chọn trong danh sách.")
