"""App registration."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Batches of records."""

    name = "parindex.ledger"
    verbose_name = "Sổ ghi các lần nhập"
