"""Jobs offered from the bank of vacancies (clauses 1, 17(1))."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Check, Unique
from registry.card.models.entry import CardEntry, Ending, State, in_order
from registry.card.models.triggers import vacancy_must_be_open
from registry.vacancies.models import Vacancy


@pghistory.track()
class JobOffer(CardEntry):
    """A job offered from the bank; whether it was suitable is judged when it is offered (reading 58)."""

    class Answer(models.TextChoices):
        """What the person answered."""

        OPEN = "open", _("not answered")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused in writing")
        # Told, but no ground: clause 17(1) asks for refusals in writing.
        REFUSED_ORALLY = "oral", _("refused by word of mouth")
        WITHDRAWN = "withdrawn", _("offer withdrawn")

    slug = "offer"
    label = _("Job offer")
    key = "alt+o"
    clause = "17(1)"
    begins = "offered_on"
    fields = ("vacancy", "offered_on", "is_suitable", "answer", "answered_on", "refusal_document", "note")
    told = ("vacancy", "offered_on", "answer", "answered_on", "refusal_document")
    verbs = {"offered": _("job offered"), "offer_answered": _("answer to a job offer entered")}
    open_when = {"answer": Answer.OPEN}
    hinders = True
    leads_to = "vacancy"
    settled_in = "answered_on"
    keeps_vacancy = "answer <> 'withdrawn'"

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, related_name="offers", verbose_name=_("vacancy")
    )
    offered_on = models.DateField(_("offered on"))
    is_suitable = models.BooleanField(_("suitable"), default=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    refusal_document = models.CharField(_("document of the written refusal"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("job offer")
        ordering = ["-offered_on", "-id"]
        constraints = [
            in_order(
                "offer_answer_in_order",
                "offered_on",
                "answered_on",
                _("The offer was answered before it was given (clause 17(1))."),
            ),
            Check(
                name="offer_answered_has_day",
                condition=Q(answer="open", answered_on__isnull=True)
                | (~Q(answer="open") & Q(answered_on__isnull=False)),
                violation_error_message=_(
                    "An answer needs its day, and an open offer has none (clause 17(1))."
                ),
                field="answered_on",
            ),
            Check(
                name="offer_refusal_has_document",
                condition=~Q(answer="refused") | ~Q(refusal_document=""),
                violation_error_message=_("A written refusal needs its document (clause 17(1))."),
                field="refusal_document",
            ),
            Unique(
                name="offer_once",
                fields=["registration", "vacancy", "offered_on"],
                condition=Q(voided_at__isnull=True),
                violation_error_message=_("This vacancy was offered on this day already (clause 17(1))."),
                field="vacancy",
            ),
        ]
        triggers = [vacancy_must_be_open("vacancy_open_when_offered", "offered_on")]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.answer}"

    @property
    def hindrance_ending(self) -> Ending:
        """Whether it was refused, or is gone."""
        is_refusal = self.answer in self._refusals() and self.voided_at is None
        return Ending.OFFER_REFUSED if is_refusal else Ending.VACANCY_GONE

    def _valid_state(self, *, is_breach: bool) -> State:
        state = super()._valid_state(is_breach=is_breach)
        return state._replace(tone="missing") if self.answer in self._refusals() else state

    @classmethod
    def _refusals(cls) -> frozenset[str]:
        return frozenset({cls.Answer.REFUSED, cls.Answer.REFUSED_ORALLY})
