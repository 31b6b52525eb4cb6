"""What a person sees when a page cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parindex.organisations.rights import MayNotSee, NotAllowed


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason that the refused check gave: of looking at a page, or of doing what it is for."""
    cause = exception.__cause__ if exception else None
    deed = isinstance(cause, NotAllowed) and not isinstance(cause, MayNotSee)
    told = {"reason": str(exception or ""), "heading": f"Chưa có quyền {'làm việc này' if deed else 'xem trang này'}"}
    return render(request, "403.html", told, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with the reason when it is one of ours (Django's own carries a list of addresses)."""
    reason = str(exception) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed, since every write is one transaction."""
    return render(request, "500.html", status=500)
