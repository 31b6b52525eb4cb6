"""Django settings, read from the environment; the command line sets PARINDEX_WORKSPACE before Django loads.

PARINDEX_WORKSPACE      folder of database, files and output (default ./workspace)
PARINDEX_ALLOWED_HOSTS  names the server answers to beside 127.0.0.1 and localhost, separated by commas
PARINDEX_BACKGROUND     "1" in the web server's processes: long work is left to `parindex worker` while it runs
PARINDEX_HTTPS          "1" behind a TLS proxy: cookies travel over HTTPS only
"""

import logging
import os
from pathlib import Path

from csp.constants import SELF

WORKSPACE = Path(os.environ.get("PARINDEX_WORKSPACE", "workspace")).absolute()
_key_file = WORKSPACE / "secret-key"
# A workspace makes its own key (`parindex init`). Without one nothing is served: the fallback only lets tools load.
SECRET_KEY = _key_file.read_text() if _key_file.is_file() else "not-for-serving-" + "0" * 50

DEBUG = False
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    *(host.strip() for host in os.environ.get("PARINDEX_ALLOWED_HOSTS", "").split(",") if host.strip()),
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "parindex.organisations",
    "parindex.ledger",
    "parindex.assessment",
    "parindex.plans",
    "parindex.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "parindex.urls"
WSGI_APPLICATION = "parindex.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": WORKSPACE / "parindex.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # One writer at a time that waits instead of failing; every commit is on disk before it is reported.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        },
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
BACKGROUND = os.environ.get("PARINDEX_BACKGROUND") == "1"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisations.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("PARINDEX_HTTPS") == "1"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_100  # a form names each of the differences that it is about, 5000 at most
FILE_UPLOAD_TEMP_DIR = WORKSPACE / "tmp" if (WORKSPACE / "tmp").is_dir() else None

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False


def _in_short(record: logging.LogRecord) -> bool:
    """A page that somebody may not see is no fault of the software: one line, without the traceback."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = record.exc_text = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"in_short": {"()": "django.utils.log.CallbackFilter", "callback": _in_short}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["in_short"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
