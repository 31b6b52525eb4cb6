"""App registration."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Units, people, rights, audit."""

    name = "parindex.organisations"
    verbose_name = "Tổ chức"
