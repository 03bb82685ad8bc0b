"""The account that the database server runs as when root starts the desk: PostgreSQL refuses to be root."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from astana_employment.launch.configuration import APPLICATION
from astana_employment.launch.errors import StartError
from astana_employment.launch.postgres import Account


def server_account() -> Account | None:
    """The account `astana-employment`, made when it is missing; None when this process is not root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(APPLICATION)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(APPLICATION)
    return Account(APPLICATION, entry.pw_uid, entry.pw_gid)


def check_reachable(folder: Path, account: Account | None) -> None:
    """Raise StartError when `account` cannot enter `folder`. We open no folder that others had closed."""
    if account is None:
        return
    entered = subprocess.run(
        ["/usr/bin/test", "-x", str(folder)], check=False, cwd="/", **account.process_options()
    )
    if entered.returncode:
        raise StartError(
            f"The database's account {account.name} cannot enter {folder}; set DESK_DATA_DIR to a folder "
            "below /var/lib or /srv, or let others enter the folders above it (chmod o+x)."
        )


def _make_account() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", APPLICATION]
    program = shutil.which("useradd", path="/usr/sbin:/usr/bin:/sbin:/bin")
    advice = f"make a system account “{APPLICATION}” or start as an ordinary user"
    if program is None:
        raise StartError(f"The database must not run as root and useradd is missing: {advice}.")
    made = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    if made.returncode:
        raise StartError(f"useradd failed ({made.stderr.strip()}): {advice}.")
