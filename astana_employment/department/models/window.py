"""The four windows and the letters each of them serves (clause 11)."""

import pghistory
import pgtrigger
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.reading import asked_once

# The default split of the readings (row 31): contiguous, spelling variants kept together.
DEFAULT_LETTERS = {
    1: "АӘБВГҒ",
    2: "ДЕЁЖЗИЙКҚ",
    3: "ЛМНҢОӨПР",
    4: "СТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
}
# Serves surnames that begin with none of the 42 letters (reading 59).
FALLBACK_WINDOW = 4


class ServiceWindowQuerySet(models.QuerySet["ServiceWindow"]):
    """Questions about windows."""

    def with_letters(self) -> "ServiceWindowQuerySet":
        """Give each window its `own_letters`, in no order."""
        letters = ArrayAgg("letters__letter", filter=Q(letters__isnull=False), default=Value([]))
        return self.annotate(own_letters=letters)  # type: ignore[no-redef]


class ServiceWindow(models.Model):
    """One of the windows of the operating hall."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)

    # Set by `with_letters`, whose annotation the type checker takes for a second one.
    own_letters: list[str]
    objects = ServiceWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("window")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(name="window_number_one_to_four", condition=Q(number__range=(1, 4)))
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def letter_list(self) -> str:
        """The letters of a window read `with_letters`, in the order of the alphabet, parted by spaces."""
        return " ".join(sorted(self.own_letters, key=ALPHABET.index))


@asked_once
def service_windows() -> tuple[ServiceWindow, ...]:
    """Return the windows in their order, each with its letters (one small query)."""
    return tuple(ServiceWindow.objects.with_letters())


@pghistory.track()
class WindowLetter(models.Model):
    """One of the 42 letters, and the window it belongs to: each letter exactly once.

    A double letter breaks the unique index; a letter left out is refused when the transaction ends.
    """

    letter = models.CharField(_("letter"), max_length=1, unique=True)
    window = models.ForeignKey(
        ServiceWindow, verbose_name=_("window"), on_delete=models.PROTECT, related_name="letters"
    )

    class Meta:
        verbose_name = _("letter of a window")
        ordering = ["window__number", "id"]
        constraints = [
            models.CheckConstraint(name="window_letter_in_alphabet", condition=Q(letter__in=list(ALPHABET)))
        ]
        triggers = [
            pgtrigger.Trigger(
                name="every_letter_once",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func="""
                    IF (SELECT count(*) FROM department_windowletter) <> 42 THEN
                        RAISE EXCEPTION 'every letter belongs to exactly one window'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'window_letters_complete';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.letter
