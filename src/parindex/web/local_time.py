"""Moments of the database (UTC) as the clock on the wall in Vietnam shows them."""

from datetime import datetime, timedelta

from django.utils import timezone

VIETNAM = timedelta(hours=7)  # the one zone of the country, without summer time


def local(moment: datetime | None) -> datetime | None:
    """Local and without a zone, as the wording functions take it."""
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def short_moment(at: str) -> str:
    """Day and hour on the wall of a moment in UTC as it is kept; the year is that of the round and stands on the leaf's page."""
    hour = int(at[11:13]) + 7
    if hour < 24:
        return f"{at[8:10]}/{at[5:7]} {hour:02d}{at[13:16]}"
    here = datetime.fromisoformat(at[:19]) + VIETNAM
    return f"{here.day:02d}/{here.month:02d} {here.hour:02d}:{here.minute:02d}"
