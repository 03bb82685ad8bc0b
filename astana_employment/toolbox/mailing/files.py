"""The way out without a mail server: a file `.eml` for each mail, which any mail program opens."""

import os
from collections.abc import Callable
from pathlib import Path

from astana_employment.toolbox.mailing.rules import Outcome, Verdict


def write_file(folder: Path, name: str, message: bytes, before_last_word: Callable[[], None]) -> Outcome:
    """Write a message as `folder/name.eml`; complete or not at all, and once however often it is tried.

    `before_last_word` records that from now on the mail may be out.
    """
    draft, target = folder / f".{name}.draft", folder / f"{name}.eml"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Outcome(Verdict.LATER, f"{folder}: {error.strerror}")
    before_last_word()
    draft.replace(target)
    return Outcome(Verdict.ACCEPTED, str(target.name))
