"""The sample desk: the card index of those who came before, and a quarter of desk work that ends now."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from astana_employment.department.models import Paper
from astana_employment.sample.card_index import import_cards
from astana_employment.sample.simulation.year import simulate_quarter
from astana_employment.toolbox.clock import today
from complaints.models import Complaint
from indicators.models import SurveyAnswer
from registry.models import Person, QueueTicket

PEOPLE, SEED = 28, 2008


def real_data() -> type[models.Model] | None:
    """Return a kind of row that the desk has; None for an empty one, into which made-up ones may go."""
    kinds = (Person, QueueTicket, Complaint, Paper, SurveyAnswer)
    return next((model for model in kinds if model._default_manager.exists()), None)


def load_desk(*, people: int = PEOPLE) -> Counter[str]:
    """Fill an empty desk, whole or not at all; return how often a rule refused an act, by clause.

    Errors as in `simulate_quarter`. Must not run inside a transaction.
    """
    with _one_transaction():
        return fill_desk(people=people)


def fill_desk(*, people: int) -> Counter[str]:
    """Fill an empty desk; see `load_desk`."""
    refused = simulate_quarter(people=people, seed=SEED)
    import_cards(today())
    return refused


@contextmanager
def _one_transaction() -> Iterator[None]:
    """Let a start that is killed leave nothing, although every paper is kept in a transaction of its own.

    Nobody else works at the desk yet, so no number can be given twice; and the disk is waited for once.
    """
    transaction.set_autocommit(False)
    try:
        yield
        transaction.commit()
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)
