"""Which letters each window serves (clause 11)."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from astana_employment.department.models import Event, ServiceWindow, StaffMember, WindowLetter
from astana_employment.department.records import record_event, subject_type
from astana_employment.toolbox.errors import StaleRecord
from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.violations import constraint_errors


def letters_state() -> int:
    """Return a number that grows with every change of the letters: the version of the whole split."""
    changes = Event.objects.filter(subject_type=subject_type(ServiceWindow))
    return changes.aggregate(last=Max("id"))["last"] or 0


@transaction.atomic
def change_letters(*, letters: Mapping[int, Sequence[str]], state: int, by: StaffMember) -> None:
    """Give each window (by number) its letters; they were shown at `state`.

    RuleViolation from the database when a letter is left out or stands twice; StaleRecord when somebody
    else changed the split meanwhile.
    """
    windows = {row.number: row for row in ServiceWindow.objects.select_for_update().order_by("number")}
    _check_state(state)
    before = _split()
    with constraint_errors(deferred=True):
        _write(letters, windows)
    after = _split()
    for number, window in windows.items():
        if before[number] != after[number]:
            record_event(
                verb="window.letters_changed",
                subject=window,
                by=by,
                before={"letters": before[number]},
                after={"letters": after[number]},
            )


def _check_state(state: int) -> None:
    events = Event.objects.filter(subject_type=subject_type(ServiceWindow), id__gt=state)
    changes = list(events.select_related("by"))
    if changes:
        raise StaleRecord(changes)


def _split() -> dict[int, str]:
    """Return the letters of each window in one string, parted by blanks."""
    return {window.number: window.letter_list for window in ServiceWindow.objects.with_letters()}


def _write(letters: Mapping[int, Sequence[str]], windows: Mapping[int, ServiceWindow]) -> None:
    """Move the letters that change their window, and those only, so that the history stays readable.

    A letter given twice is inserted twice and one left out is deleted: the database refuses both.
    """
    rows = {row.letter: row for row in WindowLetter.objects.all()}
    for letter in set(ALPHABET).difference(*letters.values()):
        rows.pop(letter).delete()
    for number, row_letters in letters.items():
        for letter in row_letters:
            row = rows.pop(letter, None) or WindowLetter(letter=letter)
            if row.window_id != windows[number].pk:
                row.window = windows[number]
                row.save()
