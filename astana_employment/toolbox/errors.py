"""The two ways in which an action refuses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from astana_employment.department.models import Event


class RuleViolation(ValidationError):
    """A rule of the standard or of the house forbids the act; nothing was changed.

    `clause` names the rule («7(1)», «reading 40»), `field` the form field it concerns, if one does.
    """

    def __init__(
        self,
        message: "_StrOrPromise",
        *,
        clause: str = "",
        field: str | None = None,
        params: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, code="rule", params=params)
        self.clause = clause
        self.field = field


class StaleRecord(Exception):
    """Somebody changed the record after it was shown; `changes` are the events since, newest first."""

    def __init__(self, changes: "Sequence[Event]") -> None:
        super().__init__("the record was changed meanwhile")
        self.changes = changes
