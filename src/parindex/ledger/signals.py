"""What the ledger tells the apps above it, after the transaction is on disk."""

from django.dispatch import Signal

# sender: Batch, batch: the new row. Sent robustly: the write is done, and what follows from it can be made again.
batch_landed = Signal()
# A process has become the workspace's only worker: what another left unfinished can be queued again.
worker_starts = Signal()
