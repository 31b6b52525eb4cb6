"""Addresses of the pages: unit and period first, then what is looked at, in the order of the flow."""

from django.urls import path

from parindex.web.views import (
    criterion,
    downloads,
    entry,
    history,
    imports,
    measure,
    overview,
    plan,
    registers,
    sheet,
    signing,
)
from parindex.web.views import row as row_page

urlpatterns = [
    path("", overview.home, name="home"),
    path("dang-nhap/", signing.sign_in, name="sign_in"),
    path("dang-xuat/", signing.sign_out, name="sign_out"),
    path("<slug:unit>/<str:period>/", overview.page, name="overview"),
    path("<slug:unit>/<str:period>/bang-diem/", sheet.page, name="sheet"),
    path("<slug:unit>/<str:period>/bang-diem.xlsx", downloads.score_sheet, name="sheet_file"),
    path("<slug:unit>/<str:period>/tieu-chi/<str:code>/", criterion.page, name="criterion"),
    path("<slug:unit>/<str:period>/tieu-chi/<str:code>/tu-cham/", entry.page, name="entry"),
    path("<slug:unit>/<str:period>/chi-tieu/<str:code>/", measure.page, name="measure"),
    path("<slug:unit>/<str:period>/so-lieu/", registers.index, name="registers"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/", registers.page, name="register"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/dong/", row_page.page, name="row"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/nhap/", imports.upload, name="import"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/nhap/xac-nhan/", imports.confirm, name="confirm_import"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/hoan-tac/", imports.undo, name="undo"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/mau.xlsx", downloads.template, name="template"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/xuat.xlsx", downloads.export, name="export"),
    path("<slug:unit>/<str:period>/so-lieu/<str:register>/dong-loi.xlsx", downloads.error_sheet, name="error_sheet"),
    path("<slug:unit>/<str:period>/lich-su/", history.page, name="history"),
    path("<slug:unit>/<str:period>/ke-hoach/", plan.page, name="plan"),
    path("<slug:unit>/<str:period>/ke-hoach/de-cuong-mau.yaml", downloads.outline_sample, name="outline_sample"),
    path("<slug:unit>/<str:period>/ke-hoach/du-thao.docx", downloads.plan_document, name="plan_document"),
]
