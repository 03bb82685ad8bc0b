"""Mail that the department sends: what was said to whom, and how far it has come."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.event import NEVER_DELETED
from astana_employment.department.models.paper import Paper
from astana_employment.toolbox.mailing.rules import NEEDS_SOMEBODY, State

_CONTENT = ["to", "subject", "body", "case_file", "key", "message_id", "queued_by", "queued_at"]


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Questions about mail."""

    def not_sent(self) -> "OutgoingMailQuerySet":
        """Keep what could not be sent and waits for somebody to decide."""
        return self.filter(state__in=NEEDS_SOMEBODY)

    def tried_again(self) -> "OutgoingMailQuerySet":
        """Keep what was put off by the server and is tried again by itself."""
        return self.filter(state=State.WAITING, attempts__gt=0)


@pghistory.track(exclude=["body"])
class OutgoingMail(models.Model):
    """One mail to one address; queued in the transaction of the act, sent by the worker.

    `key` says which act it belongs to, so that the act repeated queues nothing twice. `round` counts how
    often somebody said «try again»: a job of an earlier round does nothing. `words` are the last words of
    the server, or of the connection.
    """

    to = models.CharField(_("address"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField()
    case_file = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    papers = models.ManyToManyField(Paper, related_name="mails")
    queued_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    queued_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    round = models.PositiveSmallIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(_("answer of the server"), blank=True)
    last_attempt_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "-id"], name="mail_state"),
            models.Index(fields=["case_file", "-id"], name="mail_case_file"),
        ]
        constraints = [
            models.CheckConstraint(name="mail_has_address", condition=Q(to__contains="@")),
            models.CheckConstraint(
                name="mail_subject_is_one_line", condition=~Q(subject="") & ~Q(subject__regex=r"[\r\n]")
            ),
            models.CheckConstraint(
                name="mail_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="mail_refusal_has_words",
                condition=~Q(state="failed") | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="mail_state_known",
                condition=Q(
                    state__in=[
                        "waiting",
                        "sending",
                        "handing_over",
                        "sent",
                        "failed",
                        "uncertain",
                        "given_up",
                    ]
                ),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="content_stays", fields=_CONTENT),
            NEVER_DELETED,
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
