"""The levels that decide on complaints, from below (readings 23; clause 22; art. 97(2) of the Code).

Pure. Nobody decides on a complaint about himself or herself, nor about a superior: the level must lie above
everybody who is complained of.
"""

from collections.abc import Iterable

# From below; the deputy akim is outside of the department.
ORDER = ("head_of_division", "deputy_director", "director", "deputy_akim")
OUTSIDE = "deputy_akim"


def lowest_level(accused_roles: Iterable[str]) -> str:
    """Return the lowest level that may decide when people of these roles are complained of."""
    ranks = [ORDER.index(role) for role in accused_roles if role in ORDER]
    return ORDER[max(ranks) + 1] if ranks else ORDER[0]


def levels_from(level: str) -> tuple[str, ...]:
    """Return a level and all above it."""
    return ORDER[ORDER.index(level) :]


def levels_above(level: str) -> tuple[str, ...]:
    """Return all levels above one, the nearest first; nothing is above the deputy akim."""
    return ORDER[ORDER.index(level) + 1 :]
