"""Events of life that bear on the registration (clause 17(6)–(8))."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Check
from registry.card.models.entry import CardEntry


@pghistory.track()
class LifeEvent(CardEntry):
    """An event of life that bears on the registration (clause 17(6)–(8)) or ends it."""

    class Kind(models.TextChoices):
        """What happened."""

        MOVED_WITHIN = "moved_within", _("moved within Astana")
        MOVED_AWAY = "moved_away", _("moved away from Astana")
        EMPLOYED = "employed", _("found work")
        SENTENCED = "sentenced", _("sentenced to deprivation of liberty")
        PENSION = "pension", _("pension awarded")

    slug = "life-event"
    label = _("Event of life")
    key = "alt+l"
    clause = "17(6)"
    begins = "happened_on"
    fields = ("kind", "happened_on", "document", "new_address", "note")
    told = ("kind", "happened_on", "document", "new_address")
    verbs = {"life_event": _("event of life entered")}

    kind = models.CharField(_("what happened"), max_length=14, choices=Kind)
    happened_on = models.DateField(_("on"))
    document = models.CharField(_("document"), max_length=160, blank=True)
    new_address = models.CharField(_("new address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event of life")
        ordering = ["-happened_on", "-id"]
        constraints = [
            Check(
                name="life_event_move_has_address",
                condition=~Q(kind__in=["moved_within", "moved_away"]) | ~Q(new_address=""),
                violation_error_message=_("Enter the new address (clause 17(6))."),
                field="new_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
