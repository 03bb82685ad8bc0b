"""A person the department serves, under one card."""

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY, PersonCategory
from astana_employment.toolbox.kazakh import ALPHABET, initials, short_name, surname_letter


class Sex(models.TextChoices):
    """As in the identity document."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


def folded(*names: str, by: str = "kk_fold") -> models.GeneratedField:
    """Return a stored column for search: fields as a function of the database folds them.

    `kk_fold` is for any text; `kk_name` and its siblings make the keys of `toolbox.names`.
    """
    return models.GeneratedField(
        expression=Func(*(F(name) for name in names), function=by),
        output_field=models.TextField(),
        db_persist=True,
    )


class Names(models.Model):
    """A surname, a given name and a patronymic as in the document, and their search column."""

    surname = models.CharField(_("surname"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic, as written."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """The surname with initials: «Ахметов Е. С.»."""
        return short_name(self.surname, self.given_name, self.patronymic)

    @property
    def initials(self) -> str:
        """Initials only, for the public check of a paper."""
        return initials(self.surname, self.given_name, self.patronymic)


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people."""

    def cards(self) -> "PersonQuerySet":
        """Leave out cards that were merged into another one."""
        return self.filter(merged_into__isnull=True)


class WindowLetterField(models.CharField):  # type: ignore[type-arg]
    """The letter that leads to a person's window, worked out whenever the card is stored.

    The one set by hand, else the present surname's (reading 32); empty where no letter fits (reading 59).
    A column of its own, so that the database tells the people of a window apart.
    """

    def __init__(self, **kwargs: Any) -> None:
        """A field of one letter that no form shows."""
        super().__init__(**{**kwargs, "max_length": 1, "editable": False})

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: ARG002 - Django gives both
        """Return the letter, and set it on the card."""
        letter = model_instance.routing_letter or surname_letter(model_instance.surname) or ""
        setattr(model_instance, self.attname, letter)
        return letter


@pghistory.track(exclude=["sort_key", "search_surname", "search_given", "search_words", "letter"])
class Person(Names):
    """A citizen, foreigner or stateless person whom the department serves (clause 6).

    An identifier stands on one card only; a card merged into another keeps its own, so that the
    numbers of both are still found.
    """

    category = models.CharField(_("category"), max_length=20, choices=PersonCategory)
    is_oralman = models.BooleanField(_("oralman"), default=False)
    latin_name = models.CharField(_("name in Latin letters"), max_length=160, blank=True)
    birth_date = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    iin = models.CharField(_("IIN"), max_length=12, blank=True)
    sik = models.CharField(_("SIK"), max_length=16, blank=True)
    rnn = models.CharField(_("RNN"), max_length=12, blank=True)
    address = models.CharField(_("address"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    routing_letter = models.CharField(_("letter for the window"), max_length=1, blank=True)
    letter = WindowLetterField()
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_cards", editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    sort_key = models.GeneratedField(
        expression=Func(F("surname"), F("given_name"), F("patronymic"), function="kk_sort_key"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    search_surname = folded("surname", by="kk_name")
    search_given = folded("given_name", "patronymic", by="kk_given")
    search_words = folded("surname", "latin_name", by="kk_words")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="person_sort"),
            GinIndex(OpClass("search_surname", name="gin_trgm_ops"), name="person_surname_trgm"),
            GinIndex(OpClass("search_words", name="gin_trgm_ops"), name="person_words_trgm"),
            models.Index(fields=["search_surname"], name="person_surname_key"),
            models.Index(fields=["birth_date"], name="person_birth_date"),
        ]
        constraints = [
            *(
                models.UniqueConstraint(
                    name=f"person_{field}_once",
                    fields=[field],
                    condition=~Q(**{field: ""}) & Q(merged_into__isnull=True),
                    violation_error_message=_("Another card has this number."),
                )
                for field in ("iin", "sik", "rnn")
            ),
            models.CheckConstraint(
                name="person_category_known", condition=Q(category__in=PersonCategory.values)
            ),
            models.CheckConstraint(name="person_letter_known", condition=Q(letter__in=["", *ALPHABET])),
            models.CheckConstraint(
                name="person_letter_set_by_hand",
                condition=Q(routing_letter="") | Q(letter=F("routing_letter")),
            ),
            models.CheckConstraint(name="person_not_merged_into_self", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(
                name="person_born_after_1900",
                condition=Q(birth_date__gte=date(1900, 1, 1)),
                violation_error_message=_("The date of birth lies before 1900."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the card; its letter follows also when single fields are named."""
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "letter"}
        super().save(*args, **kwargs)

    @property
    def case_file(self) -> str:
        """The file under which all events and papers of the person stand."""
        return f"person:{self.pk}"


class FormerName(Names):
    """A name the person had before, kept for search (reading 32)."""

    class Why(models.TextChoices):
        """A slip of ours is corrected; a name is changed by law."""

        CORRECTED = "corrected", _("corrected")
        CHANGED = "changed", _("changed")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="former_names")
    why = models.CharField(max_length=10, choices=Why)
    until = models.DateField()
    search_surname = folded("surname", by="kk_name")
    search_given = folded("given_name", "patronymic", by="kk_given")
    search_words = folded("surname", by="kk_words")

    class Meta:
        verbose_name = _("former name")
        ordering = ["-id"]
        indexes = [
            GinIndex(OpClass("search_surname", name="gin_trgm_ops"), name="former_surname_trgm"),
            GinIndex(OpClass("search_words", name="gin_trgm_ops"), name="former_words_trgm"),
            models.Index(fields=["search_surname"], name="former_surname_key"),
        ]

    def __str__(self) -> str:
        return self.full_name


class DuplicateDecision(models.Model):
    """Somebody looked at two like cards and said: not the same person."""

    append_only = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(
        Person, verbose_name=_("the other card"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("decision on likely duplicates")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="duplicate_decision_once", fields=["person", "other"]),
            models.CheckConstraint(name="duplicate_decision_pair", condition=Q(person__lt=F("other"))),
            models.CheckConstraint(name="duplicate_decision_has_reason", condition=~Q(reason="")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.person_id} ≠ {self.other_id}"


class PersonMerge(models.Model):
    """Two cards of one person, made one: the kept card and the one merged into it."""

    append_only = True

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.OneToOneField(
        Person, verbose_name=_("merged card"), on_delete=models.PROTECT, related_name="merge"
    )
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("merge of two cards")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("merged"))),
            models.CheckConstraint(name="merge_has_reason", condition=~Q(reason="")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
