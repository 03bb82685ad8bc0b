"""The bank of vacancies, what professions are called, and each search for suitable vacancies (clause 1)."""

from collections.abc import Iterable
from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED
from astana_employment.toolbox.constraints import Check, Unique
from astana_employment.toolbox.kazakh import fold
from registry.people.models.person import folded
from registry.people.models.registration import UnemploymentRegistration

LONGEST_NAME = 80
# «Іс жүргізуші», «от жағушы»: a first word of one letter begins no name.
SHORTEST_WORD = 2

# The rows that a search asks, by an index over the first word of each name; they follow the groups here, so
# that no act and no import can forget them.
NAMES_WRITTEN = pgtrigger.Trigger(
    name="names_written",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("names_kk", "names_ru", "closed_on"),  # type: ignore[no-untyped-call]
    func="""
        DELETE FROM registry_professionname WHERE profession_id = NEW.id;
        INSERT INTO registry_professionname (profession_id, name, search_name, head)
            SELECT NEW.id, min(name), kk_fold(name), split_part(translate(kk_fold(name), '-', ' '), ' ', 1)
                FROM unnest(NEW.names_kk || NEW.names_ru) WITH ORDINALITY AS each (name, place)
                WHERE NEW.closed_on IS NULL GROUP BY kk_fold(name) ORDER BY min(place);
        RETURN NULL;
    """,
)


