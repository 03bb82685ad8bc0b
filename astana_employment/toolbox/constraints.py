"""Constraints that also say which clause they hold and beside which form field their message belongs.

A migration sees Django's own constraint: what is added is for people, and no table knows it.
"""

from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models.constraints import BaseConstraint, CheckConstraint, UniqueConstraint


class Told(BaseConstraint):
    """A constraint with its clause («17(3)») and its field; without a field the message stands for itself."""

    def __init__(self, *expressions: Any, clause: str = "", field: str | None = None, **kwargs: Any) -> None:
        super().__init__(*expressions, **kwargs)
        self.clause, self.field = clause, field

    def deconstruct(self) -> Any:
        """Return what Django's own constraint would."""
        _path, arguments, kwargs = super().deconstruct()
        own = next(base for base in type(self).__mro__ if base.__module__.startswith("django."))
        module = own.__module__.replace("django.db.models.constraints", "django.db.models")
        return f"{module}.{own.__name__}", arguments, kwargs

    def clone(self) -> Self:
        """Return the same constraint; Django makes one of each for the class that it belongs to."""
        twin = super().clone()
        twin.clause, twin.field = self.clause, self.field
        return twin


class Check(Told, CheckConstraint):
    """What holds for each row by itself."""


class Unique(Told, UniqueConstraint):
    """What no two rows share."""


class Exclude(Told, ExclusionConstraint):
    """What of two rows does not overlap."""
