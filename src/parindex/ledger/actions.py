"""The writes into the ledger, each one action. What they do stands in the modules named here."""

from parindex.ledger.importing import ImportReport, import_file
from parindex.ledger.jobs import start_import
from parindex.ledger.landing import undo_batch
from parindex.ledger.rows import save_row, withdraw_row
from parindex.ledger.sources import name_source, own_source

__all__ = [
    "ImportReport",
    "import_file",
    "name_source",
    "own_source",
    "save_row",
    "start_import",
    "undo_batch",
    "withdraw_row",
]
