"""Makes `.venv` with exactly the packages of `uv.lock`: `python3 -m astana_employment.launch.environment`.

Standard library only, for it runs on the system's Python before anything is installed. The lock names no host
(decision 0002), so the packages come from whatever index the machine uses, each checked by its hash.
"""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from astana_employment.launch.errors import StartError
from astana_employment.launch.machine import install, say

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = PROJECT / ".venv"
OWN_UV = PROJECT / "build" / "uv"  # not in .venv: a sync would remove it from there
OLDEST_PYTHON = (3, 11)


def main(words: list[str]) -> int:
    """Make the environment with these groups of `pyproject.toml`, or `--lock` anew; the exit code."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise StartError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        if words[:1] == ["--lock"]:
            lock(words[1:])
        else:
            make_environment(words)
    except StartError as error:
        print(f"desk: {error}", file=sys.stderr)  # noqa: T201 - the terminal is our reader
        return error.exit_code
    return 0


def make_environment(groups: list[str]) -> None:
    """Make `.venv` hold the locked packages of the desk and of `groups`, and nothing else."""
    say("Setting up the Python packages …")
    uv = _find_uv() or _own_uv()
    python = ENVIRONMENT / "bin" / "python"
    if not _works([str(python), "-c", ""]):
        _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)])
    requirements = PROJECT / "build" / "requirements.txt"
    requirements.parent.mkdir(exist_ok=True)
    export = [uv, "export", "--frozen", "--quiet", "--no-emit-project", "--format", "requirements-txt"]
    for group in groups:
        export += ["--group", group]
    _run([*export, "--output-file", str(requirements)])
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(requirements)]
    _run(sync)


def lock(words: list[str]) -> None:
    """Bring `uv.lock` in line with `pyproject.toml` and take every host's name out of it again.

    What is locked stays at its version unless `words` say `--upgrade` or `--upgrade-package NAME`.
    """
    _run([_find_uv() or _own_uv(), "lock", *words])
    file = PROJECT / "uv.lock"
    file.write_text(re.sub(r"https://[^/\"]+/", "https://index.invalid/", file.read_text()))


def _find_uv() -> str | None:
    """A uv that runs; one of a version manager may be on the path and yet lead nowhere."""
    for candidate in (shutil.which("uv"), str(OWN_UV / "bin" / "uv")):
        if candidate and _works([candidate, "--version"]):
            return candidate
    return None


def _own_uv() -> str:
    """Install uv into a small environment of its own and return its path."""
    if not _works([sys.executable, "-c", "import ensurepip, venv"]):
        version = f"python3.{sys.version_info.minor}-venv"
        install([version], "Python lacks its module venv", "python")
    _run([sys.executable, "-m", "venv", "--clear", str(OWN_UV)])
    _run(
        [
            str(OWN_UV / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "uv",
        ]
    )
    return str(OWN_UV / "bin" / "uv")


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(command: list[str]) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(ENVIRONMENT)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=False)
    if done.returncode:
        raise StartError(f"This failed: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
