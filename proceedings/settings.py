"""All settings of the site. The environment is read here and nowhere else.

SECRET_KEY           required; `make run` writes one to .env
SECRET_KEY_FALLBACKS former keys, separated by commas, whose sessions and second factors stay valid; default: none
DATABASE_URL         sqlite:///… or postgres://…; default: proceedings.sqlite3 in VAR_DIR
DATABASE_REPLICA_URLS  PostgreSQL replicas for readers, separated by commas; default: none
DATABASE_REPLICA_LAG seconds that a replica may be behind; default: 10
DATABASE_POOL        PostgreSQL connections that the threads of a process share; default: 0, one for each thread
ALLOWED_HOSTS        the host names of the site, separated by commas
TLS                  off only without a certificate, as on your own machine; default: on
MFA                  off allows users who can publish to sign in without a second factor; default: on
DEBUG                on shows tracebacks, so never use it on a public site; default: off
LOG_LEVEL            default: INFO
LOG_FORMAT           lines, or json for one JSON object a line; default: lines
ACCESS_LOG           on writes a line for each request, without personal data; default: off
METRICS_TOKEN        opens /metrics to Prometheus, as its bearer token; default: none, and no such page
WORKERS              processes that answer requests; default: 2
API_RATE             API requests allowed per client address, such as 1000/hour; default: 300/min
SEARCH_RATE          searches allowed per client address; default: 120/min
FILE_RATE            exports, books and cards allowed per client address; default: 60/min
FORM_RATE            forms of sign-in, passwords and approvals allowed per client address; default: 60/min
REDIS_URL            redis://… for counts of requests and sign-ins; default: they are kept in the database
SHELF_MEGABYTES      maximum size of the cached books, cards and large files in var/shelf; default: 1000
PAGE_CACHE_MEGABYTES memory of each web worker for pages that are ready to be sent, 0 for none; default: 64
WORKER_MEGABYTES     memory of a web worker above which it is replaced; default: 768
EMAIL_URL            how e-mail is sent, such as smtp+tls://user:password@host:587; default: written to the console
SECOND_PAIR_OF_EYES  on forbids publishing a row that nobody else has worked on; default: off
VAR_DIR              the folder of everything that the site writes; default: var
MEDIA_DIR            the folder of portraits and the logo; default: media in VAR_DIR
BACKUP_DIR           the folder of backups, whose age `manage.py doctor` checks; default: none
CONTACT_EMAIL        the contact for readers and harvesters; default: webmaster@ the site's domain

Each of them can be read from a file instead: SECRET_KEY_FILE=/run/secrets/key.
"""

from pathlib import Path
from urllib.parse import quote

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .api.openapi.settings import SPECTACULAR_SETTINGS  # noqa: F401 - a setting of drf-spectacular
from .serving.databases import databases
from .serving.environment import Environment
from .serving.limits.rates import rates
from .serving.observability.logs import logging_config
from .serving.shared_cache import shared_cache

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()
env.read_env(BASE_DIR / ".env")
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# A file that an editor wrote ends with a line break.
SECRET_KEY = env("SECRET_KEY", default="").strip()
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make run` once to write a new one to .env.")
SECRET_KEY_FALLBACKS = [key.strip() for key in env.list("SECRET_KEY_FALLBACKS", default=[])]
DEBUG = env.bool("DEBUG", default=False)
# Any other value of TLS and MFA means on.
OFF = {"off", "false", "no", "0"}
TLS = env("TLS", default="on").lower() not in OFF
# With TLS, the proxy in front of the site is trusted to give the client's address.
TRUSTED_PROXIES = 1 if TLS else 0
SECOND_FACTOR = env("MFA", default="on").lower() not in OFF
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "proceedings",
    "proceedings.editorial",
    "proceedings.mailing",
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
    "django_countries",
    "django_filters",
    "drf_spectacular",
    "simple_history",
]

MIDDLEWARE = [
    "proceedings.serving.observability.access_log.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "proceedings.serving.replicas.middleware.route_readers",
    # Inside route_readers, because each database has its own revision.
    "proceedings.serving.page_cache.middleware.note_revision",
    "proceedings.serving.site_profile.keep_profile",
    "corsheaders.middleware.CorsMiddleware",
    "proceedings.signin.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Inside ConditionalGetMiddleware, because “not modified” must not change the policy of a cached page.
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Inside AuthenticationMiddleware, because the requests of staff are not limited.
    "proceedings.serving.limits.throttling.limit_requests",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "proceedings.serving.redirects.redirect_former_addresses",
    "allauth.account.middleware.AccountMiddleware",
    # Outside SignInMiddleware, which ends the session that a form was opened in.
    "proceedings.admin.unsaved.middleware.UnsavedFormsMiddleware",
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
# E-mails are queued in the database, and sent by the scheduler.
DELIVERY_BACKEND = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "proceedings.mailing.backend.QueueBackend"
EMAIL_TIMEOUT = 10
SECOND_PAIR_OF_EYES = env.bool("SECOND_PAIR_OF_EYES", default=False)

# The database

DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR / 'proceedings.sqlite3'))}")
DATABASE_REPLICA_LAG = env.float("DATABASE_REPLICA_LAG", default=10)
DATABASES = databases(DATABASE_URL, env.list("DATABASE_REPLICA_URLS", default=[]), env.int("DATABASE_POOL", default=0))
DATABASE_ROUTERS = ["proceedings.serving.replicas.router.ReplicaRouter"] if len(DATABASES) > 1 else []
WORKER_MEGABYTES = env.int("WORKER_MEGABYTES", default=768)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MEGABYTES", default=64) * 2**20
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counts of requests, failed sign-ins and used codes, shared by all processes and machines.
CACHES = {"default": shared_cache(env("REDIS_URL", default=""))}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "proceedings" / "locale"]
FORMAT_MODULE_PATH = "proceedings.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files and media

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ROOT = BASE_DIR / "proceedings" / "root"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "proceedings.serving.static.storage.StaticStorage"},
}

# Uploaded portraits and the logo. No web server may serve them directly: views check access and add safe headers.
MEDIA_ROOT = env("MEDIA_DIR", default=str(VAR_DIR / "media"))

# Cached books, cards and large files. They can be deleted at any time and are made again.
SHELF_DIR = VAR_DIR / "shelf"
SHELF_BYTES = env.int("SHELF_MEGABYTES", default=1000) * 2**20
# Uploads that wait for confirmation: only the uploader sees them, and they are deleted after a day, or a fortnight.
SHEETS_DIR, PROPOSALS_DIR = VAR_DIR / "sheets", VAR_DIR / "proposals"

# Requests allowed per client address. Those of staff who are signed in are not limited.
RATES = rates(env)

# The API

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
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500  # for the full inlines of a statement

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
CSRF_FAILURE_VIEW = "proceedings.admin.unsaved.csrf_failure.csrf_failure"
# Scripts read the token from the form.
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = TLS
# Load balancers and Prometheus request these over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
if TLS:
    # Browsers accept cookies with this prefix only from this host, over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    # The proxy must set this header itself and drop the one that a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# Operation

WORKERS = env.int("WORKERS", default=2)
METRICS_TOKEN, BACKUP_DIR = env("METRICS_TOKEN", default="").strip(), env("BACKUP_DIR", default="")
LOGGING = logging_config(
    env("LOG_LEVEL", default="INFO"), env("LOG_FORMAT", default="lines"), access=env.bool("ACCESS_LOG", default=False)
)
