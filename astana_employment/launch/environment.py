"""Makes `.venv` with the locked packages and no others: `python3 -m astana_employment.launch.environment`.

Standard library only, for it runs on the system's Python before anything is installed. The lists in
`requirements/` name no host (decision 0002): the packages come from whatever index the machine uses, each
checked by its hash.
"""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import os
import re
import subprocess
import sys
from pathlib import Path

from astana_employment.launch.errors import StartError
from astana_employment.launch.machine import install, say

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = str(ENVIRONMENT / "bin" / "python")
OLDEST_PYTHON = (3, 11)
DESK, INSTALLER = "desk", "installer"  # what the desk runs on; what installs it


def main(words: list[str]) -> int:
    """Make the environment with these groups of `pyproject.toml`, or `--lock` them anew; the exit code."""
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
    """Make `.venv` hold what is locked for the desk, its installer and `groups`, and nothing else."""
    say("Setting up the Python packages …")
    _need_uv()
    files = [_locked(group) for group in (DESK, INSTALLER, *groups)]
    _run([PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, *files])


def lock(words: list[str]) -> None:
    """Bring `requirements/` in line with `pyproject.toml`.

    What is locked stays at its version unless `words` say `--upgrade` or `--upgrade-package NAME`.
    """
    _need_uv()
    command = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", *words]
    command += ["--python-version", ".".join(map(str, OLDEST_PYTHON))]
    _run([*command, "pyproject.toml", "--output-file", _locked(DESK)])
    agreed = ["--constraints", _locked(DESK)]  # a package that two files name has one version
    for group in ("dev", "embedded-database", INSTALLER):
        _run([*command, "--group", group, *agreed, "--output-file", _locked(group)])
        agreed += ["--constraints", _locked(group)]


def _locked(group: str) -> str:
    return f"requirements/{group}.txt"


def _need_uv() -> None:
    """See that `.venv` has the uv that is locked; where it is missing or another, `.venv` is begun anew."""
    file = PROJECT / _locked(INSTALLER)
    wanted = re.search(r"^uv==(\S+)", file.read_text(), re.MULTILINE)
    if wanted and _says([PYTHON, "-m", "uv", "--version"]).startswith(f"uv {wanted[1]} "):
        return
    if not _says([sys.executable, "-c", "import ensurepip, venv; print('both')"]):
        version = f"python3.{sys.version_info.minor}-venv"
        install([version], "Python lacks its module venv", "python")
    _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    _run([*pip, "--requirement", str(file)])


def _says(command: list[str]) -> str:
    """What a command prints; empty when it fails or is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return "" if done.returncode else done.stdout


def _run(command: list[str]) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(ENVIRONMENT)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=False)
    if done.returncode:
        raise StartError(f"This failed: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
