"""Moments of the database (UTC) as the clock on the wall in Vietnam shows them."""

from datetime import datetime

from django.utils import timezone


def local(moment: datetime | None) -> datetime | None:
    """Local and without a zone, as the wording functions take it."""
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None