class District(models.TextChoices):
    """The districts of Astana."""

    ALMATY = "almaty", _("Almaty district")
    BAIKONYR = "baikonyr", _("Baikonyr district")
    ESIL = "esil", _("Esil district")
    NURA = "nura", _("Nura district")
    SARYARKA = "saryarka", _("Saryarka district")
    SARAISHYQ = "saraishyq", _("Saraishyq district")


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Questions about vacancies."""

    def open_on(self, day: date) -> "VacancyQuerySet":
        """Keep the vacancies that can be offered on a day."""
        return self.filter(Q(open_until__isnull=True) | Q(open_until__gte=day), open_from__lte=day)


@pghistory.track(exclude=["search_profession"])
class Vacancy(models.Model):
    """A vacant position that an employer has announced."""

    employer = models.CharField(_("employer"), max_length=200)
    profession = models.CharField(_("profession"), max_length=160)
    address = models.CharField(_("address"), max_length=200)
    district = models.CharField(_("district"), max_length=20, choices=District, blank=True)
    pay = models.PositiveIntegerField(_("pay a month (tenge)"), null=True, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("experience asked (years)"), default=0)
    needs = models.CharField(_("what is asked"), max_length=400, blank=True)
    open_from = models.DateField(_("open from"))
    open_until = models.DateField(_("open until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    entered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_profession = folded("profession")

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        ordering = ["-open_from", "-id"]
        indexes = [
            models.Index(fields=["open_from", "open_until"], name="vacancy_open"),
            # Written at once, so that a search is as quick after an import as before.
            GinIndex(
                OpClass("search_profession", name="gin_trgm_ops"),
                name="vacancy_profession_trgm",
                fastupdate=False,
            ),
        ]
        constraints = [
            Check(
                name="vacancy_dates_in_order",
                field="open_until",
                condition=Q(open_until__isnull=True) | Q(open_until__gte=F("open_from")),
                violation_error_message=_("The vacancy closes before it opens."),
            ),
            Unique(
                name="vacancy_once",
                field="employer",
                fields=["employer", "profession", "address", "open_from"],
                violation_error_message=_("This vacancy is in the bank already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}, {self.employer}"

    def is_open_on(self, day: date) -> bool:
        """Tell whether the vacancy can be offered on a day."""
        return self.open_from <= day and (self.open_until is None or self.open_until >= day)


class ProfessionQuerySet(models.QuerySet["Profession"]):
    """Questions about professions."""

    def in_use(self) -> "ProfessionQuerySet":
        """Keep the professions that a search compares."""
        return self.filter(closed_on__isnull=True)

    def named_like(self, text: str) -> "ProfessionQuerySet":
        """Keep the professions with a name that holds a text, however it is spelt; closed ones too."""
        written: models.TextField[str, str] = models.TextField()
        names = Func(F("names_kk"), F("names_ru"), function="array_cat", output_field=ArrayField(written))
        listed = Func(names, Value(", "), function="array_to_string", output_field=written)
        rows = self.annotate(listed=Func(listed, function="kk_fold", output_field=written))
        return rows.filter(listed__contains=" ".join(fold(text).split()))


@pghistory.track()
class Profession(models.Model):
    """One profession: what it is called in Kazakh and in Russian, the usual name first (clause 1).

    `code` names what ships with the desk, so that it is loaded once; what the department adds has none.
    """

    code = models.CharField(max_length=60, default="", editable=False)
    names_kk = ArrayField(models.CharField(max_length=LONGEST_NAME), verbose_name=_("names in Kazakh"))
    names_ru = ArrayField(models.CharField(max_length=LONGEST_NAME), verbose_name=_("names in Russian"))
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    entered_by = models.ForeignKey(
        "department.StaffMember", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProfessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("profession")
        ordering = ["id"]
        constraints = [
            Check(
                name="profession_named_in_both_languages",
                field="names_kk",
                clause="1",
                condition=~Q(names_kk=[]) & ~Q(names_ru=[]),
                violation_error_message=_("A profession has a name in Kazakh and one in Russian."),
            ),
            models.UniqueConstraint(name="profession_code_once", fields=["code"], condition=~Q(code="")),
        ]
        triggers = [NEVER_DELETED, NAMES_WRITTEN]

    def __str__(self) -> str:
        return f"{self.names_kk[0]} / {self.names_ru[0]}"

    def get_absolute_url(self) -> str:
        """The page on which the names are corrected."""
        return reverse("profession_edit", args=[self.pk])


class ProfessionNameQuerySet(models.QuerySet["ProfessionName"]):
    """Questions about names."""

    def of_groups_beginning(self, words: Iterable[str]) -> "ProfessionNameQuerySet":
        """Return all names of the professions of which one name begins as one of some folded words does."""
        heads = {word[:end] for word in words for end in range(SHORTEST_WORD, len(word) + 1)}
        return self.filter(profession__in=self.filter(head__in=heads).values("profession"))


class ProfessionName(models.Model):
    """A name of a profession that is in use, as a search asks for it; the database writes it (NAMES_WRITTEN).

    No name stands in two professions that are in use: a search would not know which is meant.
    """

    profession = models.ForeignKey(Profession, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=LONGEST_NAME)
    search_name = models.TextField()
    head = models.TextField()

    objects = ProfessionNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a profession")
        ordering = ["id"]
        indexes = [models.Index(fields=["head"], name="profession_name_head")]
        constraints = [
            Unique(
                name="profession_name_once",
                field="names_kk",
                clause="1",
                fields=["search_name"],
                violation_error_message=_("A name stands in another profession already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class VacancySearch(models.Model):
    """One search for suitable vacancies: what was asked and what was found, kept as evidence (clause 1).

    `compared` are the names of the profession that were compared besides the one asked, as the groups of
    professions had them then. `found` are the keys of the vacancies that fit; `why_not` says of each, by its
    key as text, why it does not suit this person all the same. Only that can be added later, and no row is
    ever deleted.
    """

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="vacancy_searches"
    )
    searched_on = models.DateField()
    profession = models.CharField(_("profession"), max_length=160)
    experience_years = models.PositiveSmallIntegerField(_("experience (years)"), default=0)
    district = models.CharField(_("district"), max_length=20, choices=District, blank=True)
    compared = ArrayField(models.TextField(), default=list)
    found = ArrayField(models.BigIntegerField(), default=list)
    why_not = models.JSONField(default=dict)
    looked_through = models.PositiveIntegerField()
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("search for suitable vacancies")
        ordering = ["-id"]
        indexes = [models.Index(fields=["registration", "-id"], name="search_of_registration")]
        triggers = [
            NEVER_DELETED,
            pgtrigger.Protect(
                name="only_why_not_added",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__registration_id__df=pgtrigger.F("new__registration_id"))
                | pgtrigger.Q(old__searched_on__df=pgtrigger.F("new__searched_on"))
                | pgtrigger.Q(old__profession__df=pgtrigger.F("new__profession"))
                | pgtrigger.Q(old__experience_years__df=pgtrigger.F("new__experience_years"))
                | pgtrigger.Q(old__district__df=pgtrigger.F("new__district"))
                | pgtrigger.Q(old__compared__df=pgtrigger.F("new__compared"))
                | pgtrigger.Q(old__found__df=pgtrigger.F("new__found"))
                | pgtrigger.Q(old__looked_through__df=pgtrigger.F("new__looked_through"))
                | pgtrigger.Q(old__by_id__df=pgtrigger.F("new__by_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {len(self.found)}"

    @property
    def open_questions(self) -> list[int]:
        """The vacancies found of which nobody has said yet why they do not suit the person."""
        return [key for key in self.found if not self.why_not.get(str(key))]


def destination_of(vacancy: Vacancy | None) -> str:
    """Return where a referral to a vacancy leads, in words; empty without a vacancy."""
    return str(vacancy)[:200] if vacancy is not None else ""
