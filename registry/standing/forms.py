"""What the head of division decides on a registration, and which findings a list shows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceWindow
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, offer
from registry.law.eligibility import Finding
from registry.law.ground_texts import REFUSAL_GROUNDS
from registry.standing.acts import Ruling
from registry.standing.findings import Wanted
from registry.standing.models import StandingDecision
from registry.standing.states import CAUSES, GROUNDS_FOR

Cause = StandingDecision.Cause
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский")]


def ground_choices(found: Iterable[Finding]) -> list[tuple[int, str]]:
    """Return the confirmed grounds among findings as choices, in the language of the screen."""
    language = get_language() or "kk"
    return [
        (row.ground, f"{row.ground}) {REFUSAL_GROUNDS[row.ground].text(language)}")
        for row in found
        if row.is_confirmed
    ]


class StandingForm(forms.Form):
    """Why a registration is suspended, resumed or ended; only confirmed grounds can be chosen."""

    cause = forms.ChoiceField(label=_("Cause"), widget=forms.RadioSelect)
    grounds = forms.TypedMultipleChoiceField(
        label=_("Confirmed grounds of clause 17"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    explanation = forms.CharField(
        label=_("What the decision rests on"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The application or the document, with its day. It stays in the file and is not printed; on a "
            "ground of clause 17 the entries of the card are enough."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the notice"), choices=LANGUAGES, initial="kk", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, act: str, found: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        choices = ground_choices(row for row in found if row.ground in GROUNDS_FOR[act])
        causes = [cause for cause in CAUSES[act] if choices or cause != Cause.GROUND]
        offer(self, "cause", [(cause.value, cause.label) for cause in causes])
        if choices:
            offer(self, "grounds", choices)
        else:
            del self.fields["grounds"]

    @property
    def ruling(self) -> Ruling:
        """What a valid form decides."""
        return Ruling(act=self.act, **self.cleaned_data)


class FindingFilterForm(forms.Form):
    """Which findings the head of division wants to see."""

    on = DayField(label=_("On"), required=False)
    ground = forms.TypedChoiceField(label=_("Ground"), coerce=int, required=False, empty_value=None)
    judgement = forms.ChoiceField(
        label=_("Judgement"),
        required=False,
        choices=[("", _("all")), ("open", _("needs judgement")), ("made", _("confirmed"))],
    )
    window = forms.TypedChoiceField(label=_("Window"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "kk"
        grounds = [(number, f"{number}) {row.text(language)}") for number, row in REFUSAL_GROUNDS.items()]
        windows = ServiceWindow.objects.order_by("number").values_list("number", flat=True)
        offer(self, "ground", [("", _("all")), *grounds])
        offer(self, "window", [("", _("all")), *((number, number) for number in windows)])

    @property
    def day(self) -> Any:
        """The day of a valid form, today unless it names one."""
        return self.cleaned_data["on"] or today()

    @property
    def wanted(self) -> Wanted:
        """The rows of a valid form."""
        data = self.cleaned_data
        needs = {"open": True, "made": False}.get(data["judgement"])
        return Wanted(ground=data["ground"], needs_judgement=needs, window=data["window"])
