"""App registration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Improvement plans."""

    name = "parindex.plans"
    verbose_name = "Kế hoạch"
