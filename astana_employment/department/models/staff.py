"""The staff who sign in, their roles, and acting deputies."""

from datetime import date
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.window import ServiceWindow, service_windows
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.constraints import Check, Exclude


class Role(models.TextChoices):
    """What a member of staff is entrusted with."""

    CLERK = "clerk", _("clerk")
    HEAD_OF_DIVISION = "head_of_division", _("head of division")
    DEPUTY_DIRECTOR = "deputy_director", _("deputy director")
    DIRECTOR = "director", _("director")
    CHANCELLERY = "chancellery", _("chancellery")
    MONITORING = "monitoring", _("monitoring")
    ADMINISTRATOR = "administrator", _("administrator")


class StaffManager(BaseUserManager["StaffMember"]):
    """Makes staff members; passwords are hashed here and nowhere else."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "StaffMember":
        """Create and return a member of staff; no password means that nobody can sign in yet.

        User names are kept in small letters; the sign-in form lowers what is typed.
        """
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login"])
class StaffMember(AbstractBaseUser):
    """A person who works at the department and signs in to the desk."""

    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("This user name is taken.")},
    )
    surname = models.CharField(_("surname"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    post_kk = models.CharField(_("post in Kazakh"), max_length=160)
    post_ru = models.CharField(_("post in Russian"), max_length=160)
    post_en = models.CharField(_("post in English"), max_length=160)
    home_window = models.ForeignKey(
        "department.ServiceWindow",
        verbose_name=_("home window"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="clerks",
    )
    # Where reminders go; nobody signs in with it.
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        default="kk",
        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
    )
    has_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["surname", "given_name", "role"]

    objects = StaffManager()

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["surname", "given_name", "id"]
        constraints = [
            Check(
                name="staff_clerk_has_window",
                field="home_window",
                condition=~Q(role=Role.CLERK) | Q(home_window__isnull=False),
                violation_error_message=_("A clerk needs a home window."),
            ),
            models.CheckConstraint(name="staff_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return surname, given name and patronymic, as written."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    def get_short_name(self) -> str:
        """Return the surname with initials: «Ахметов Е. С.»."""
        initials = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return " ".join([self.surname, *initials])

    def get_signature_name(self) -> str:
        """Return the name as it stands beside a signature, the initials first: «Е. С. Ахметов»."""
        initials = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return " ".join([*initials, self.surname])

    @property
    def post(self) -> str:
        """The post in the language of the screen."""
        return {"ru": self.post_ru, "en": self.post_en}.get(get_language() or "kk", self.post_kk)

    @cached_property
    def own_window(self) -> ServiceWindow | None:
        """The home window with its letters; read once for each request."""
        if self.home_window_id is None:
            return None
        return next(row for row in service_windows() if row.pk == self.home_window_id)

    def roles_on(self, day: date) -> frozenset[str]:
        """Return the roles held on a day: one's own and those delegated by order (reading 17)."""
        if not self.is_active:
            return frozenset()
        delegated = self.delegations.in_force(day).values_list("acts_as", flat=True)
        return frozenset({self.role, *delegated})

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held today; read once for each request."""
        return self.roles_on(today())

    def has_role(self, *roles: str) -> bool:
        """Tell whether the person holds one of the roles today."""
        return bool(self.roles.intersection(roles))


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Questions about acting officers."""

    def in_force(self, day: date) -> "DelegationQuerySet":
        """Keep the delegations that hold on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, revoked_at__isnull=True)


@pghistory.track()
class Delegation(models.Model):
    """An order by which a person acts for an absent officer (readings 17, 42, 45)."""

    class ActsAs(models.TextChoices):
        """The posts that can be acted for."""

        DEPUTY_DIRECTOR = Role.DEPUTY_DIRECTOR.value, _("deputy director")
        HEAD_OF_DIVISION = Role.HEAD_OF_DIVISION.value, _("head of division")

    person = models.ForeignKey(
        StaffMember,
        verbose_name=pgettext_lazy("staff", "person"),
        on_delete=models.PROTECT,
        related_name="delegations",
    )
    acts_as = models.CharField(_("acts as"), max_length=20, choices=ActsAs)
    order_number = models.CharField(_("order number"), max_length=40)
    order_date = models.DateField(_("date of the order"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_reason = models.CharField(max_length=200, blank=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        ordering = ["-starts_on", "-id"]
        constraints = [
            Check(
                name="delegation_dates_in_order",
                field="ends_on",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                name="delegation_post_known", condition=Q(acts_as__in=["deputy_director", "head_of_division"])
            ),
            Exclude(
                name="delegation_no_overlap",
                field="starts_on",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("acts_as", RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), F("ends_on"), models.Value("[]"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(revoked_at__isnull=True),
                violation_error_message=_("This person already acts for that officer in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.order_number}"
