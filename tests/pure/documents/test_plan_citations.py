"""A document is cited in full once, by kind and number afterwards."""

from datetime import date

from parindex.documents.plan.citations import Citations, find_named
from parindex.plans.draft import LegalBasis

DECREE = LegalBasis(
    kind="Nghị định",
    number="107/2020/NĐ-CP",
    day=date(2020, 9, 14),
    issuer="Chính phủ",
    title="sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP.",
)
LAW = LegalBasis(
    kind="Luật", number="77/2015/QH13", day=date(2015, 6, 19), issuer="Quốc hội", title="Tổ chức chính quyền địa phương"
)


def test_the_first_citation_gives_kind_number_day_issuer_and_title() -> None:
    assert Citations().cite(DECREE) == (
        "Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số "
        "24/2014/NĐ-CP"
    )


def test_later_citations_give_kind_and_number_only() -> None:
    citations = Citations()
    citations.cite(DECREE)
    assert citations.cite(DECREE) == "Nghị định số 107/2020/NĐ-CP"


def test_a_law_is_cited_by_its_title_without_number_each_time() -> None:
    citations = Citations()
    assert citations.cite(LAW) == citations.cite(LAW) == "Luật Tổ chức chính quyền địa phương"


def test_two_documents_do_not_share_what_was_cited() -> None:
    Citations().cite(DECREE)
    assert "ngày 14/9/2020" in Citations().cite(DECREE)


def test_a_number_in_somebody_elses_words_counts_as_cited() -> None:
    citations = Citations()
    assert citations.note("Công văn số 107/2020/NĐ-CP ngày 14/9/2020").startswith("Công văn")
    assert citations.cite(DECREE) == "Nghị định số 107/2020/NĐ-CP"


def test_a_document_is_found_by_its_number_in_a_text() -> None:
    assert find_named((LAW, DECREE), "theo Nghị định số 107/2020/NĐ-CP") is DECREE
    assert find_named((LAW, DECREE), "theo quy định") is None


def test_the_title_of_a_report_is_led_in_by_a_word_of_its_own() -> None:
    report = LegalBasis(
        kind="Báo cáo", number="585/BC-SNV", day=date(2022, 3, 17), issuer="Sở Nội vụ", title="kết quả khảo sát"
    )
    led = LegalBasis(
        kind="Báo cáo", number="586/BC-SNV", day=date(2022, 3, 17), issuer="Sở Nội vụ", title="về kết quả khảo sát"
    )
    assert Citations().cite(report).endswith("của Sở Nội vụ về kết quả khảo sát")
    assert Citations().cite(led).endswith("của Sở Nội vụ về kết quả khảo sát")
