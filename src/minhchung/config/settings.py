"""Settings, read from the environment; unknown names beginning with MINHCHUNG_ are refused, not ignored."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from minhchung.config.mail import mail_settings
from minhchung.config.public import public_url
from minhchung.config.secret import secret_key, secret_text
from minhchung.config.uploads import upload_settings

env = environ.Env()

KNOWN = {
    "MINHCHUNG_DATA_DIR": "folder of the database, files and reports",
    "MINHCHUNG_DATABASE_URL": "postgres://user:password@host/name; SQLite in the data folder when absent",
    "MINHCHUNG_SECRET_KEY": "signing key of sessions; made and kept in the data folder when absent",
    "MINHCHUNG_SECRET_KEY_FILE": "file that holds the key",
    "MINHCHUNG_SEALING_KEYS_FILE": "file of the keys of sealed columns; sealing.keys in the data folder when absent",
    "MINHCHUNG_SIGNING_KEY_FILE": "file of the key that signs lists of what is posted; signing.key in the data folder",
    "MINHCHUNG_ALLOWED_HOSTS": "comma-separated host names",
    "MINHCHUNG_DEBUG": "1 shows errors in the browser; never in service",
    "MINHCHUNG_DEMO": "1 marks every page as demonstration data; a folder made by the command demo is marked by itself",
    "MINHCHUNG_HTTPS": "1 when a proxy in front serves HTTPS: secure cookies, HSTS",
    "MINHCHUNG_LANG": "language of the command line: vi or en",
    "MINHCHUNG_SMTP_URL": "smtp://user:password@host:port?starttls=1, or smtps://, with ca=FILE; files when absent",
    "MINHCHUNG_ONLINE_ALERT_MINUTES": "working minutes left below which an online dossier presses; 120 when absent",
    "MINHCHUNG_MIRROR_FOLDER": "folder whose files are taken in; tha-tep in the data folder when absent",
    "MINHCHUNG_MIRROR_URL": "address of the province's system that gives its dossiers as JSON; not asked when absent",
    "MINHCHUNG_MIRROR_TOKEN": "key to that address",
    "MINHCHUNG_MIRROR_TOKEN_FILE": "file that holds that key",
    "MINHCHUNG_MIRROR_MAPPING": "file that says how that JSON is read; the unconfirmed one of the product when absent",
    "MINHCHUNG_MIRROR_MINUTES": "minutes between two looks at that address; 15 when absent",
    "MINHCHUNG_MIRROR_STALE_HOURS": "hours after which mirrored dossiers are called stale; 24 when absent",
    "MINHCHUNG_WORK_LEASE_SECONDS": "after so many seconds of silence a worker's run is taken up by another; 60",
    "MINHCHUNG_OCR_COMMAND": "command that writes the words of a picture or scan to its output; none when absent",
    "MINHCHUNG_MAIL_FROM": "address that notices by e-mail come from; needed with MINHCHUNG_SMTP_URL",
    "MINHCHUNG_PUBLIC_URL": "https:// address under which people reach the public pages, for notices; none when absent",
    "MINHCHUNG_PUBLIC_PHONE": "telephone that visitors of the public pages are told to call; none when absent",
    "MINHCHUNG_UPLOAD_MB": "largest file that may be attached, in MB; 100 when absent",
    "MINHCHUNG_FRONT_SECONDS": "so long a finished public page is given again to visitors; 10 when absent, 0 never",
    "MINHCHUNG_FOLLOW_DAYS": "days after its end in which who follows a dossier is told; 30 when absent",
    "MINHCHUNG_FOLLOW_CONFIRM_HOURS": "hours for which the link is good that confirms an address; 48 when absent",
    "MINHCHUNG_CLAMD": "ClamAV's daemon, tcp://host:3310 or unix:///path; files are marked as not scanned when absent",
}
for _name in os.environ:
    if _name.startswith("MINHCHUNG_") and _name not in KNOWN:
        raise ImproperlyConfigured(
            f"Biến môi trường {_name} không có trong cấu hình. Các tên được dùng: {', '.join(sorted(KNOWN))}."
        )

DATA_DIR = Path(os.environ.get("MINHCHUNG_DATA_DIR", "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key(DATA_DIR)
SEALING_KEYS_FILE = Path(os.environ.get("MINHCHUNG_SEALING_KEYS_FILE", DATA_DIR / "sealing.keys"))
SIGNING_KEY_FILE = Path(os.environ.get("MINHCHUNG_SIGNING_KEY_FILE", DATA_DIR / "signing.key"))
DEBUG = env.bool("MINHCHUNG_DEBUG", default=False)
DEMO = env.bool("MINHCHUNG_DEMO", default=(DATA_DIR / "demo").is_dir())
# What asks for two steps of signing in opens without the second one in demonstration data alone.
SECOND_STEP_DEMANDED = not DEMO
HTTPS = env.bool("MINHCHUNG_HTTPS", default=False)
ALLOWED_HOSTS = env.list("MINHCHUNG_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "modelcluster",
    "taggit",
    "minhchung.portal.apps.PagesConfig",
    "minhchung.portal.apps.EditorConfig",
    "wagtail.users",
    "minhchung.portal.apps.ImagesConfig",
    "minhchung.portal.apps.DocumentsConfig",
    "wagtail.contrib.typed_table_block",
    "minhchung.ground.skin",
    "minhchung.ground.kept",
    "minhchung.ground.knocks",
    "minhchung.ground.catalogue",
    "minhchung.ground.accounts",
    "minhchung.ground.trail",
    "minhchung.ground.sealed",
    "minhchung.ground.deeds",
    "minhchung.ground.files",
    "minhchung.ground.intake",
    "minhchung.ground.registers",
    "minhchung.ground.notices",
    "minhchung.ground.mirror",
    "minhchung.ground.work",
    "minhchung.figures",
    "minhchung.organisation",
    "minhchung.staff",
    "minhchung.legislation",
    "minhchung.procedures",
    "minhchung.finance",
    "minhchung.dossiers",
    "minhchung.feedback",
    "minhchung.direction",
    "minhchung.correspondence",
    "minhchung.reports",
    "minhchung.portal",
    "minhchung.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "minhchung.config.packing.PackedFiles",
    "minhchung.config.maintenance.maintenance",
    "django.middleware.gzip.GZipMiddleware",
    "minhchung.config.middleware.one_reading",
    "minhchung.config.middleware.editor_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "minhchung.config.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "minhchung.config.middleware.visitors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "minhchung.config.access.web.Guard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "minhchung.config.middleware.security_headers",
    "minhchung.config.middleware.no_null_characters",
    "minhchung.config.oversize.sized",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "minhchung.config.urls"
WSGI_APPLICATION = "minhchung.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Templates that stand in place of Wagtail's own.
        "DIRS": [Path(__file__).resolve().parent.parent / "portal" / "editor" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minhchung.config.context.site",
                "minhchung.config.context.ended_work",
                "minhchung.config.navigation.navigation",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    if "MINHCHUNG_DATABASE_URL" in os.environ:
        return {**env.db_url("MINHCHUNG_DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "minhchung.sqlite3",
        # Opening the file, with its settings and functions, took a fifth of a page's time.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "minhchung.ground.accounts.backends.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "portal:home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
HOUSE = Path(__file__).resolve().parent.parent
# The second one is here too (not only as a folder of its app) so that it wins over Wagtail's own words wherever Wagtail
# stands in INSTALLED_APPS, and in the catalogue that the browser asks for.
LOCALE_PATHS = [HOUSE / "locale", HOUSE / "portal" / "locale"]
USE_I18N = True
# Facts carry naive local time: Asia/Ho_Chi_Minh has no daylight saving (docs/decisions/0001).
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = False
FORMAT_MODULE_PATH = ["minhchung.config.formats"]
# The editing pages write and read what their fields hold in the same way; addresses of pages are plain letters.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/anh/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
UPLOAD_LIMIT, CLAMD = upload_settings(os.environ)

# Deeds on these are in the trail and its chain, but listed to nobody: (room, matter).
CONFIDENTIAL_MATTERS = (("feedback", "denunciation"),)

NOTICES_FOLDER = DATA_DIR / "thong-bao"
MIRROR_FOLDER = Path(os.environ.get("MINHCHUNG_MIRROR_FOLDER", DATA_DIR / "tha-tep"))
MIRROR_URL = os.environ.get("MINHCHUNG_MIRROR_URL", "")
MIRROR_TOKEN = secret_text(os.environ, "MINHCHUNG_MIRROR_TOKEN")
MIRROR_MAPPING = Path(
    os.environ.get(
        "MINHCHUNG_MIRROR_MAPPING", Path(__file__).resolve().parent.parent / "dossiers" / "province.yaml"
    )
)
MIRROR_MINUTES = env.int("MINHCHUNG_MIRROR_MINUTES", default=15)
MIRROR_STALE_HOURS = env.int("MINHCHUNG_MIRROR_STALE_HOURS", default=24)
OCR_COMMAND = os.environ.get("MINHCHUNG_OCR_COMMAND", "").strip()
WORK_LEASE_SECONDS = env.int("MINHCHUNG_WORK_LEASE_SECONDS", default=60)
ONLINE_ALERT_MINUTES = env.int("MINHCHUNG_ONLINE_ALERT_MINUTES", default=120)
FOLLOW_DAYS = env.int("MINHCHUNG_FOLLOW_DAYS", default=30)
FOLLOW_CONFIRM_HOURS = env.int("MINHCHUNG_FOLLOW_CONFIRM_HOURS", default=48)
FRONT_SECONDS = min(max(env.float("MINHCHUNG_FRONT_SECONDS", default=10), 0), 10)
PUBLIC_URL = public_url(os.environ)
PUBLIC_PHONE = os.environ.get("MINHCHUNG_PUBLIC_PHONE", "").strip()
SMTP_URL, MAIL_FROM = mail_settings(os.environ)

# The public site's pages and their editor (docs/decisions/0020).
WAGTAIL_SITE_NAME = "Minh Chứng"
WAGTAILIMAGES_IMAGE_MODEL = "portal.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "minhchung.portal.media_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = min(UPLOAD_LIMIT, 20 * 1024 * 1024)
WAGTAILDOCS_DOCUMENT_MODEL = "portal.Paper"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "minhchung.portal.media_forms.PaperForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "minhchung.portal.editor_search"}}
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = "accounts:sign_in"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

SESSION_ENGINE = "minhchung.ground.accounts.sessions"
CSRF_FAILURE_VIEW = "minhchung.config.web.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
