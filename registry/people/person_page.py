"""What a person's page shows of the person: where the case stands, in words, and what belongs to it."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.window_map import load_window_map
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.screens.table_page import TablePage, screen_page
from registry.people.duplicates import LikelyDuplicate, duplicates_of
from registry.people.models import FormerName, IntakeApplication, Person, UnemploymentRegistration
from registry.people.models.registration import current_registration
from registry.people.tables import document_table

State = IntakeApplication.State


@dataclass
class Card:
    """A person's card as one page shows it; every list is read once."""

    person: Person
    viewer: StaffMember
    window_number: int = 0
    is_elsewhere: bool = False
    applications: list[IntakeApplication] = field(default_factory=list)
    former_names: list[FormerName] = field(default_factory=list)
    merged: list[Person] = field(default_factory=list)
    duplicates: list[LikelyDuplicate] = field(default_factory=list)

    @property
    def documents(self) -> list[tuple[IntakeApplication, TablePage]]:
        """All attempts, the last first, each with the table of its documents."""
        numbered = zip(self.applications, range(len(self.applications), 0, -1), strict=True)
        return [
            (row, screen_page(document_table(list(row.documents.all()), attempt=number), None))
            for row, number in numbered
        ]

    @property
    def registrations(self) -> list[UnemploymentRegistration]:
        """All registrations, the latest first."""
        return list(self.person.registrations.all())

    @property
    def registration(self) -> UnemploymentRegistration | None:
        """The registration that has not ended."""
        return current_registration(self.person)

    @property
    def past_registrations(self) -> list[UnemploymentRegistration]:
        """The registrations that have ended."""
        return [row for row in self.registrations if row != self.registration]

    @property
    def last(self) -> IntakeApplication | None:
        """The last attempt."""
        return self.applications[0] if self.applications else None

    @property
    def to_register(self) -> IntakeApplication | None:
        """Accepted documents that wait for the registration."""
        is_waiting = (
            self.registration is None
            and self.last is not None
            and self.last.state == State.ACCEPTED
            and self.last.registered_on is None
        )
        return self.last if is_waiting else None

    @property
    def turned_back(self) -> IntakeApplication | None:
        """The turned-back attempt that nothing has come of yet."""
        is_waiting = self.registration is None and self.last and self.last.state == State.TURNED_BACK
        return self.last if is_waiting else None

    @property
    def days_left(self) -> int | None:
        """Working days until the registration is due, below nought when it is late."""
        return left_until(self.to_register.due_on, today(), working_calendar()) if self.to_register else None


def load_card(person: Person, viewer: StaffMember) -> Card:
    """Read what belongs to a person's page; the registrations are kept for its panels.

    `has_merged` is known of a card that `get_person_for` loaded: merges are rare, the question is spared.
    """
    applications = (
        person.applications.select_related("originals_returned_by")
        .prefetch_related("documents")
        .order_by("-applied_on", "-id")
    )
    prefetch_related_objects([person], "registrations")
    windows = load_window_map()
    card = Card(
        person=person,
        viewer=viewer,
        applications=list(applications),
        former_names=list(person.former_names.all()),
        merged=list(person.merged_cards.all()) if getattr(person, "has_merged", True) else [],
        duplicates=duplicates_of(person),
    )
    card.window_number = windows.number_of(person)
    own = viewer.own_window
    card.is_elsewhere = own is not None and own.number != card.window_number
    return card
