"""What changes of rules tell the apps above, after the transaction is on disk."""

from django.dispatch import Signal

# Sent when a dated fact or the calendar of a unit changed: figures that depend on it are behind. Sent robustly.
rules_changed = Signal()
