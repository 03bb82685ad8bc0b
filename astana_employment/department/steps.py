"""Runs several management commands in one process: `python -m astana_employment.department.steps migrate …`.

Each word is a command, its arguments after colons (`grant_web_role:desk_web`). One process instead of one for
each saves several seconds of every start. What a command prints is held back unless it is one of `SPEAKING`.
"""

import io
import os
import sys
import traceback

import django
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError

SPEAKING = {"load_sample", "administrator_link"}


def main(words: list[str]) -> int:
    """Run the commands in turn and stop at the first that fails; 0, or 1 with the reason on stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "astana_employment.settings")
    django.setup()
    for word in words:
        name, *arguments = word.split(":")
        held_back = io.StringIO()
        stream = sys.stdout if name in SPEAKING else held_back
        try:
            call_command(name, *arguments, **_options(name), stdout=stream)
        except (CommandError, SystemCheckError) as error:
            return _failed(name, str(error))
        except Exception:  # whatever it is, the person must see it
            return _failed(name, held_back.getvalue() + traceback.format_exc())
        sys.stdout.flush()
    return 0


def _options(name: str) -> dict[str, object]:
    quiet: dict[str, object] = {} if name in SPEAKING else {"verbosity": 0}
    return quiet | ({"interactive": False} if name in {"migrate", "collectstatic"} else {})


def _failed(name: str, reason: str) -> int:
    print(f"{name}: {reason.strip()}", file=sys.stderr)  # noqa: T201 - the launcher shows it
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
