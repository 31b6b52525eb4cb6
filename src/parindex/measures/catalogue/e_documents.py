"""Documents sent with digital signatures, documents received and handled in time (7.1)."""

from parindex.measures.columns import STATUS, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy

_PLAN = "Kế hoạch cải thiện chỉ số năm 2022, mục 7.1: trao đổi văn bản điện tử có chữ ký số"
_BASIS = ("Nghị định số 30/2020/NĐ-CP về công tác văn thư",)


def _signed(name: str, title: str, condition: str, words: str) -> Measure:
    return Measure(
        code=f"e_documents.{name}",
        title=title,
        thing="văn bản đi",
        registers=("e_documents",),
        counted=f"""
            SELECT *, CAST(coalesce(form IN ('electronic', 'both') AND sent <= $as_of AND {condition}, FALSE) AS INTEGER)
                AS num, 1 AS den
            FROM e_documents
            WHERE direction = 'out' AND secret IS DISTINCT FROM TRUE AND issued BETWEEN $first AND least($last, $as_of)
        """,
        policy=Policy(
            f"issued_in_period/not_secret/{name}",
            f"Văn bản đi ban hành trong kỳ, không tính văn bản mật; gửi điện tử trên trục liên thông, có {words}.",
        ),
        basis=_BASIS,
        target=percent_target(f"e_documents.{name}", "100", source=_PLAN),
    )


HANDLED = Measure(
    code="e_documents.handled_on_time",
    title="Tỷ lệ văn bản đến được xử lý đúng hạn",
    thing="văn bản đến",
    registers=("e_documents",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= due AND done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM e_documents WHERE direction = 'in' AND {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/day",
        "Văn bản đến có hạn xử lý trong kỳ và đã đến hạn; so ngày xử lý xong với hạn; văn bản không có hạn không tính.",
    ),
    basis=_BASIS,
    target=percent_target("e_documents.handled_on_time", "100", source="Xử lý văn bản đến đúng hạn"),
)

MEASURES = (
    _signed(
        "signed",
        "Tỷ lệ văn bản đi gửi điện tử có đủ chữ ký số",
        "signed_by_person AND signed_by_agency",
        "cả chữ ký số của người có thẩm quyền và của cơ quan",
    ),
    _signed(
        "signed_by_agency",
        "Tỷ lệ văn bản đi gửi điện tử có chữ ký số của cơ quan",
        "signed_by_agency",
        "chữ ký số của cơ quan",
    ),
    _signed(
        "signed_by_person",
        "Tỷ lệ văn bản đi gửi điện tử có chữ ký số của người ký",
        "signed_by_person",
        "chữ ký số của người có thẩm quyền",
    ),
    HANDLED,
)
