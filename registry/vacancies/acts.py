"""The bank of vacancies and the names of professions: entered, changed, closed; each search (clause 1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked,
    locked_at_version,
    record_event,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Profession, ProfessionName, Vacancy, VacancySearch
from registry.vacancies.professions import known_as, tidy
from registry.vacancies.search import Wanted, fitting_keys

FIELDS = (
    *("employer", "profession", "address", "district", "pay", "experience_years", "needs"),
    *("open_from", "open_until", "source"),
)
LONGEST_REASON = 200
NAMES = ("names_kk", "names_ru")


@transaction.atomic
def add_vacancy(*, fields: Mapping[str, Any], by: StaffMember) -> Vacancy:
    """Enter a vacancy (FIELDS) and return it; RuleViolation for one that is there or closes too early."""
    with constraint_errors():
        vacancy = Vacancy.objects.create(entered_by=by, **{name: fields[name] for name in fields})
    record_event(verb="vacancy.added", subject=vacancy, by=by, after=field_values(vacancy, FIELDS))
    return vacancy


@transaction.atomic
def edit_vacancy(*, vacancy: Vacancy, version: int, changes: Mapping[str, Any], by: StaffMember) -> Vacancy:
    """Change a vacancy that was shown at `version`; what was offered before stays as it was.

    StaleRecord if somebody changed it meanwhile; RuleViolation as when it is entered, and for days in which
    an offer or a referral that still counts would lie outside (clause 1).
    """
    row = locked_at_version(vacancy, version)
    before, after = apply_changes(row, {name: changes[name] for name in FIELDS if name in changes})
    if after:
        _save(row)
        record_event(verb="vacancy.edited", subject=row, by=by, before=before, after=after)
    return row


@transaction.atomic
def close_vacancy(
    *, vacancy: Vacancy, version: int, closed_on: date, by: StaffMember, reason: str = ""
) -> Vacancy:
    """Close a vacancy after a day, the last one on which it could be offered.

    RuleViolation for a day before it opened or before it was offered, for one in the future, and for a
    vacancy that is closed already; StaleRecord if somebody changed it meanwhile. Offers of it stay open on
    the cards until somebody enters their answer.
    """
    row = locked_at_version(vacancy, version)
    if row.open_until is not None and row.open_until <= today():
        raise RuleViolation(_("This vacancy is closed already."), field="closed_on")
    if closed_on > today():
        raise RuleViolation(_("This day is still in the future."), field="closed_on")
    before, after = apply_changes(row, {"open_until": closed_on})
    _save(row, {"vacancy_dates_in_order": "closed_on", "vacancy_open_when_used": "closed_on"})
    record_event(verb="vacancy.closed", subject=row, by=by, reason=reason, before=before, after=after)
    return row


def _save(row: Vacancy | Profession, beside: Mapping[str, str] | None = None) -> None:
    row.version += 1
    with constraint_errors(beside):
        row.save()


# --- what professions are called --------------------------------------------------------------------
@transaction.atomic
def add_profession(*, names_kk: Sequence[str], names_ru: Sequence[str], by: StaffMember) -> Profession:
    """Enter a profession with its names, the usual one first, and return it.

    RuleViolation for a name that stands in another profession, and without a name in one of the languages.
    """
    row = Profession(entered_by=by, names_kk=list(names_kk), names_ru=list(names_ru))
    _refuse_taken(row)
    with constraint_errors():
        row.save()
    record_event(verb="profession.added", subject=row, by=by, after=_named(row))
    return row


@transaction.atomic
def edit_profession(
    *,
    profession: Profession,
    version: int,
    names_kk: Sequence[str],
    names_ru: Sequence[str],
    by: StaffMember,
) -> Profession:
    """Correct the names of a profession that was shown at `version`; errors as `add_profession`.

    What was searched before keeps the names it was compared under. StaleRecord if somebody changed it
    meanwhile; RuleViolation for one that is closed.
    """
    row = locked_at_version(profession, version)
    _refuse_closed(row)
    before = _named(row)
    row.names_kk, row.names_ru = list(names_kk), list(names_ru)
    after = _named(row)
    if changed := [name for name in NAMES if before[name] != after[name]]:
        _refuse_taken(row)
        _save(row)
        before, after = ({name: told[name] for name in changed} for told in (before, after))
        record_event(verb="profession.edited", subject=row, by=by, before=before, after=after)
    return row


@transaction.atomic
def close_profession(*, profession: Profession, version: int, reason: str, by: StaffMember) -> Profession:
    """Take a profession out of the searches from now on, with the reason; its names may stand elsewhere then.

    RuleViolation for one that is closed already; StaleRecord if somebody changed it meanwhile.
    """
    row = locked_at_version(profession, version)
    _refuse_closed(row)
    before, after = apply_changes(row, {"closed_on": today()})
    _save(row)
    record_event(
        verb="profession.closed", subject=row, by=by, reason=reason.strip(), before=before, after=after
    )
    return row


def _refuse_closed(row: Profession) -> None:
    if row.closed_on is not None:
        raise RuleViolation(_("This profession is closed already."), clause="1")


def _refuse_taken(row: Profession) -> None:
    """Say beside its field which name stands elsewhere; the constraint only knows that one does."""
    fields = {tidy(name): (field, name) for field in reversed(NAMES) for name in getattr(row, field)}
    taken = ProfessionName.objects.filter(search_name__in=fields).exclude(profession=row.pk)
    if other := taken.select_related("profession").first():
        field, name = fields[other.search_name]
        raise RuleViolation(
            _("“%(name)s” stands in another profession already: %(profession)s"),
            clause="1",
            field=field,
            params={"name": name, "profession": other.profession},
        )


def _named(row: Profession) -> dict[str, str]:
    """Return the names as the event log tells them."""
    return {field: ", ".join(getattr(row, field)) for field in NAMES}


# --- the search -------------------------------------------------------------------------------------
@transaction.atomic
def search_vacancies(
    *, registration: UnemploymentRegistration, wanted: Wanted, by: StaffMember
) -> VacancySearch:
    """Search the bank for a registered person today, and keep what was asked and what was found (clause 1).

    RuleViolation when the registration has ended.
    """
    row = locked(registration)
    if row.state == UnemploymentRegistration.State.ENDED:
        raise RuleViolation(_("The registration has ended: nothing is sought for it any more."), clause="1")
    day, known = today(), known_as(wanted.profession)
    search = VacancySearch.objects.create(
        registration=row,
        searched_on=day,
        profession=wanted.profession,
        experience_years=wanted.experience_years,
        district=wanted.district,
        compared=list(known.names),
        found=fitting_keys(wanted, day, known),
        looked_through=Vacancy.objects.open_on(day).count(),
        by=by,
    )
    record_event(
        verb="vacancy.searched",
        subject=search,
        by=by,
        case_file=row.person.case_file,
        after={
            **field_values(search, ["profession", "experience_years", "district", "looked_through"]),
            "found_count": len(search.found),
        },
    )
    return search


@transaction.atomic
def explain_search(
    *, search: VacancySearch, reasons: Mapping[int, str], for_the_rest: str, by: StaffMember
) -> VacancySearch:
    """Say of vacancies that a search found why they do not suit the person, and return the search.

    `reasons` is by vacancy; `for_the_rest` goes to those that have none by then. What a certificate that was
    prepared already rests on stands in its snapshot. RuleViolation for a vacancy that was not found, and when
    nothing was said.
    """
    row = locked(search)
    if not set(reasons) <= set(row.found):
        raise RuleViolation(_("The search did not find this vacancy."), clause="1")
    before = dict(row.why_not)
    said = {key: text.strip()[:LONGEST_REASON] for key, text in reasons.items() if text.strip()}
    row.why_not |= {str(key): text for key, text in said.items()}
    if rest := for_the_rest.strip():
        row.why_not |= {str(key): rest[:LONGEST_REASON] for key in row.open_questions}
    if row.why_not == before:
        raise RuleViolation(_("Say of a vacancy why it does not suit the person."), clause="1")
    row.save(update_fields=["why_not"])
    record_event(
        verb="vacancy.not_suitable",
        subject=row,
        by=by,
        case_file=row.registration.person.case_file,
        before={"explained_count": len(before)},
        after={"explained_count": len(row.why_not)},
        reason="; ".join(sorted({text for key, text in row.why_not.items() if before.get(key) != text}))[
            :400
        ],
    )
    return row
