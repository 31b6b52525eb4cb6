"""Communication about administrative reform (1.4): what was promised and done, and how much came out."""

from parindex.measures.columns import STATUS, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy

_BASIS = ("Kế hoạch tuyên truyền CCHC hằng năm của cơ quan",)

DONE = Measure(
    code="communications.done",
    title="Tỷ lệ hoàn thành kế hoạch tuyên truyền CCHC",
    thing="sản phẩm trong kế hoạch tuyên truyền",
    registers=("communications",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM communications WHERE {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/done",
        "Sản phẩm có hạn theo kế hoạch trong kỳ và đã đến hạn; đạt khi đã thực hiện, dù trễ hạn; sản phẩm ngoài kế hoạch "
        "không tính.",
    ),
    basis=_BASIS,
    target=percent_target(
        "communications.done", "100", source="Mức thường dùng: hoàn thành kế hoạch; cần xác nhận", confirmed=False
    ),
)


def _count(name: str, title: str, condition: str, words: str) -> Measure:
    return Measure(
        code=f"communications.{name}",
        title=title,
        thing="sản phẩm tuyên truyền",
        registers=("communications",),
        counted=f"""
            SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM communications
            WHERE done BETWEEN $first AND least($last, $as_of) AND ({condition})
        """,
        policy=Policy("done_in_period", words),
        basis=_BASIS,
        is_count=True,
        costs="FALSE",
    )


PRODUCTS = _count(
    "products",
    "Số sản phẩm tuyên truyền CCHC",
    "TRUE",
    "Sản phẩm đăng, thực hiện trong kỳ, trong và ngoài kế hoạch; mỗi dòng là một sản phẩm.",
)
WEBSITE_ARTICLES = _count(
    "website_articles",
    "Số tin, bài về CCHC trên Trang Thông tin điện tử",
    "kind IN ('news', 'article', 'feature') AND medium = 'website'",
    "Tin, bài viết, phóng sự, chuyên mục đăng trong kỳ trên Trang Thông tin điện tử.",
)

MEASURES = (DONE, PRODUCTS, WEBSITE_ARTICLES)
