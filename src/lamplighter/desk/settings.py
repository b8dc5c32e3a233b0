"""Django's settings for the desk, derived from `lamplighter.config`; nothing is set here that an operator must know."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from lamplighter.config import load
from lamplighter.desk import database, secret
from lamplighter.desk.rhythm import QUEUES

LAMPLIGHTER = load()

# The one list of duties, in the order of the menu and the home page. An app is added here and nowhere else: its
# `apps.py` holds a `Duty` (see duties.py) that says its address prefix, menu, tiles and alarms; urls.py follows.
DUTIES = [
    "lamplighter.desk.queue",
    "lamplighter.desk.conversation",
    "lamplighter.desk.enclosures",
    "lamplighter.desk.briefing",
    "lamplighter.desk.footholds",
    "lamplighter.desk.crackdowns",
    "lamplighter.desk.holds",
    "lamplighter.desk.bulletin",
    "lamplighter.desk.inbox",
    "lamplighter.desk.ledger",
    "lamplighter.desk.staff",
]
INSTALLED_APPS = [
    "lamplighter.desk",
    *DUTIES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lamplighter.desk.headers.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lamplighter.desk.staff.access.login_required_everywhere",
    "lamplighter.desk.refusals.Refusals",
    "lamplighter.desk.ledger.middleware.readings_are_recorded",
]
ROOT_URLCONF = "lamplighter.desk.urls"
WSGI_APPLICATION = "lamplighter.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lamplighter.desk.context.every_page",
                "lamplighter.desk.crackdowns.context.clocks",
            ],
        },
    },
]

DATABASES = {"default": database.connection(LAMPLIGHTER.desk_database, LAMPLIGHTER.home / "desk" / "desk.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": list(QUEUES)}}

SECRET_KEY = secret.read_or_make(LAMPLIGHTER.django_secret_file)
DEBUG = False
_ORIGIN = urlsplit(LAMPLIGHTER.desk_origin)
HTTPS = _ORIGIN.scheme == "https"
ALLOWED_HOSTS = sorted({_ORIGIN.hostname or "127.0.0.1", "127.0.0.1", "localhost"})
CSRF_TRUSTED_ORIGINS = [LAMPLIGHTER.desk_origin]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = False  # the proxy in front does it
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A policy with no exception: Leaflet needs `data:` for its one placeholder image, and nothing else needs anything.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

SESSION_COOKIE_NAME = "desk_session"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a shift, counted from the last page
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "desk_csrf"
CSRF_COOKIE_AGE = None  # gone with the browser, like the session
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "lamplighter.desk.views.form_expired"

AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "staff:login"
LOGIN_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"  # a tip's day is the county's day; every instant is stored in UTC

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600
WHITENOISE_ALLOW_ALL_ORIGINS = False

FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
