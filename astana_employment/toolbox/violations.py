"""What the database refuses becomes a rule's message beside a field, not a crash.

Forms and actions check first, so that people read a message at once; the constraint stays the last word
when two people act at the same moment, and its own human message is what the slower one reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models.constraints import BaseConstraint
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.errors import RuleViolation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Violation(NamedTuple):
    """What to say about a broken rule, the form field it concerns, if one does, and the clause it holds."""

    message: "StrOrPromise"
    field: str | None = None
    clause: str = ""


# Rules that triggers and bare unique columns hold; an app adds its own with `register_violation`.
_registered: dict[str, Violation] = {}


def register_violation(
    name: str, message: "StrOrPromise", *, field: str | None = None, clause: str = ""
) -> None:
    """Add what is said of a rule that triggers hold, or of a constraint that has no message of its own."""
    _registered[name] = Violation(message, field, clause)


@cache
def _declared() -> dict[str, Violation]:
    """Return every named constraint and unique field of all models that has a message for people."""
    known: dict[str, Violation] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            message = constraint.violation_error_message
            if message and message != BaseConstraint.default_violation_error_message:
                field_name = getattr(constraint, "field", None) or _single_field(constraint)
                known[constraint.name] = Violation(message, field_name, getattr(constraint, "clause", ""))
        for field in model._meta.concrete_fields:
            # A generated value (a random code) that collides is no fault of a form.
            if field.unique and not field.primary_key and not field.has_default():
                name = f"{model._meta.db_table}_{field.column}_key"
                known[name] = Violation(_message_of_unique(field), field.name)
    return known


def _single_field(constraint: BaseConstraint) -> str | None:
    fields: Sequence[str] = getattr(constraint, "fields", ())
    return str(fields[0]) if len(fields) == 1 else None


def _message_of_unique(field: "models.Field[object, object]") -> "StrOrPromise":
    own = field.error_messages["unique"]
    if own != models.Field.default_error_messages["unique"]:
        return own
    if field.is_relation:
        return _("Somebody else has just done this. Open the page again.")
    return _("This value is already taken.")


def violation_of(name: str) -> Violation | None:
    """Return what to say about a broken constraint; None for one that no form can break."""
    return _registered.get(name) or _declared().get(name)


def constraint_name(error: IntegrityError) -> str:
    """Return the name of the constraint that the database reports as broken; empty when it names none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or "")


@contextmanager
def constraint_errors(fields: Mapping[str, str] | None = None, *, deferred: bool = False) -> Iterator[None]:
    """Turn a broken constraint into RuleViolation with its message; what is written inside is undone.

    A rule knows its clause and its form field (`constraints`); `fields` is for an act whose form calls the
    field otherwise: {"vacancy_open_when_used": "closed_on"}. A rule without a clause gives its name instead.
    With `deferred`, rules that the database checks at the end of the transaction are checked at the end of
    the block. A constraint without a message for people is an error of the code: it stays an IntegrityError.
    """
    try:
        with transaction.atomic():
            yield
            if deferred:
                _check_deferred()
    except IntegrityError as error:
        name = constraint_name(error)
        violation = violation_of(name)
        if violation is None:
            raise
        field = (fields or {}).get(name, violation.field)
        raise RuleViolation(violation.message, clause=violation.clause or name, field=field) from error


def _check_deferred() -> None:
    """Check now what waits for the end of the transaction, and let later statements wait again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def add_violation(form: BaseForm, error: RuleViolation) -> None:
    """Show a broken rule beside its field, or above the form when the form has no such field.

    A form's `beside` says which field of it a rule means that knows the field by the name of the row.
    """
    field = getattr(form, "beside", {}).get(error.field, error.field)
    form.add_error(field if field in form.fields else None, error)
