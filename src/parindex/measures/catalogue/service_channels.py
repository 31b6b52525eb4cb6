"""Procedures offered online (7.3) and by public post (7.4), and how many dossiers came that way in the period.

What is offered stands in the list of procedures, what was used in the dossiers. Two denominators are kept: every procedure
offered, and only those that had any dossier at all; which one a set of criteria means is its own to say.
"""

from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_IN_FORCE = "(valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)"
_ONLINE, _POST = "online_level IN ('3', '4', 'partial', 'full')", "postal IS TRUE"
_CAME_ONLINE, _CAME_BY_POST = "channel = 'online'", "channel = 'postal' OR return_channel = 'postal'"
_ONLINE_BASIS = "Nghị định số 43/2011/NĐ-CP; từ 15/8/2022: Nghị định số 42/2022/NĐ-CP"
_POST_BASIS = "Quyết định số 45/2016/QĐ-TTg"


def _used(
    code: str, title: str, offered: str, arrived: str, policy: Policy, basis: str, *, having: str = ""
) -> Measure:
    return Measure(
        code=code,
        title=title,
        thing="thủ tục được cung cấp",
        registers=("procedures", "dossiers"),
        counted=f"""
            SELECT p.*, coalesce(d.dossiers, 0) AS dossiers_this_way,
                CAST(coalesce(d.dossiers, 0) > 0 AS INTEGER) AS num, 1 AS den
            FROM procedures AS p LEFT JOIN (
                SELECT procedure, count(*) FILTER ({arrived}) AS dossiers, count(*) AS all_dossiers FROM dossiers
                WHERE CAST(received AS DATE) BETWEEN $first AND least($last, $as_of)
                GROUP BY procedure
            ) AS d ON d.procedure = p.code
            WHERE ({offered}) AND {_IN_FORCE}{having}
        """,
        added=(added("dossiers_this_way", "Số hồ sơ trong kỳ", ColumnType.INTEGER),),
        policy=policy,
        basis=(basis,),
    )


def _came(code: str, title: str, offered: str, arrived: str, words: str, basis: str) -> Measure:
    return Measure(
        code=code,
        title=title,
        thing="hồ sơ",
        registers=("dossiers", "procedures"),
        counted=f"""
            SELECT d.*, CAST(coalesce({arrived}, FALSE) AS INTEGER) AS num, 1 AS den
            FROM dossiers AS d
            WHERE CAST(d.received AS DATE) BETWEEN $first AND least($last, $as_of)
                AND d.procedure IN (SELECT code FROM procedures WHERE ({offered}) AND {_IN_FORCE})
        """,
        added=(added("return_channel", "Hình thức trả kết quả"),),
        policy=Policy("in_force/dossiers_in_period", f"Hồ sơ tiếp nhận trong kỳ của {words} tại ngày cuối kỳ."),
        basis=(basis,),
    )


def _offered(code: str, title: str, offered: str, basis: str, target: Fact | None) -> Measure:
    return Measure(
        code=code,
        title=title,
        thing="thủ tục hành chính",
        registers=("procedures",),
        counted=f"""
            SELECT *, CAST(coalesce({offered}, FALSE) AS INTEGER) AS num, 1 AS den FROM procedures WHERE {_IN_FORCE}
        """,
        policy=Policy(
            "in_force/offered", "Thủ tục còn hiệu lực tại ngày cuối kỳ; đạt khi được cung cấp theo cách này."
        ),
        basis=(basis,),
        target=target,
    )


ONLINE = _used(
    "online_services.used",
    "Tỷ lệ thủ tục cung cấp trực tuyến có phát sinh hồ sơ",
    _ONLINE,
    _CAME_ONLINE,
    Policy(
        "in_force/dossier_in_period",
        "Thủ tục cung cấp mức độ 3, 4 (từ 15/8/2022: một phần, toàn trình) còn hiệu lực tại ngày cuối kỳ; "
        "có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ.",
    ),
    _ONLINE_BASIS,
)

POSTAL = _used(
    "postal_services.used",
    "Tỷ lệ thủ tục qua bưu chính công ích có phát sinh hồ sơ",
    _POST,
    _CAME_BY_POST,
    Policy(
        "in_force/dossier_in_period",
        "Thủ tục đăng ký qua bưu chính công ích còn hiệu lực tại ngày cuối kỳ; có ít nhất một hồ sơ nhận hoặc trả "
        "qua bưu chính trong kỳ.",
    ),
    _POST_BASIS,
)

_LIVE = " AND coalesce(d.all_dossiers, 0) > 0"
_LIVE_WORDS = "có phát sinh hồ sơ theo bất kỳ cách nào trong kỳ; có ít nhất một hồ sơ"

ONLINE_OF_LIVE = _used(
    "online_services.used_of_live",
    "Tỷ lệ thủ tục cung cấp trực tuyến có hồ sơ trực tuyến, trên số có phát sinh hồ sơ",
    _ONLINE,
    _CAME_ONLINE,
    Policy(
        "in_force/any_dossier/dossier_in_period",
        f"Thủ tục cung cấp trực tuyến còn hiệu lực tại ngày cuối kỳ và {_LIVE_WORDS} trực tuyến.",
    ),
    _ONLINE_BASIS,
    having=_LIVE,
)

POSTAL_OF_LIVE = _used(
    "postal_services.used_of_live",
    "Tỷ lệ thủ tục qua bưu chính công ích có hồ sơ qua bưu chính, trên số có phát sinh hồ sơ",
    _POST,
    _CAME_BY_POST,
    Policy(
        "in_force/any_dossier/dossier_in_period",
        f"Thủ tục đăng ký qua bưu chính công ích còn hiệu lực tại ngày cuối kỳ và {_LIVE_WORDS} nhận hoặc trả qua bưu chính.",
    ),
    _POST_BASIS,
    having=_LIVE,
)

ONLINE_DOSSIERS = _came(
    "online_services.dossiers_online",
    "Tỷ lệ hồ sơ trực tuyến của thủ tục cung cấp trực tuyến",
    _ONLINE,
    _CAME_ONLINE,
    "thủ tục cung cấp trực tuyến còn hiệu lực",
    _ONLINE_BASIS,
)

POSTAL_DOSSIERS = _came(
    "postal_services.dossiers_postal",
    "Tỷ lệ hồ sơ nhận hoặc trả qua bưu chính công ích",
    _POST,
    _CAME_BY_POST,
    "thủ tục đăng ký qua bưu chính công ích còn hiệu lực",
    _POST_BASIS,
)

ONLINE_OFFERED = _offered(
    "online_services.offered",
    "Tỷ lệ thủ tục hành chính được cung cấp trực tuyến",
    _ONLINE,
    _ONLINE_BASIS,
    Fact(
        name="target.online_services.offered",
        title="Mục tiêu",
        unit="%",
        steps=(
            Step(
                value="80",
                valid_from=date(2022, 8, 1),
                source="Bộ chỉ số theo Quyết định số 766/QĐ-TTg: trọn điểm từ 80% (áp dụng từ 01/8/2022)",
            ),
        ),
    ),
)

POSTAL_OFFERED = _offered(
    "postal_services.offered",
    "Tỷ lệ thủ tục hành chính thực hiện qua bưu chính công ích",
    _POST,
    _POST_BASIS,
    None,
)

MEASURES = (
    ONLINE,
    ONLINE_OF_LIVE,
    ONLINE_DOSSIERS,
    ONLINE_OFFERED,
    POSTAL,
    POSTAL_OF_LIVE,
    POSTAL_DOSSIERS,
    POSTAL_OFFERED,
)
