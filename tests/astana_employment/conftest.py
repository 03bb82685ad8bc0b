"""What the tests of the department share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def _fast_passwords(settings: Any) -> None:
    """Hash passwords quickly: Argon2 is slow on purpose, and these tests are not about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk_folder() -> Iterator[Path]:
    """A data folder that the server's account may pass through, as pytest's own is not when root runs it."""
    path = Path(tempfile.mkdtemp(prefix="desk-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)
