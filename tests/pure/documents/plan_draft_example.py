"""A realistic plan draft: the facts of the department's plan of 2022, everything else worded for these tests.

Facts: Kế hoạch cải thiện Chỉ số CCHC, Chỉ số hài lòng năm 2022 of Sở Lao động – Thương binh và Xã hội, Đồng Tháp
(4/2022). Rows and points are illustrative.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from plan_annex_example import ANNEX

from parindex.plans.draft import (
    Figure,
    LegalBasis,
    OrganisationDuty,
    PlanDraft,
    PublishedResult,
    Shortfall,
    Target,
)

UNIT = "Sở Lao động – Thương binh và Xã hội"
LDVLBH = "Phòng Lao động – Việc làm – Bảo hiểm"
SET_TITLE = "Bộ tiêu chí mẫu xác định Chỉ số cải cách hành chính cấp sở năm 2021 (minh họa)"
STEERING = ("1", "Công tác chỉ đạo điều hành CCHC")


def ratio(numerator: str, denominator: str, percent: str) -> Figure:
    return Figure(numerator=Fraction(numerator), denominator=Fraction(denominator), percent=Decimal(percent))


def count(number: int) -> Figure:
    return Figure(numerator=Fraction(number))


REPORTS = Shortfall(
    code="1.2",
    cited_as="1.2",
    name="Thực hiện chế độ báo cáo CCHC",
    area_code=STEERING[0],
    area_name=STEERING[1],
    points=Decimal("1.75"),
    max_points=Decimal("2"),
    measures=("reports.late", "reports.on_time"),
    figures={"reports.on_time": ratio("8", "9", "88.89"), "reports.late": count(1)},
    rows=(
        {
            "kind": "Báo cáo CCHC",
            "period": "Quý I",
            "receiver": "Sở Nội vụ",
            "due": date(2021, 3, 5),
            "sent": date(2021, 3, 9),
            "document": "21/BC-SLĐTBXH",
            "unit": "van-phong",
            "unit_name": "Văn phòng Sở",
        },
    ),
    units=("Văn phòng Sở",),
    subjective_causes=("số liệu quý của một số phòng gửi về Văn phòng Sở sát ngày phải báo cáo",),
)
TASKS = Shortfall(
    code="1.6",
    cited_as="1.6",
    name="Thực hiện các nhiệm vụ được UBND Tỉnh, Chủ tịch UBND Tỉnh giao",
    area_code=STEERING[0],
    area_name=STEERING[1],
    points=Decimal("2.97"),
    max_points=Decimal("3"),
    measures=("assigned_tasks.on_time",),
    figures={"assigned_tasks.on_time": ratio("86", "87", "98.85")},
    rows=(
        {
            "code": "NV-2021-0412",
            "assigned_by": "Công văn số 318/UBND-KGVX",
            "assigned": date(2021, 9, 6),
            "task": "Báo cáo tình hình lao động trở về địa phương do dịch bệnh",
            "due": date(2021, 9, 20),
            "submitted": date(2021, 9, 24),
            "unit": "ld-vl-bh",
            "unit_name": LDVLBH,
        },
    ),
    units=(LDVLBH,),
    objective_causes=("phải chờ số liệu của các huyện, thành phố trong thời gian giãn cách xã hội",),
)
ARCHIVE = Shortfall(
    code="1.7",
    cited_as="1.8",
    name="Văn thư lưu trữ",
    area_code=STEERING[0],
    area_name=STEERING[1],
    points=Decimal("1.56"),
    max_points=Decimal("2"),
    measures=("archive_backlog.processed",),
    figures={"archive_backlog.processed": ratio("195", "250", "78.00")},
    rows=(
        {"fonds": "Hồ sơ người có công", "years": "1976–2014", "total": Decimal("140"), "processed": Decimal("98.5"),
         "unit_name": "Phòng Người có công"},
        {"fonds": "Tài liệu hành chính", "years": "2005–2014", "total": Decimal("30"), "processed": Decimal("24"),
         "unit_name": "Văn phòng Sở"},
        {"fonds": "Hồ sơ bảo trợ xã hội", "years": "2015–2019", "total": Decimal("40"), "processed": Decimal("32.5"),
         "unit_name": "Phòng Bảo trợ và Phòng, chống tệ nạn xã hội"},
    ),
    objective_causes=("khối tài liệu hình thành từ trước năm 2015 lớn, phần nhiều chưa lập hồ sơ",),
    subjective_causes=("việc chỉnh lý của công chức chuyên môn chậm so với tiến độ đã đề ra",),
)  # fmt: skip
DOSSIERS = Shortfall(
    code="3.2",
    cited_as="3.2.5",
    name="Kết quả giải quyết thủ tục hành chính",
    area_code="3",
    area_name="Cải cách thủ tục hành chính",
    points=Decimal("5.99"),
    max_points=Decimal("6"),
    measures=("dossiers.received", "dossiers.early", "dossiers.late", "dossiers.pending", "dossiers.overdue"),
    figures={
        "dossiers.received": count(1670),
        "dossiers.early": count(1663),
        "dossiers.on_time": count(0),
        "dossiers.late": count(1),
        "dossiers.pending": count(6),
        "dossiers.overdue": count(0),
    },
    elsewhere={"Phần mềm một cửa điện tử của Tỉnh": {"dossiers.late": count(30), "dossiers.overdue": count(12)}},
    rows=(
        {
            "code": "000.00.19.H20-211201-0004",
            "procedure_name": "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ",
            "due": "2021-12-08T17:00:00",
            "finished": "2021-12-10T10:00:00",
            "unit_name": "Phòng Người có công",
        },
    ),
)
LEADERSHIP = Shortfall(
    code="4.1",
    cited_as="4.1.2",
    name="Thực hiện quy định về cơ cấu số lượng lãnh đạo tại các cơ quan hành chính",
    area_code="4",
    area_name="Cải cách tổ chức bộ máy hành chính",
    points=Decimal("0"),
    max_points=Decimal("1"),
    measures=("leadership.within_limit",),
    figures={"leadership.within_limit": ratio("6", "8", "75.00")},
    rows=(
        {"unit_name": "Văn phòng Sở", "headcount": 7, "heads": 1, "deputies": 2, "allowed": 1, "excess": 1,
         "decree": "Nghị định số 107/2020/NĐ-CP"},
        {"unit_name": LDVLBH, "headcount": 9, "heads": 1, "deputies": 3, "allowed": 2, "excess": 1,
         "decree": "Nghị định số 107/2020/NĐ-CP"},
    ),
    units=("Văn phòng Sở", LDVLBH),
)  # fmt: skip
TRAINING = Shortfall(
    code="5.6",
    cited_as="5.5",
    name="Thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ, công chức, viên chức",
    area_code="5",
    area_name="Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức",
    points=Decimal("1"),
    max_points=Decimal("2"),
    measures=("training.completed",),
    figures={"training.completed": ratio("5", "8", "62.50")},
    rows=(
        {"line": "Cao cấp, trung cấp lý luận chính trị", "quota": 6, "completed": 4},
        {"line": "Đào tạo trình độ thạc sĩ", "quota": 2, "completed": 1},
        {"line": "Bồi dưỡng lãnh đạo, quản lý cấp phòng", "quota": 5, "completed": 2},
    ),
    objective_causes=("một số lớp phải hoãn do dịch bệnh",),
)
ONLINE = Shortfall(
    code="7.3",
    cited_as=None,
    name="Cung cấp dịch vụ công trực tuyến",
    area_code="7",
    area_name="Hiện đại hóa hành chính",
    points=Decimal("0.5"),
    max_points=Decimal("3"),
    measures=("online_services.used",),
    figures={"online_services.used": ratio("14", "62", "22.58")},
    rows=(
        *({"code": f"1.00{number}", "field": "Người có công"} for number in range(21)),
        *({"code": f"2.00{number}", "field": "Giáo dục nghề nghiệp"} for number in range(17)),
        *({"code": f"3.00{number}", "field": "Bảo trợ xã hội"} for number in range(10)),
    ),
    objective_causes=("người dân, tổ chức vẫn quen nộp trực tiếp tại Trung tâm Kiểm soát TTHC và phục vụ hành chính công "
                      "Tỉnh",),
    subjective_causes=("việc hướng dẫn, vận động nộp hồ sơ trực tuyến của các phòng chưa thường xuyên",),
)  # fmt: skip
POSTAL = Shortfall(
    code="7.4",
    cited_as=None,
    name="Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích",
    area_code="7",
    area_name="Hiện đại hóa hành chính",
    points=Decimal("0.25"),
    max_points=Decimal("2"),
    measures=("postal_services.used",),
    figures={"postal_services.used": ratio("11", "80", "13.75")},
)

BASES = (
    LegalBasis(
        kind="Quyết định",
        number="231/QĐ-UBND-HC",
        day=date(2022, 3, 17),
        issuer="UBND Tỉnh",
        title="về phê duyệt và công bố Chỉ số đánh giá cải cách hành chính năm 2021 của các sở, ban, ngành tỉnh và "
        "Ủy ban nhân dân các huyện, thành phố trên địa bàn tỉnh",
    ),
    LegalBasis(
        kind="Báo cáo",
        number="585/BC-SNV",
        day=date(2022, 3, 17),
        issuer="Sở Nội vụ",
        title="về kết quả khảo sát đo lường sự hài lòng của cá nhân, tổ chức đối với sự phục vụ của cơ quan hành chính "
        "nhà nước trên địa bàn tỉnh Đồng Tháp năm 2021",
    ),
    LegalBasis(
        kind="Thông báo",
        number="130/TB-VPUBND",
        day=date(2022, 4, 5),
        issuer="Văn phòng UBND Tỉnh",
        title="kết luận của Chủ tịch UBND Tỉnh tại Hội nghị trực tuyến công bố kết quả Chỉ số cải cách hành chính, "
        "Chỉ số hài lòng năm 2021 và triển khai nhiệm vụ cải cách hành chính năm 2022",
    ),
)
RESULTS = (
    PublishedResult(
        index="par_index",
        year=2021,
        percent=Decimal("84.66"),
        decision="231/QĐ-UBND-HC",
        day=date(2022, 3, 17),
        rank=9,
        rank_of=17,
        change_points=Decimal("10.54"),
        change_rank=8,
    ),
    PublishedResult(
        index="satisfaction",
        year=2021,
        percent=Decimal("100"),
        decision="585/BC-SNV",
        day=date(2022, 3, 17),
        change_points=Decimal("1.87"),
    ),
)
DUTIES = (
    OrganisationDuty(
        who="Trưởng các phòng chuyên môn, thủ trưởng các đơn vị trực thuộc",
        duties=(
            "Phân công người phụ trách từng nội dung được giao tại Phụ lục và chịu trách nhiệm về kết quả thực hiện.",
            "Hằng quý báo cáo kết quả cùng với Báo cáo CCHC về Sở (qua Văn phòng Sở).",
            "Giữ vững các nội dung đã đạt điểm tối đa thuộc lĩnh vực phụ trách.",
        ),
    ),
    OrganisationDuty(
        who="Văn phòng Sở",
        duties=(
            "Theo dõi, đôn đốc việc thực hiện Kế hoạch; mỗi quý cùng các phòng, đơn vị xem lại từng chỉ tiêu, từng điểm "
            "số và tài liệu kiểm chứng, báo cáo Giám đốc Sở.",
        ),
    ),
)
DRAFT = PlanDraft(
    year=2022,
    unit_name=UNIT,
    superior_name="Ủy ban nhân dân tỉnh Đồng Tháp",
    abbreviation="SLĐTBXH",
    place="Đồng Tháp",
    signer_title="Giám đốc",
    bases=BASES,
    results=RESULTS,
    targets=(
        Target(text="Khắc phục các tiêu chí, tiêu chí thành phần chưa đạt; giữ vững các tiêu chí đã đạt điểm tốt."),
        Target(
            text="Chỉ số cải cách hành chính (CCHC) năm 2022 của Sở đạt từ 80% trở lên.",
            index="par_index",
            operator=">=",
            percent=Decimal("80"),
        ),
        Target(text="Chỉ số hài lòng năm 2022 của Sở đạt trên 90%.", index="satisfaction", operator=">"),
    ),
    shortfalls=(REPORTS, TASKS, ARCHIVE, DOSSIERS, LEADERSHIP, TRAINING, ONLINE, POSTAL),
    annex=ANNEX,
    duties=DUTIES,
    closing="Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các phòng, đơn vị phản ánh về Văn phòng Sở để tổng "
    "hợp, báo cáo Giám đốc Sở xem xét, quyết định.",
    recipients=("UBND Tỉnh", "Sở Nội vụ", "GĐ, các PGĐ Sở", "Các phòng CM, ĐVTT Sở"),
    drafting_unit="VP",
    criteria_set_title=SET_TITLE,
    as_of=date(2021, 12, 31),
    illustrative=True,
)
