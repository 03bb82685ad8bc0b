"""What the tests of the indicators have in common."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_kept_figures() -> Iterator[None]:
    """Forget the figures that the dashboard keeps for a minute: another test has other cases."""
    cache.clear()
    yield
    cache.clear()
