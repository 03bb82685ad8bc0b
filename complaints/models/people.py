"""The people of a complaint: who signed it, and who is complained of."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED
from astana_employment.toolbox.papers.font import validate_printable


class Complainant(models.Model):
    """One of those who signed; the first is answered (art. 63(2) of the Code)."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.PROTECT, related_name="complainants"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("full name"), max_length=160, validators=[validate_printable])
    address = models.CharField(_("address"), max_length=300, blank=True, validators=[validate_printable])
    iin = models.CharField(_("IIN"), max_length=12, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)

    class Meta:
        verbose_name = _("complainant")
        ordering = ["complaint", "position"]
        indexes = [
            models.Index(fields=["name"], name="complainant_name"),
            models.Index(fields=["iin"], name="complainant_iin", condition=~Q(iin="")),
        ]
        constraints = [
            models.UniqueConstraint(name="complainant_position_once", fields=["complaint", "position"]),
            models.CheckConstraint(name="complainant_has_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="complainant_iin_is_12_digits", condition=Q(iin__regex=r"^(\d{12})?$")
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.name


class ComplaintAgainst(models.Model):
    """A member of staff who is complained of, and so neither sees the file nor decides (art. 97(2))."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.PROTECT, related_name="against_rows"
    )
    staff = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("person complained of")
        ordering = ["complaint", "id"]
        constraints = [
            models.UniqueConstraint(name="complaint_against_once", fields=["complaint", "staff"]),
        ]
        triggers = [
            NEVER_DELETED,
            # The lock holds back an assignment that is being made at the same moment.
            pgtrigger.Trigger(
                name="accused_does_not_decide",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("decider", "bigint")],
                func="""SELECT assigned_to_id INTO decider FROM complaints_complaint
                        WHERE id = NEW.complaint_id FOR SHARE;
                    IF decider = NEW.staff_id THEN
                        RAISE EXCEPTION 'a person complained of cannot decide'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_never_to_the_accused';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.staff_id}"
