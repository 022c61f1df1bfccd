"""Every setting of the site. The environment is read here and nowhere else.

SECRET_KEY      required; `make run` writes one into .env
DATABASE_URL    sqlite:///… or postgres://…; default: var/proceedings.sqlite3
ALLOWED_HOSTS   the host names the site answers to, separated by commas
TLS             off only where no certificate can be had, as on one's own machine
DEBUG           on shows tracebacks: never where strangers can see them
LOG_LEVEL       INFO unless told otherwise
API_RATE        how often one address may ask the API, such as 1000/hour; default: 300/min
SHELF_MEGABYTES how much of the books and cards that were set is kept in var/shelf; 1000 unless told otherwise
SECOND_PAIR_OF_EYES  on, and nobody publishes what they alone wrote
CONTACT_EMAIL   who answers readers and harvesters; webmaster@ the site's own name unless told otherwise

Any of them can be read from a file instead: SECRET_KEY_FILE=/run/secrets/key.
"""

import re
from pathlib import Path
from urllib.parse import quote

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make run` once: it writes .env with a new one.")
DEBUG = env.bool("DEBUG", default=False)
# A misspelt word leaves it on.
TLS = env("TLS", default="on").lower() not in {"off", "false", "no", "0"}
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "proceedings",
    "proceedings.history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "corsheaders",
    "csp",
    "django_countries",
    "django_filters",
    "drf_spectacular",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Inside the one above: “not modified” must leave a page the policy that it was fetched with.
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "proceedings.urls"
WSGI_APPLICATION = "proceedings.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
SECOND_PAIR_OF_EYES = env.bool("SECOND_PAIR_OF_EYES", default=False)

# The record

DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR / 'proceedings.sqlite3'))}")
if not DATABASE_URL.startswith(("sqlite:///", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL is sqlite:///path or postgres://user:password@host:port/name.")
try:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A transaction takes the write lock when it begins, so that two writers queue instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
            # Read where it lies, as far as SQLite goes (2 GiB), and with 32 MiB of it at hand.
            "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-32768;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "proceedings" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# Files that never change under one name

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Books and cards that were set once; all of it can be thrown away and is made anew.
SHELF_DIR = VAR_DIR / "shelf"
SHELF_BYTES = env.int("SHELF_MEGABYTES", default=1000) * 2**20

# The API

API_RATE = env("API_RATE", default="300/min")
if not re.fullmatch(r"[1-9]\d*/(s|m|h|d)[a-z]*", API_RATE, re.ASCII):
    raise ImproperlyConfigured("API_RATE is a number and a time, such as 300/min or 1000/hour.")
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_FILTER_BACKENDS": ["proceedings.api.questions.Questions"],
    "DEFAULT_PAGINATION_CLASS": "proceedings.api.paging.Paging",
    "DEFAULT_SCHEMA_CLASS": "proceedings.api.schema.Operation",
    "EXCEPTION_HANDLER": "proceedings.api.problems.answer",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": API_RATE},
    # The proxy that ends TLS says who asks; without one, nobody else is believed.
    "NUM_PROXIES": 1 if TLS else 0,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": _("Proceedings"),
    "DESCRIPTION": _("The public record of conferences: who said what, in what capacity, on which theme."),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ConferenceFormat": "proceedings.models.Format",
        "OrganiserRole": "proceedings.models.Role",
        "SessionKind": "proceedings.models.SessionKind",
        "StatementForm": "proceedings.models.Form",
        "StatementKind": "proceedings.models.Kind",
        "TranslationKind": "proceedings.models.TranslationKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "proceedings.api.schema.lists_show_what_is_asked",
    ],
}
# Whoever has a page open somewhere else may read the API from it: there is nothing in it that is not public.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Retry-After"]

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
# A load balancer asks these over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TLS:
    # The proxy that ends TLS must set this header itself and drop the one a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO").upper()},
    # A stranger's request for a name that is not ours gets its 400; a traceback for each would only fill the disk.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
