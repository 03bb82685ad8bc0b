"""Jobs offered from the bank of vacancies, and the person's answer (clauses 1, 17(1))."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import change, enter, take
from registry.card.models import JobOffer
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

Answer = JobOffer.Answer


@transaction.atomic
def offer_job(
    *,
    registration: UnemploymentRegistration,
    vacancy: Vacancy,
    offered_on: date,
    by: StaffMember,
    is_suitable: bool = True,
    answer: str = Answer.OPEN,
    answered_on: date | None = None,
    refusal_document: str = "",
    note: str = "",
) -> JobOffer:
    """Offer a vacancy, with the answer if it was given at once, and return the offer.

    Whether the job is suitable is judged here, when it is offered (reading 58). RuleViolation for a vacancy
    that is not open on the day, and for a written refusal without its document.
    """
    offer = JobOffer(
        registration=locked(registration),
        vacancy=vacancy,
        offered_on=offered_on,
        is_suitable=is_suitable,
        answer=answer,
        answered_on=answered_on,
        refusal_document=refusal_document,
        note=note,
    )
    return enter(offer, "offered", by=by)


@transaction.atomic
def answer_offer(
    *,
    offer: JobOffer,
    version: int,
    answer: str,
    answered_on: date,
    by: StaffMember,
    refusal_document: str = "",
    note: str = "",
) -> JobOffer:
    """Note the person's answer; a refusal is in writing and has its document (clause 17(1))."""
    row = take(offer, version, over=_("This offer is answered already (clause 17(1))."))
    if answer == Answer.OPEN:
        raise RuleViolation(_("Choose the answer (clause 17(1))."), clause="17(1)", field="answer")
    changes = {
        "answer": answer,
        "answered_on": answered_on,
        "refusal_document": refusal_document,
        "note": note or row.note,
    }
    return change(row, changes, "offer_answered", by=by, day=answered_on)
