"""Settings of the desk, each read once from the environment (or `.env`) with its type.

`.env.example` lists what may be set. A wrong value ends the start with one line, not a traceback:
see `astana_employment.launch`.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(str(BASE_DIR / ".env"))

DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY")
# The address people reach the desk at; printed in the QR code of every paper.
PUBLIC_URL: str = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
)

INSTALLED_APPS = [
    "astana_employment.department.apps.DepartmentConfig",
    "registry.apps.RegistryConfig",
    "certificates.apps.CertificatesConfig",
    "complaints.apps.ComplaintsConfig",
    "indicators.apps.IndicatorsConfig",
    "astana_employment.sample",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "axes",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "astana_employment.department.web.devices.DeviceMiddleware",
    "astana_employment.toolbox.web.caching.PrivatePagesMiddleware",
    "astana_employment.toolbox.web.language.LanguageMiddleware",
    "astana_employment.toolbox.web.uploads.BodyLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "astana_employment.department.permissions.PermissionMiddleware",
    "astana_employment.toolbox.web.readonly.ReadOnlyGetMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "astana_employment.urls"
WSGI_APPLICATION = "astana_employment.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"hall": "registry.hall.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "astana_employment.department.navigation.top_bar",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database ------------------------------------------------------------------------------------
# The web process signs in with a role that may not TRUNCATE or change the schema; migrations run as
# the owner (DATABASE_OWNER_URL). A department with one role only sets DATABASE_URL alone.
DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    # While the database is away a request waits five seconds, then says so. A pool that went on trying with
    # ever longer pauses would find a database that is back minutes late: it gives up and begins anew instead.
    "pool": {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=16),
        "timeout": 5,
        "reconnect_timeout": 5,
    },
}
# A connection that a restart of the database cut is noticed and replaced before a request is given it.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A server-side cursor that is left half-read is closed by the garbage collector, which may run inside
# another call on the same connection and wait for itself. Nothing here reads more than fits in memory.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- mail ----------------------------------------------------------------------------------------
# Without EMAIL_URL there is no host, and mail is written as files into MAIL_FOLDER.
_mail_server = env.email_url_config(env.str("EMAIL_URL", default="") or "smtp:")
EMAIL_HOST: str = _mail_server["EMAIL_HOST"] or ""
EMAIL_USE_TLS: bool = _mail_server.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = _mail_server.get("EMAIL_USE_SSL", False)
EMAIL_PORT: int = _mail_server["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_HOST_USER: str = _mail_server["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD: str = _mail_server["EMAIL_HOST_PASSWORD"] or ""
EMAIL_TIMEOUT = 30  # seconds for each word of the server
DEFAULT_FROM_EMAIL: str = env.str("EMAIL_FROM", default="desk@localhost")
MAIL_FOLDER = Path(env.str("MAIL_FOLDER", default=str(BASE_DIR / "build" / "mail")))

# A worker that gave no sign of life for so long is taken for dead, and its jobs are given back; it gives one
# three times as often (`department/worker.py`).
WORKER_SECONDS_UNTIL_STALLED = 15

# --- people who sign in --------------------------------------------------------------------------
AUTH_USER_MODEL = "department.StaffMember"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "astana_employment.department.web.accounts.DeskAccountAdapter"
ACCOUNT_FORMS = {
    "login": "astana_employment.department.web.accounts.SignInForm",
    "change_password": "astana_employment.department.web.accounts.NewPasswordForm",
    "reauthenticate": "astana_employment.department.web.accounts.PasswordOnceMoreForm",
}
# Guessing is stopped by django-axes alone, whose count is in the database and so the same in every process.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Signing asks for the password again when it was last given more than ten minutes ago.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# Behind the proxy everybody would have its address, and a stranger's guesses would lock the staff out.
AXES_CLIENT_IP_CALLABLE = "astana_employment.toolbox.web.visitors.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
# The failed sign-in is counted under the credential that the backends get, not the field of the form.
AXES_USERNAME_FORM_FIELD = "username"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "desk_language"
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_django"]
FORMAT_MODULE_PATH = ["astana_employment.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"
USE_THOUSAND_SEPARATOR = False

# --- files ---------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "webfonts"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Forms here are small. Files are taken only by views that say so, within their limits (`web/uploads.py`).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["astana_employment.toolbox.web.uploads.LimitedUploadHandler"]

# --- what a browser is told ----------------------------------------------------------------------
_HTTPS = PUBLIC_URL.startswith("https://")
SECURE_SSL_REDIRECT = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "astana_employment.department.pages.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"  # previews of papers are framed by our own pages
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY in place of SAMEORIGIN
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"outage": {"()": "astana_employment.toolbox.web.outage.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["outage"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
