"""A file made for the person, to be saved under its name."""

from django.http import HttpResponse

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """The file; `kind`: its media type, `name`: of letters that need no quoting."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def xlsx_response(content: bytes, name: str) -> HttpResponse:
    """A workbook."""
    return attachment(content, XLSX, name)
