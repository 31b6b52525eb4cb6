"""Registers the templates, the stylesheet and the template tags with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "parindex.web"
    label = "web"
    verbose_name = "Trang web"
