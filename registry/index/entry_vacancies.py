"""The vacancies of old offers: found in the bank, else added to it as they stood on the card."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from registry.index.entry_checking import EntryData
from registry.index.known import batches
from registry.vacancies.models import Vacancy

# An old card does not say where the work was.
_NO_ADDRESS = "–"


class VacanciesOfOldCards:
    """The vacancies that the offers of a file speak of; those that are missing are stored at once.

    A job that the bank does not have was open on the day of the offer: more an old card does not say.
    """

    def __init__(self, offers: Sequence[EntryData], by: StaffMember) -> None:
        self._known: dict[tuple[str, str], list[Vacancy]] = defaultdict(list)
        for batch in batches(sorted({entry.texts["place"] for entry in offers})):
            for row in Vacancy.objects.filter(employer__in=batch).order_by("pk"):
                self._known[row.employer, row.profession].append(row)
        missing: dict[tuple[str, str, date], Vacancy] = {}
        for entry in offers:
            employer, profession = entry.texts["place"], entry.texts["profession"]
            if self._open(employer, profession, entry.day) is None:
                missing.setdefault(
                    (employer, profession, entry.day),
                    Vacancy(
                        employer=employer,
                        profession=profession,
                        address=_NO_ADDRESS,
                        open_from=entry.day,
                        open_until=entry.day,
                        source=_("old card index"),
                        entered_by=by,
                    ),
                )
        for new in batches(missing.values()):
            for row in Vacancy.objects.bulk_create(new):
                self._known[row.employer, row.profession].append(row)

    def of(self, entry: EntryData) -> Vacancy:
        """Return the vacancy of an offer; LookupError for one that was not among the offers."""
        found = self._open(entry.texts["place"], entry.texts["profession"], entry.day)
        if found is None:
            raise LookupError(entry.line)
        return found

    def _open(self, employer: str, profession: str, day: date) -> Vacancy | None:
        return next((row for row in self._known[employer, profession] if row.is_open_on(day)), None)
