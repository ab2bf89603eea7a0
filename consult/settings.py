"""The one settings file. Everything that differs between places is read from the environment.

Each `CONSULT_*` variable read here is explained in docs/deploy.md; a test compares the two.
"""

import contextlib
import datetime
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("CONSULT_VAR", BASE_DIR / "var"))
VAR.mkdir(parents=True, exist_ok=True)


def _flag(name: str) -> bool:
    """True when the variable says 1, true, yes or oui."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "oui"}


def _words(name: str, default: str = "") -> list[str]:
    """Comma-separated words of a variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _secret_key() -> str:
    """The signing key: made once under var/, readable by its owner alone.

    Server processes start side by side: the key appears whole under its name, or not at all,
    and the first one to put it there decides for all.
    """
    path = VAR / "secret-key"
    if not path.exists():
        mine = VAR / f".secret-key-{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(mine)
        mine.unlink()
    return path.read_text()


TESTING = "pytest" in sys.modules
DEBUG = _flag("CONSULT_DEBUG")
DEMO = _flag("CONSULT_DEMO")
SECRET_KEY = os.environ.get("CONSULT_SECRET_KEY") or _secret_key()
SECRET_KEY_FALLBACKS = _words("CONSULT_OLD_SECRET_KEYS")
ALLOWED_HOSTS = _words("CONSULT_HOSTS", "127.0.0.1,localhost,[::1]")
# The address people type, printed on sealed papers.
PUBLIC_ADDRESS = os.environ.get("CONSULT_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = _words("CONSULT_ORIGINS")

# The day the application believes it is; only demonstrations and tests set it.
TODAY = (
    datetime.date.fromisoformat(os.environ["CONSULT_TODAY"])
    if os.environ.get("CONSULT_TODAY")
    else None
)

INSTALLED_APPS = [
    "foundation.accounts",
    "foundation.journal",
    "foundation.capture",
    "foundation.formats",
    "foundation.forms",
    "foundation.documents",
    "foundation.files",
    "foundation.backups",
    "communes",
    "frameworks",
    "actionplans",
    "monitoring",
    "consult.cycle",
    "consult.meetings",
    "consult.portal",
    "consult.review",
    "consult.learning",
    "consult.demo",
    "consult.web",
    "communes.gestion.apps.GestionConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "csp",
    "django_filters",
]

MIDDLEWARE = [
    "consult.web.middleware.request_line",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "consult.web.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.capture.middleware.KeepExpiredFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "consult.web.middleware.ConflictMiddleware",
]

ROOT_URLCONF = "consult.urls"
WSGI_APPLICATION = "consult.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "consult.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "foundation.capture.templatetags.capture",
                "foundation.formats.templatetags.formats",
                "foundation.forms.templatetags.ui",
                "monitoring.templatetags.situations",
            ],
        },
    }
]
FORM_RENDERER = "foundation.forms.renderer.Renderer"
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["forms"]

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    ),
}


def _database() -> dict[str, Any]:
    """DATABASE_URL when given, else one SQLite file under var/ that survives a power cut."""
    url = os.environ.get("DATABASE_URL")
    if url:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        found: dict[str, Any] = dict(parsed)
        # Compiling the matrix's query takes three times as long as answering it.
        found["OPTIONS"] = {"options": "-c jit=off", **found.get("OPTIONS", {})}
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "consult.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "web:sign-in"
LOGIN_REDIRECT_URL = "web:start"

# Throttling is per account, never per address: a whole commune shares one operator's address.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "consult.web.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # the address is left out of the lock on purpose, see above
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "consult.web.errors.csrf_failure"
# Success, warning and error, as notice.html names them.
MESSAGE_TAGS = {25: "ok", 30: "warn", 40: "late"}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE = _flag("CONSULT_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
if SECURE:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "foundation.files.uploads.BoundedUploadHandler",
]
# Looks at a form's files before the database waits for it (foundation.capture).
CAPTURE_PREPARES_FILES = "foundation.files.checks.prepare"
# Scans and photos: bytes, pages and points of one, bytes of all those of one place.
FILES_LARGEST = 10_000_000
FILES_MOST_PAGES = 60
FILES_MOST_POINTS = 40_000_000
FILES_APART = not TESTING  # each is opened by a program of its own, with bounded time and memory
FILES_PER_SCOPE = int(os.environ.get("CONSULT_FILES_MB", "500")) * 1_000_000

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Africa/Bamako"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "foundation.files.storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or TESTING
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = VAR / "files"
BACKUPS = Path(os.environ.get("CONSULT_BACKUPS", VAR / "backups"))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "consult.web.logs.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "consult.request": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": False},
        "axes": {"level": "CRITICAL"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
