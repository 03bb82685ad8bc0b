"""What the tests of the department share."""

from typing import Any

import pytest


@pytest.fixture
def _fast_passwords(settings: Any) -> None:
    """Hash passwords quickly: Argon2 is slow on purpose, and these tests are not about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
