"""Procedures offered online (7.3) and by public post (7.4) that had at least one dossier that way in the period."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType


def _used(code: str, title: str, offered: str, arrived: str, policy: Policy, basis: str) -> Measure:
    return Measure(
        code=code,
        title=title,
        thing="thủ tục được cung cấp",
        registers=("procedures", "dossiers"),
        counted=f"""
            SELECT p.*, coalesce(d.dossiers, 0) AS dossiers_this_way,
                CAST(coalesce(d.dossiers, 0) > 0 AS INTEGER) AS num, 1 AS den
            FROM procedures AS p LEFT JOIN (
                SELECT procedure, count(*) AS dossiers FROM dossiers
                WHERE CAST(received AS DATE) BETWEEN $first AND least($last, $as_of) AND ({arrived})
                GROUP BY procedure
            ) AS d ON d.procedure = p.code
            WHERE ({offered}) AND (valid_from IS NULL OR valid_from <= $as_of)
                AND (valid_to IS NULL OR valid_to > $as_of)
        """,
        added=(added("dossiers_this_way", "Số hồ sơ trong kỳ", ColumnType.INTEGER),),
        policy=policy,
        basis=(basis,),
    )


ONLINE = _used(
    "online_services.used",
    "Tỷ lệ thủ tục cung cấp trực tuyến có phát sinh hồ sơ",
    "online_level IN ('3', '4', 'partial', 'full')",
    "channel = 'online'",
    Policy(
        "in_force/dossier_in_period",
        "Thủ tục cung cấp mức độ 3, 4 (từ 15/8/2022: một phần, toàn trình) còn hiệu lực tại ngày cuối kỳ; "
        "có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ.",
    ),
    "Nghị định số 43/2011/NĐ-CP; từ 15/8/2022: Nghị định số 42/2022/NĐ-CP",
)

POSTAL = _used(
    "postal_services.used",
    "Tỷ lệ thủ tục qua bưu chính công ích có phát sinh hồ sơ",
    "postal IS TRUE",
    "channel = 'postal' OR return_channel = 'postal'",
    Policy(
        "in_force/dossier_in_period",
        "Thủ tục đăng ký qua bưu chính công ích còn hiệu lực tại ngày cuối kỳ; có ít nhất một hồ sơ nhận hoặc trả "
        "qua bưu chính trong kỳ.",
    ),
    "Quyết định số 45/2016/QĐ-TTg",
)
