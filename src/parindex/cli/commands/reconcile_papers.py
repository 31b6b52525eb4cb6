"""The papers about two sources, written from the command line: the list of differences and the letter that goes with it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.cli.files import write_bytes
from parindex.cli.loading import day
from parindex.documents.reconciliation_words import DAYS_TO_ANSWER
from parindex.errors import InputFault

if TYPE_CHECKING:
    from parindex.assessment.reconciling import Compared
    from parindex.ledger.sources import SourceFacts


def paper_options(parser: argparse.ArgumentParser) -> None:
    """The options of the papers."""
    papers = parser.add_argument_group("văn bản gửi chủ nguồn")
    papers.add_argument("--xlsx", metavar="FILE.xlsx", help="ghi danh sách sai lệch để gửi")
    papers.add_argument("--letter", metavar="FILE.docx", help="ghi dự thảo công văn gửi chủ nguồn, kèm danh sách")
    papers.add_argument("--to", metavar="S", help="gửi chủ nguồn nào (mặc định: nguồn có sai lệch bị tính trễ hạn)")
    papers.add_argument(
        "--answer-by", metavar="D", help=f"ngày đề nghị trả lời (mặc định: {DAYS_TO_ANSWER} ngày kể từ hôm nay)"
    )


def _path(text: str, suffix: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != suffix:
        raise InputFault(f"Văn bản này là một tệp {suffix}; hãy đổi tên “{path.name}”.")
    if not path.absolute().parent.is_dir():
        raise InputFault(f"Chưa có thư mục {path.parent}; hãy tạo thư mục ấy hoặc ghi {path.name} vào chỗ khác.")
    return path


def _source(compared: "Compared", asked: str | None) -> "SourceFacts":
    """The source asked for, else the one that has more of the differences late."""
    from parindex.documents.reconciliation_list.filling import owner_to_ask

    sources = {one.source: one for one in (compared.right, compared.left)}
    if asked is not None and asked not in sources:
        raise InputFault(f"--to phải là một trong hai nguồn đang đối chiếu: {', '.join(sources)}.")
    return sources[asked] if asked else owner_to_ask(compared)


def write_papers(compared: "Compared", args: argparse.Namespace) -> list[str]:
    """Write what was asked for; the files. InputFault for a name, a day or a source that cannot be."""
    if not (args.xlsx or args.letter):
        return []
    from parindex.documents.index import DOCUMENTS
    from parindex.documents.reconciliation_letter.filling import answer_day, filled_letter
    from parindex.documents.reconciliation_list.filling import filled_list, to_send
    from parindex.organisations.queries import today

    source = _source(compared, args.to)
    chosen = to_send(compared, source)
    made: list[tuple[Path, bytes]] = []
    if args.xlsx:
        path = _path(args.xlsx, ".xlsx")
        made.append((path, DOCUMENTS["difference_list"].build(filled_list(compared, source, chosen))))
    if args.letter:
        path, now = _path(args.letter, ".docx"), today()
        until = answer_day(day(args.answer_by) if args.answer_by else None, now)
        draft = filled_letter(compared, source, chosen, answer_by=until, year=now.year)
        made.append((path, DOCUMENTS["difference_letter"].build(draft)))
    for path, content in made:
        write_bytes(path, content)
    return [str(path) for path, _ in made]
