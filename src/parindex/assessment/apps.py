"""App registration; figures follow the ledger."""

from importlib import import_module

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Scores and what they are made of."""

    name = "parindex.assessment"
    verbose_name = "Đánh giá"

    def import_models(self) -> None:
        """Also the tables of the rounds, which stand above those of `models`: loaded from here, so that no module does."""
        super().import_models()
        import_module("parindex.assessment.rounds.models")

    def ready(self) -> None:
        """Fill the figures of a period again after each batch that touches its unit, and when rules or the date change;
        lock the steps whose windows have closed when the worker begins, and each day.
        """
        from parindex.assessment import refreshing
        from parindex.assessment.rounds import deadlines
        from parindex.ledger.signals import batch_landed, day_begins, worker_free
        from parindex.organisations.signals import rules_changed

        batch_landed.connect(refreshing.after_batch, dispatch_uid="assessment.refresh")
        rules_changed.connect(refreshing.after_rules, dispatch_uid="assessment.refresh_rules")
        day_begins.connect(refreshing.after_rules, dispatch_uid="assessment.refresh_day")
        day_begins.connect(deadlines.on_new_day, dispatch_uid="assessment.deadlines_day")
        worker_free.connect(deadlines.on_new_day, dispatch_uid="assessment.deadlines_worker")
