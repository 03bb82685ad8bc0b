"""The checks of `make check`: everything that can be found without running a test."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import subprocess
import time
from collections.abc import Mapping

from astana_employment.launch.configuration import PROJECT
from astana_employment.launch.machine import say

APPS = ("astana_employment", "registry", "certificates", "complaints", "indicators")
CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports",),
    ("djlint", "templates", "--lint", "--quiet"),
    ("djlint", "templates", "--check", "--quiet"),
    ("bandit", "--quiet", "--recursive", "--severity-level", "medium", *APPS),
    ("mypy", *APPS, "tests", "manage.py"),
    ("python", "manage.py", "check", "--fail-level", "WARNING"),
    ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    ("python", "manage.py", "check_translations"),
)


def failing_checks(environment: Mapping[str, str]) -> list[str]:
    """Run every check, show what the failing ones say, and return their names."""
    return [" ".join(command) for command in CHECKS if not _passes(command, environment)]


def _passes(command: tuple[str, ...], environment: Mapping[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=PROJECT, env=dict(environment), capture_output=True, text=True, check=False
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    say(f"{verdict:7}{time.monotonic() - began:5.1f} s  {' '.join(command)}")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0
