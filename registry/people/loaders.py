"""Who may look at a person's card; the one way in which a view loads it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from astana_employment.department.models import AccessRecord, Role, StaffMember
from astana_employment.department.records import record_access
from registry.people.models import IntakeApplication, Person

# Clause 18(7), (8): the people of the desk and those who decide. The chancellery, the monitoring department
# and the administrator have nothing to do with the content of a person's documents.
WORK_ROLES = (Role.CLERK, Role.HEAD_OF_DIVISION)
VIEW_ROLES = (*WORK_ROLES, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


def get_person_for(
    user: StaffMember, pk: int, *, act: str = AccessRecord.Act.VIEW, detail: str = ""
) -> Person:
    """Return the card that a member of staff may see, and write the look into the read log.

    For a card that was merged this is the card it was merged into: compare `pk` and lead there. Http404 for
    an unknown card, PermissionDenied for a role that may not look at people.
    """
    if not user.has_role(*VIEW_ROLES):
        raise PermissionDenied
    merged = Exists(Person.objects.filter(merged_into=OuterRef("pk")))
    cards = Person.objects.select_related("merged_into").annotate(has_merged=merged)
    card = get_object_or_404(cards, pk=pk)
    person = card.merged_into or card
    record_access(by=user, act=act, subject=person, detail=detail)
    return person


def get_application_for(user: StaffMember, pk: int) -> IntakeApplication:
    """Return an attempt with its person, for whoever works at the desk; the look is logged on the person."""
    if not user.has_role(*WORK_ROLES):
        raise PermissionDenied
    rows = IntakeApplication.objects.select_related("person", "standard", "taken_by")
    application = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=application.person)
    return application
