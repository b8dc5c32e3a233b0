"""Django's settings for the public site: no database, no sessions, no cookies, no messages, no logs of requests."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from lamplighter.config import load
from lamplighter.report_site import catalogues

HERE = Path(__file__).parent

LAMPLIGHTER = load()

DEBUG = False
# Nothing is signed with it: there are no sessions, cookies or tokens of Django's. It lives as long as the process.
SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = sorted({urlsplit(LAMPLIGHTER.report_origin).hostname or "", "localhost", "127.0.0.1", "[::1]"} - {""})

ROOT_URLCONF = "lamplighter.report_site.urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}
MIDDLEWARE = [
    "lamplighter.report_site.headers.Headers",
    "lamplighter.report_site.compression.CompressPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above what refuses, so that a refusal is in the language of the page too.
    "lamplighter.report_site.language.Language",
    "lamplighter.report_site.refusals.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["lamplighter.report_site.context.house", "django.template.context_processors.i18n"]
        },
    }
]

# A form is read whole, in memory, up to a limit of ours, its photos too (`formbody`): Django handles no file.
FILE_UPLOAD_HANDLERS: list[str] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = None

# Language by the first part of the address; a folder in `locale` is a language, once set-up has compiled it.
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HERE / "locale"]
LANGUAGES = [("en", "English"), *((each.code, each.name) for each in catalogues.compiled(HERE / "locale"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/a/"
STATIC_ROOT = HERE / "static" / "built"
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = None

APPEND_SLASH = False
USE_X_FORWARDED_HOST = False

# What Django would log holds addresses and exception texts; `refusals` logs the place of a fault in our code instead.
LOGGING_CONFIG = None
SILENCED_SYSTEM_CHECKS: list[str] = []
