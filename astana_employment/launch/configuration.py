"""The settings of a start, read once from the environment (or `.env`) and checked before anything happens."""

import logging
import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import environ

from astana_employment.launch.errors import SettingError

PROJECT = Path(__file__).resolve().parent.parent.parent
APPLICATION = "astana-employment"

_DATABASE_SCHEMES = {"postgres", "postgresql", "psql", "pgsql"}
_MAIL_SCHEMES = {"smtp", "smtps", "smtp+tls", "smtp+ssl"}
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Configuration:
    """Every setting of a start, checked. `database_url` is None when the desk brings its own database."""

    port: int
    public_url: str
    data_folder: Path
    database_url: str | None
    owner_url: str | None
    secret_key: str | None
    demo: bool
    web_workers: int
    web_threads: int
    mail_url: str | None
    mail_from: str | None


def read_configuration(environment: MutableMapping[str, str], env_file: Path) -> Configuration:
    """Read `environment`, to which `env_file` adds what is not set there. Raises SettingError."""
    try:
        environ.Env.read_env(str(env_file))
    except OSError as error:
        raise SettingError(f"{env_file} cannot be read: {error.strerror}") from error
    port = _setting(environment, "PORT", "8000", _port)
    for name, default, parse in (
        ("DATABASE_POOL_SIZE", "16", _positive),
        ("LOG_LEVEL", "WARNING", _log_level),
        ("DEBUG", "0", _flag),
    ):
        _setting(environment, name, default, parse)
    database_url = _optional(environment, "DATABASE_URL", _database_url)
    owner_url = _optional(environment, "DATABASE_OWNER_URL", _database_url)
    if owner_url and not database_url:
        raise SettingError("DATABASE_OWNER_URL is set but DATABASE_URL is not; set both or neither.")
    mail_url = _optional(environment, "EMAIL_URL", _mail_url)
    mail_from = _optional(environment, "EMAIL_FROM", _mail_from)
    if mail_url and not mail_from:
        raise SettingError("EMAIL_URL is set but EMAIL_FROM is not; say which address mail comes from.")
    return Configuration(
        port=port,
        public_url=_setting(environment, "PUBLIC_URL", f"http://127.0.0.1:{port}", _public_url),
        data_folder=_setting(environment, "DESK_DATA_DIR", str(default_data_folder(environment)), _folder),
        database_url=database_url,
        owner_url=owner_url or database_url,
        secret_key=_optional(environment, "SECRET_KEY", _secret_key),
        demo=_setting(environment, "DEMO", "0", _flag),
        web_workers=_setting(environment, "WEB_WORKERS", "2", _positive),
        web_threads=_setting(environment, "WEB_THREADS", "4", _positive),
        mail_url=mail_url,
        mail_from=mail_from,
    )


def default_data_folder(environment: Mapping[str, str]) -> Path:
    """Where the data lies when `DESK_DATA_DIR` is not set: the system's folder for root, else the user's."""
    if os.geteuid() == 0:
        return Path("/var/lib") / APPLICATION
    data_home = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data_home).expanduser() / APPLICATION


def _setting(
    environment: Mapping[str, str], name: str, default: str, parse: Callable[[str], _Value]
) -> _Value:
    """The value of one setting. An empty one counts as not set, as `PORT= make run` means it."""
    text = environment.get(name) or default
    try:
        return parse(text)
    except ValueError as error:
        raise SettingError(f"{name} is wrong: {error}") from None


def _optional(environment: Mapping[str, str], name: str, parse: Callable[[str], _Value]) -> _Value | None:
    return _setting(environment, name, "", parse) if environment.get(name) else None


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise ValueError(f"“{text}” is not a number from 1 to 65535, such as 8000.")
    return int(text)


def _positive(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < 1:
        raise ValueError(f"“{text}” is not a whole number from 1 to 9999.")
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(f"“{text}” is neither 1 nor 0.")
    return text.lower() in _YES


def _log_level(text: str) -> str:
    if text not in logging.getLevelNamesMapping():
        raise ValueError(f"“{text}” is not one of DEBUG, INFO, WARNING, ERROR, CRITICAL.")
    return text


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"“{text}” is not a web address, such as https://desk.example.kz.")
    return text.rstrip("/")


def _folder(text: str) -> Path:
    if "\0" in text or "\n" in text:
        raise ValueError("it is not a folder's path.")
    return Path(text).expanduser().absolute()


def _secret_key(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it has fewer than 32 characters; leave it out and one is made.")
    return text


def _mail_url(text: str) -> str:
    """The address as it is; its password never stands in an error."""
    example = "smtp+tls://user:password@mail.example.kz:587 (letters such as @ or / in them as %40, %2F)"
    try:
        parts = urlsplit(text)
        valid = parts.scheme in _MAIL_SCHEMES and parts.port != 0 and bool(parts.hostname)
        valid = valid and not parts.path.strip("/") and not parts.query and not parts.fragment
    except ValueError:
        valid = False
    if not valid:
        raise ValueError(f"it is not the address of a mail server, such as {example}.")
    return text


def _mail_from(text: str) -> str:
    address = parseaddr(text)[1]
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)*", address):
        raise ValueError(f"“{text}” is not an address, such as Department <desk@example.kz>.")
    return text


def _database_url(text: str) -> str:
    """The address as it is; its password never stands in an error."""
    example = "postgresql://user:password@host:5432/name (letters such as @ or / in the password as %40, %2F)"
    try:
        parts = urlsplit(text)
        valid = (
            parts.scheme in _DATABASE_SCHEMES and parts.port != 0 and environ.Env.db_url_config(text)["NAME"]
        )
    except (ValueError, KeyError):
        valid = False
    if not valid:
        raise ValueError(f"it is not a PostgreSQL address, such as {example}.")
    return text
