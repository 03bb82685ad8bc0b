"""What the machine itself must have, beside Python packages: asked for by name, installed where we may.

Standard library only: `environment.py` uses it before there is a virtual environment.
"""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys

from astana_employment.launch.errors import StartError

# What WeasyPrint opens, and the Debian packages (the same on Ubuntu) that bring all of it.
_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
_LIBRARY_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# A program, other names it goes by, and its Debian package. Checks need the first, tests all.
_GETTEXT = (("xgettext",), "gettext")
_TEST_PROGRAMS = (
    (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    (("pdftotext",), "poppler-utils"),
    _GETTEXT,
)


def need_libraries() -> None:
    """Make sure WeasyPrint's libraries load. Raises StartError saying what to install when they do not."""
    if all(map(_loads, _LIBRARIES)):
        return
    install(_LIBRARY_PACKAGES, "WeasyPrint, which makes the papers, lacks its system libraries", "pango")
    missing = [name for name in _LIBRARIES if not _loads(name)]
    if missing:
        raise StartError(f"These libraries do not load although they are installed: {', '.join(missing)}")


def need_gettext() -> None:
    """Make sure the texts can be collected, for the check of the translations. Raises StartError if not."""
    _need((_GETTEXT,), "Collecting the texts to translate needs GNU gettext", "gettext")


def need_test_programs() -> None:
    """Make sure the browser and the tools of the tests are there. Raises StartError when they are not."""
    _need(_TEST_PROGRAMS, "The tests lack a program", "poppler gettext, and Chromium")


def _need(programs: tuple[tuple[tuple[str, ...], str], ...], why: str, on_macos: str) -> None:
    packages = [package for names, package in programs if not any(map(shutil.which, names))]
    if packages:
        install(packages, why, on_macos)


def install(packages: tuple[str, ...] | list[str], why: str, on_macos: str) -> None:
    """Install Debian packages when this is root on Debian or Ubuntu. Raises StartError with the command else.

    `why` is the sentence the person reads, `on_macos` what Homebrew calls the same.
    """
    if sys.platform == "darwin":
        raise StartError(f"{why}: brew install {on_macos}")
    command = f"apt-get install --no-install-recommends -y {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise StartError(f"{why}: sudo {command}  (or your system's packages of these names)")
    say(f"{why}: {command}")
    if not _apt_get(command.split()[1:]) and not (_apt_get(["update"]) and _apt_get(command.split()[1:])):
        raise StartError(f"{why}, and this failed: {command}")


def say(text: str) -> None:
    """Print one line for the person at the terminal, at once."""
    print(text, flush=True)  # noqa: T201 - the terminal is our reader


def _apt_get(words: list[str]) -> bool:
    """Run apt-get; its last words are shown when it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["/usr/bin/apt-get", "-q", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        say("\n".join(done.stderr.strip().splitlines()[-5:]))
    return done.returncode == 0


def _loads(library: str) -> bool:
    name = library
    if sys.platform == "darwin":
        name = ctypes.util.find_library(library.removeprefix("lib").split(".so")[0]) or library
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
