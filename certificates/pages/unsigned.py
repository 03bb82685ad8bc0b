"""What the signer does not sign: sent back to the clerk, or given up with its number void."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.toolbox.fields import ReasonForm
from certificates.acts.decisions import return_decision
from certificates.acts.signing import void_signing
from certificates.forms import ReturnForm
from certificates.loaders import get_decision_for
from certificates.models import Decision


class _Unsigned(ActView):
    back_to = "signing_list"
    row: Decision

    def load(self, by: StaffMember, pk: int) -> Decision:
        return get_decision_for(by, pk)

    @property
    def over(self) -> str:
        return self.row.request.registration.person.full_name


class SigningReturn(_Unsigned):
    """Send a paper back to the clerk with a note."""

    form_class = ReturnForm
    title = _("Return to the clerk")
    lead = _("The clerk sees the note and prepares the paper again.")
    button = _("Return the paper")

    def initial(self) -> dict[str, Any]:
        return {"reviewed_sha256": self.row.snapshot_sha256}

    def act(self, form: ReturnForm) -> Decision:
        return return_decision(decision=self.row, by=self.by, **form.cleaned_data)

    def words(self, form: ReturnForm, done: Decision) -> str:
        return gettext("Returned: %(name)s") % {"name": self.row.request.registration.person.short_name}


class SigningVoid(_Unsigned):
    """Give a signing up that can never be finished; its number is recorded as void."""

    form_class = ReasonForm
    lead = _("The number is recorded as void and never used. The request is open again.")
    button = _("Record the number as void")
    tone = "danger"

    @property
    def title(self) -> str:
        return gettext("Give up number %(number)s") % {"number": self.row.number}

    def act(self, form: ReasonForm) -> object:
        return void_signing(decision=self.row, by=self.by, **form.cleaned_data)

    def words(self, form: ReasonForm, done: object) -> str:
        return gettext("Number %(number)s is void.") % {"number": self.row.number}
