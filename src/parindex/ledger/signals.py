"""What the ledger tells the apps above it, after the transaction is on disk."""

from django.dispatch import Signal

batch_landed = Signal()  # sender: Batch, batch: the new row
