"""Communication about administrative reform (1.4): what the plan promised, and every piece that came out."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="news", title="Tin", synonyms=("Tin tức", "Bản tin")),
    Choice(value="article", title="Bài viết", synonyms=("Bài", "Tin, bài", "Bài báo")),
    Choice(value="feature", title="Phóng sự, chuyên mục", synonyms=("Phóng sự", "Chuyên mục", "Tọa đàm")),
    Choice(value="meeting", title="Hội nghị, tập huấn", synonyms=("Hội nghị", "Tập huấn", "Hội thảo", "Đối thoại")),
    Choice(value="leaflet", title="Tờ rơi, pa nô", synonyms=("Tờ rơi", "Pa nô", "Áp phích", "Sổ tay")),
    Choice(value="video", title="Video, đồ họa", synonyms=("Video", "Clip", "Infographic", "Đồ họa")),
    Choice(value="contest", title="Cuộc thi, sân chơi", synonyms=("Cuộc thi", "Hội thi")),
)
MEDIA = (
    Choice(value="website", title="Trang Thông tin điện tử", synonyms=("Website", "Trang TTĐT", "Cổng TTĐT")),
    Choice(value="press", title="Báo, đài", synonyms=("Báo", "Đài truyền hình", "Đài phát thanh", "Báo Đồng Tháp")),
    Choice(value="social", title="Mạng xã hội", synonyms=("Zalo", "Facebook")),
    Choice(value="direct", title="Trực tiếp", synonyms=("Hội trường", "Tại đơn vị")),
    Choice(value="print", title="Ấn phẩm", synonyms=("In ấn", "Niêm yết")),
)

COMMUNICATIONS = Register(
    name="communications",
    title="Tuyên truyền cải cách hành chính",
    criterion="1.4",
    key=("plan", "title", "unit"),
    key_year=("due", "done"),
    listed=("title", "kind", "unit", "due", "done", "medium", "link"),
    columns=(
        Column(
            name="plan",
            title="Kế hoạch tuyên truyền",
            required=True,
            synonyms=("Kế hoạch", "Số kế hoạch"),
            hint="Ghi “Ngoài kế hoạch” cho sản phẩm không có trong kế hoạch",
        ),
        Column(
            name="title",
            title="Tên sản phẩm",
            required=True,
            synonyms=("Tiêu đề", "Tên tin, bài", "Nội dung", "Nội dung tuyên truyền", "Sản phẩm"),
        ),
        Column(
            name="kind",
            title="Loại sản phẩm",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Loại", "Hình thức", "Loại hình"),
        ),
        unit_column("Đơn vị thực hiện", "Đơn vị gửi tin, bài"),
        Column(
            name="due",
            title="Hạn theo kế hoạch",
            type=ColumnType.DATE,
            synonyms=("Thời hạn", "Hạn", "Thời gian theo kế hoạch"),
            hint="Để trống khi sản phẩm không có trong kế hoạch",
        ),
        Column(
            name="done",
            title="Ngày đăng, thực hiện",
            type=ColumnType.DATE,
            synonyms=("Ngày đăng", "Ngày thực hiện", "Ngày phát"),
        ),
        Column(
            name="medium",
            title="Phương tiện",
            type=ColumnType.CHOICE,
            choices=MEDIA,
            synonyms=("Nơi đăng", "Kênh", "Kênh tuyên truyền"),
        ),
        Column(name="link", title="Đường dẫn", synonyms=("Link", "Địa chỉ", "Đường dẫn bài viết")),
        Column(
            name="quantity",
            title="Số lượng",
            type=ColumnType.INTEGER,
            synonyms=("Số tờ", "Số người dự", "Số lượt"),
            hint="Số tờ, số người dự; để trống là một tin, bài",
        ),
        responsible_column("Người phụ trách", "Tác giả"),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="medium_missing",
            column="medium",
            holds="done IS NULL OR medium IS NOT NULL",
            message="Đã thực hiện thì cần phương tiện (nơi đăng, cách tổ chức).",
        ),
        Check(
            code="link_missing",
            column="link",
            holds="done IS NULL OR medium IS DISTINCT FROM 'website' OR link IS NOT NULL",
            message="Sản phẩm trên Trang Thông tin điện tử thì cần đường dẫn.",
        ),
        Check(code="not_positive", column="quantity", holds="quantity > 0", message="Số lượng phải lớn hơn 0."),
    ),
)
