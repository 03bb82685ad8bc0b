"""The commands of the launcher, each a function of the configuration and its words that returns an exit code."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from astana_employment.launch.configuration import PROJECT, Configuration
from astana_employment.launch.database import Database, throw_away_database
from astana_employment.launch.errors import StartError
from astana_employment.postgres import die_with_parent


def run_in_throw_away(configuration: Configuration, words: list[str]) -> int:
    """Run a command with an empty throw-away database: exec -- pytest -x tests/registry"""
    if not words:
        raise StartError("Which command? Such as: exec -- pytest -x tests/registry")
    with throw_away_database(configuration) as database:
        return run(words, configuration, database)


def run(words: list[str], configuration: Configuration, database: Database, *, owner: bool = True) -> int:
    """Run a command with the database's address and a secret key in its environment; its exit code."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "SECRET_KEY": configuration.secret_key or secrets.token_urlsafe(50),
        **database.environment(owner=owner),
    }
    process = subprocess.Popen(words, cwd=PROJECT, env=environment, preexec_fn=die_with_parent(15))  # noqa: PLW1509
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the terminal told the command too; let it finish its own way
            continue


COMMANDS: dict[str, Callable[[Configuration, list[str]], int]] = {
    "exec": run_in_throw_away,
}


def describe() -> str:
    """One line for each command, for `--help`."""
    return "; ".join(
        f"{name}: {(function.__doc__ or '').splitlines()[0]}" for name, function in COMMANDS.items()
    )
