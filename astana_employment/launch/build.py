"""What is made from the source before the desk runs: fonts, translations, static files; then the database."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from astana_employment.launch.configuration import PROJECT
from astana_employment.launch.errors import StartError

BUILD = PROJECT / "build"


def prepare(environment: Mapping[str, str], steps: tuple[str, ...] = ()) -> str:
    """Make fonts, translations and static files, then run the management commands `steps` (see `steps.py`).

    Returns what they say to the person at the terminal. Raises StartError with the first that fails.
    """
    (BUILD / "webfonts").mkdir(parents=True, exist_ok=True)
    _module("astana_employment.launch.webfonts", (), environment)
    stamp = BUILD / "static.stamp"
    print_of_sources = fingerprint([PROJECT / "static", BUILD / "webfonts", PROJECT / "requirements"])
    collect = not (BUILD / "static").exists() or _text(stamp) != print_of_sources
    words = ("compile_translations", *(("collectstatic",) if collect else ()), *steps)
    said = _module("astana_employment.department.steps", words, environment)
    stamp.write_text(print_of_sources)
    return said


def fingerprint(sources: list[Path]) -> str:
    """A word that changes when a file in `sources` is added, removed or written to."""
    found = hashlib.sha256()
    for source in sources:
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            state = file.stat()
            found.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _text(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _module(module: str, words: tuple[str, ...], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=PROJECT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StartError(f"The desk cannot be prepared. {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()
