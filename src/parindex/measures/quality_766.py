"""What the measures of the set of QĐ 766/QĐ-TTg share: where the definitions were seen, and whose dossiers they count.

The document "Mô tả công thức tính chỉ số 766" is known as reproduced in public code; its formulas were revised on the
national portal after the decision.
"""

BASIS_766 = (
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
    "Tài liệu “Mô tả công thức tính chỉ số 766” (công thức đã chỉnh trên Cổng Dịch vụ công quốc gia)",
)
FULL_MARKS = "Mức trọn điểm trong tài liệu “Mô tả công thức tính chỉ số 766”"
IN_PERIOD = "CAST(received AS DATE) BETWEEN $first AND least($last, $as_of)"
