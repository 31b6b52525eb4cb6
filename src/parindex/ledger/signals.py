"""What the ledger tells the apps above it, after the transaction is on disk."""

from django.dispatch import Signal

# sender: Batch, batch: the new row. Sent robustly: the write is done, and what follows from it can be made again.
batch_landed = Signal()
# The workspace's only worker has begun, or has done all that was queued: what is unfinished can be queued again.
worker_free = Signal()
# The worker has seen the date change: what depends on today can be made again.
day_begins = Signal()
