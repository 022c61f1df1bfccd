"""Every setting of the site. The environment is read here and nowhere else.

SECRET_KEY      required; `make run` writes one into .env
DATABASE_URL    sqlite:///… or postgres://…; default: var/proceedings.sqlite3
ALLOWED_HOSTS   the host names the site answers to, separated by commas
TLS             off only where no certificate can be had, as on one's own machine
MFA             off lets those who can publish do without a second factor, as on one's own machine
DEBUG           on shows tracebacks: never where strangers can see them
LOG_LEVEL       INFO unless told otherwise
API_RATE        how often one address may ask the API, such as 1000/hour; default: 300/min
SHELF_MEGABYTES how much of the books and cards that were set is kept in var/shelf; 1000 unless told otherwise
EMAIL_URL       how letters are sent, such as smtp+tls://user:password@host:587; on the console unless told otherwise
SECOND_PAIR_OF_EYES  on, and nobody publishes what they alone wrote
MEDIA_DIR       where portraits are kept; var/media unless told otherwise
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

from .api.description import SPECTACULAR_SETTINGS  # noqa: F401 - a setting of drf-spectacular

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make run` once: it writes .env with a new one.")
DEBUG = env.bool("DEBUG", default=False)
# A misspelt word leaves them on.
OFF = {"off", "false", "no", "0"}
TLS = env("TLS", default="on").lower() not in OFF
# The proxy that ends TLS says who asks; without one, nobody else is believed.
TRUSTED_PROXIES = 1 if TLS else 0
SECOND_FACTOR = env("MFA", default="on").lower() not in OFF
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "proceedings",
    "proceedings.editorial",
    "proceedings.apps.ProceedingsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
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
    "proceedings.serving.moving.moving",
    "allauth.account.middleware.AccountMiddleware",
    "proceedings.signin.guard.Guard",
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
try:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
except (ImproperlyConfigured, ValueError) as error:
    raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
# Whoever asks for a letter waits for the mail server, for so many seconds.
EMAIL_TIMEOUT = 10
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
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        # What is asked often lies in memory, where one page costs little more than the next; and all that is asked is
        # answered before PostgreSQL would have compiled it.
        "options",
        "-c random_page_cost=1.1 -c jit=off",
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Failed sign-ins and used codes are counted here, for all processes and machines together.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # A request to the API costs no write: its rate is counted in each process.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
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

# What editors bring: no server may hand it out by itself. Views do, to whom it is for, with headers that disarm it.
MEDIA_ROOT = env("MEDIA_DIR", default=str(VAR_DIR / "media"))

# Books and cards that were set once; all of it can be thrown away and is made anew.
SHELF_DIR = VAR_DIR / "shelf"
SHELF_BYTES = env.int("SHELF_MEGABYTES", default=1000) * 2**20
# Sheets that were uploaded and wait for a yes; each is its uploader's alone, and goes after a day.
SHEETS_DIR = VAR_DIR / "sheets"

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
    "DEFAULT_THROTTLE_CLASSES": ["proceedings.api.haste.Haste"],
    "DEFAULT_THROTTLE_RATES": {"anon": API_RATE},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "URL_FORMAT_OVERRIDE": None,
}
# Whoever has a page open somewhere else may read the API from it: there is nothing in it that is not public.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Retry-After"]

# Signing in

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# Length and no common word, not a mixture of signs.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "proceedings.signin.passwords.CommonValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "proceedings.signin.passwords.NearAtHandValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "proceedings.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"reset_password": "proceedings.signin.forms.ResetForm"}
# One who fails five times is not the one to try again at once; nor is an address that fails with many names.
LOCKOUT_MINUTES = 10
ACCOUNT_RATE_LIMITS = {"login_failed": f"20/{LOCKOUT_MINUTES}m/ip,5/{LOCKOUT_MINUTES}m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

MFA_ADAPTER = "proceedings.signin.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Administrators have given the address, so nobody can take another's with it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "proceedings.signin.forms.AddPasskey",
    "authenticate_webauthn": "proceedings.signin.forms.ShowPasskey",
    "login_webauthn": "proceedings.signin.forms.SignInWithPasskey",
    "reauthenticate_webauthn": "proceedings.signin.forms.ConfirmWithPasskey",
}

# A session ends with the browser, after a day's work, or when it is left alone, in seconds.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_AGE = 4 * 3600
USERSESSIONS_ADAPTER = "proceedings.signin.adapter.SessionsAdapter"
# Told in the list of sessions; the guard notes it.
USERSESSIONS_TRACK_ACTIVITY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Safety

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
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
# Scripts take the token from the page's form.
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = TLS
# A load balancer asks these over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TLS:
    # A browser takes a cookie of this name only from this very host, over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    # The proxy that ends TLS must set this header itself and drop the one a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

ISO = "%Y-%m-%dT%H:%M:%S%z"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{", "datefmt": ISO}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO").upper()},
    # A stranger's request for a name that is not ours gets its 400; a traceback for each would only fill the disk.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
