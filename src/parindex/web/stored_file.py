"""A file that somebody attached, given back as it was attached."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from parindex.ledger.workspace import workspace


def stored_file(digest: str, name: str) -> HttpResponse:
    """The bytes kept under a digest, to be saved under their name. Http404 without any, or when they are no longer the same."""
    if not digest:
        raise Http404("Không có tệp văn bản này.")
    store = workspace().store
    if not store.is_sound(digest):
        raise Http404("Tệp văn bản bị mất hoặc bị sửa; hãy khôi phục thư mục store từ bản sao lưu.")
    return HttpResponse(
        store.path(digest).read_bytes(),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )
