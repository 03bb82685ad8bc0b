"""The web server's process: granian with the desk's WSGI application on 127.0.0.1, never on another address.

Decision 0003 has the measurements behind the choice. A reverse proxy in front of it brings HTTPS.
"""

import argparse
import os
import signal

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from astana_employment.launch.postgres import die_with_parent


def main() -> None:
    """Serve until SIGTERM. Workers that die are started again; none outlives this process."""
    parser = argparse.ArgumentParser(prog="python -m astana_employment.launch.web")
    for name in ("port", "workers", "threads"):
        parser.add_argument(f"--{name}", type=int, required=True)
    chosen = parser.parse_args()
    # Granian's workers are forks of this process and would keep the port if it were killed with -9.
    os.register_at_fork(after_in_child=die_with_parent(signal.SIGKILL))
    Granian(
        "astana_employment.wsgi:application",
        address="127.0.0.1",
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
