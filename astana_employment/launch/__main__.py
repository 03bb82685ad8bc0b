"""`python -m astana_employment.launch COMMAND`: see `--help`; `make` calls it for you."""

import argparse
import os
import sys

from astana_employment.launch import commands
from astana_employment.launch.configuration import PROJECT, read_configuration
from astana_employment.launch.errors import StartError
from astana_employment.launch.postgres import PostgresError
from astana_employment.launch.supervise import StopAsked, listen_for_stop


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 it could not be done, 2 a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m astana_employment.launch")
    parser.add_argument(
        "command", choices=sorted(commands.COMMANDS), metavar="COMMAND", help=commands.describe()
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    chosen = parser.parse_args(arguments)
    rest = chosen.arguments[1:] if chosen.arguments[:1] == ["--"] else chosen.arguments
    listen_for_stop()
    try:
        configuration = read_configuration(os.environ, PROJECT / ".env")
        return commands.COMMANDS[chosen.command](configuration, rest)
    except (StartError, PostgresError) as error:
        print(f"desk: {error}", file=sys.stderr)  # noqa: T201 - the terminal is our reader
        return error.exit_code if isinstance(error, StartError) else 1
    except OSError as error:  # a full disk, a folder taken away: it names the file, a traceback adds nothing
        print(f"desk: {error}", file=sys.stderr)  # noqa: T201 - the terminal is our reader
        return 1
    except StopAsked as stop:
        return 128 + stop.signal_number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
