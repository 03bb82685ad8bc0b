"""`manage.py compile_translations`: makes the .mo files that Django reads, without a system tool."""

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles every catalogue that is newer than its compiled file."""

    help = "Compile the translations that changed since the last time."
    # It runs before there is a database, and the checks would need the compiled texts.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile and say how many."""
        sources = [
            path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
        ]
        compiled = sum(compile_if_newer(source) for source in sources)
        self.stdout.write(f"{compiled} of {len(sources)} catalogues compiled")


def compile_if_newer(source: Path) -> bool:
    """Compile a catalogue unless its compiled file is at least as new; tell whether it was compiled.

    The file appears whole or not at all: another process may be starting at the same moment.
    """
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True
