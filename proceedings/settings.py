"""All settings of the site. The environment is read here and nowhere else.

SECRET_KEY           required; `make run` writes one to .env
DATABASE_URL         sqlite:///… or postgres://…; default: var/proceedings.sqlite3
ALLOWED_HOSTS        the host names of the site, separated by commas
TLS                  off only without a certificate, as on your own machine; default: on
MFA                  off allows users who can publish to sign in without a second factor; default: on
DEBUG                on shows tracebacks, so never use it on a public site; default: off
LOG_LEVEL            default: INFO
API_RATE             API requests allowed per client address, such as 1000/hour; default: 300/min
SHELF_MEGABYTES      maximum size of the cached books and cards in var/shelf; default: 1000
EMAIL_URL            how e-mail is sent, such as smtp+tls://user:password@host:587; default: written to the console
SECOND_PAIR_OF_EYES  on forbids publishing a row that nobody else has worked on; default: off
MEDIA_DIR            the folder of portraits; default: var/media
CONTACT_EMAIL        the contact for readers and harvesters; default: webmaster@ the site's domain

Each of them can be read from a file instead: SECRET_KEY_FILE=/run/secrets/key.
"""

import re
from pathlib import Path
from urllib.parse import quote

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .api.openapi.settings import SPECTACULAR_SETTINGS  # noqa: F401 - a setting of drf-spectacular

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make run` once to write a new one to .env.")
DEBUG = env.bool("DEBUG", default=False)
# Any other value leaves TLS and MFA on.
OFF = {"off", "false", "no", "0"}
TLS = env("TLS", default="on").lower() not in OFF
# With TLS, the proxy in front of the site is trusted to give the client's address.
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
    # Inside ConditionalGetMiddleware, because “not modified” must not change the policy of a cached page.
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "proceedings.serving.redirects.redirect_former_addresses",
    "allauth.account.middleware.AccountMiddleware",
    "proceedings.signin.middleware.SignInMiddleware",
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
    raise ImproperlyConfigured(f"EMAIL_URL is not valid: {error}") from error
# Seconds that a request may wait for the mail server.
EMAIL_TIMEOUT = 10
SECOND_PAIR_OF_EYES = env.bool("SECOND_PAIR_OF_EYES", default=False)

# The database

DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR / 'proceedings.sqlite3'))}")
if not DATABASE_URL.startswith(("sqlite:///", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL must be sqlite:///path or postgres://user:password@host:port/name.")
try:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL is not valid: {error}") from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Transactions take the write lock when they begin, so that two writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
            # Memory-map the file up to SQLite's limit of 2 GiB, with a page cache of 32 MiB.
            "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-32768;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        # Frequently read pages are in memory, where random access is cheap, and all queries finish before JIT
        # compilation would.
        "options",
        "-c random_page_cost=1.1 -c jit=off",
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Failed sign-ins and used codes, shared by all processes and machines.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The API's rate is counted in each process, so that requests need no write.
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

# Static files and media

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploaded portraits. No web server may serve them directly: views check access and add safe headers.
MEDIA_ROOT = env("MEDIA_DIR", default=str(VAR_DIR / "media"))

# Cached books and cards. They can be deleted at any time and are made again.
SHELF_DIR = VAR_DIR / "shelf"
SHELF_BYTES = env.int("SHELF_MEGABYTES", default=1000) * 2**20
# Uploaded sheets that wait for confirmation. Only the uploader can see them, and they are deleted after a day.
SHEETS_DIR = VAR_DIR / "sheets"

# The API

API_RATE = env("API_RATE", default="300/min")
if not re.fullmatch(r"[1-9]\d*/(s|m|h|d)[a-z]*", API_RATE, re.ASCII):
    raise ImproperlyConfigured("API_RATE must be a number and a unit of time, such as 300/min or 1000/hour.")
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_FILTER_BACKENDS": ["proceedings.api.query_params.FilterSetBackend"],
    "DEFAULT_PAGINATION_CLASS": "proceedings.api.pagination.Pagination",
    "DEFAULT_SCHEMA_CLASS": "proceedings.api.openapi.schema.OperationSchema",
    "EXCEPTION_HANDLER": "proceedings.api.problems.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["proceedings.api.throttling.AddressRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": API_RATE},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "URL_FORMAT_OVERRIDE": None,
}
# Pages of other sites may read the API, because everything in it is public.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Retry-After"]

# Signing in

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# Length matters, and no common words. A mixture of characters is not required.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "proceedings.signin.password_validators.PaddedCommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "proceedings.signin.password_validators.SiteWordsValidator"},
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
ACCOUNT_FORMS = {"reset_password": "proceedings.signin.forms.PasswordResetForm"}
# Five failures lock an account name, and twenty a client address.
LOCKOUT_MINUTES = 10
ACCOUNT_RATE_LIMITS = {"login_failed": f"20/{LOCKOUT_MINUTES}m/ip,5/{LOCKOUT_MINUTES}m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

MFA_ADAPTER = "proceedings.signin.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# E-mail addresses are set by administrators, so they need no verification.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "proceedings.signin.forms.AddPasskeyForm",
    "authenticate_webauthn": "proceedings.signin.forms.AuthenticateWithPasskeyForm",
    "login_webauthn": "proceedings.signin.forms.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "proceedings.signin.forms.ReauthenticateWithPasskeyForm",
}

# A session ends with the browser, after a day's work, or when it is idle. Times are in seconds.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_AGE = 4 * 3600
USERSESSIONS_ADAPTER = "proceedings.signin.adapter.SessionsAdapter"
# The last use is shown in the list of sessions, and updated by SignInMiddleware.
USERSESSIONS_TRACK_ACTIVITY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security headers and cookies

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
# Scripts read the token from the form.
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = TLS
# Load balancers request these over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TLS:
    # Browsers accept cookies with this prefix only from this host, over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    # The proxy must set this header itself and drop the one that a visitor sends.
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
    # Requests for unknown hosts get a 400. A traceback for each would only fill the disk.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
