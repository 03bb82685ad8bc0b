"""Preparing a certificate or a refusal notice, correcting an issued one, taking a draft back; the preview."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import officer, pdf_answer
from astana_employment.department.states import holds
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.stored import OUTDATED
from certificates.acts.decisions import (
    CertificateContent,
    Content,
    RefusalContent,
    prepare,
    prepare_correction,
    withdraw_decision,
)
from certificates.documents import CertificateSnapshot, RefusalSnapshot, readable_snapshot, render_paper
from certificates.forms import (
    BasePeriodSet,
    CertificateForm,
    CorrectionForm,
    RefusalForm,
    content_of_request,
    period_set,
)
from certificates.grounds_check import found_today
from certificates.loaders import get_decision_for, get_paper_for, get_request_for
from certificates.models import CertificateRequest, Decision
from registry.law.eligibility import Finding
from registry.standing.panels import shown_findings
from registry.standing.states import DECIDERS


class _Prepare(ActView):
    """Prepare a paper on a request, or edit what is prepared."""

    button = _("Prepare and send to be signed")
    said = _("Prepared and sent to be signed. Look the paper over below.")
    is_wide = True

    subject: CertificateRequest
    # The paper to be replaced, if one is.
    old: Decision | None = None
    # The draft or the paper whose values the form begins with.
    shown: Decision | None

    def load(self, by: StaffMember, pk: int) -> Any:
        self.subject = get_request_for(by, pk)
        self.shown = self.subject.decisions.live().filter(corrects__isnull=True).first()
        return self.subject

    @property
    def versioned(self) -> CertificateRequest:
        return self.subject

    @property
    def over(self) -> str:
        return self.subject.registration.person.full_name

    @property
    def back(self) -> str:
        return self.subject.get_absolute_url()

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """The grounds that the card shows today."""
        return found_today(self.subject.registration)

    @property
    def begun(self) -> CertificateSnapshot | RefusalSnapshot | None:
        """What the draft or the paper says; nothing of one that this version of the desk cannot read."""
        if self.shown is None:
            return None
        return readable_snapshot(self.shown.snapshot, is_signed=bool(self.shown.issue_block))

    def content(self, form: Any, *args: Any, **more: Any) -> Content:
        """Return what the clerk decides."""
        raise NotImplementedError

    def act(self, form: Any, *args: Any, **more: Any) -> Decision:
        content = self.content(form, **more)
        return prepare(request=self.subject, content=content, by=self.by, version=self.version)

    def context(self, form: Any) -> dict[str, Any]:
        person = self.subject.registration.person
        found = shown_findings(self.found, person.pk)
        return {"subject": self.subject, "person": person, "old": self.old, "found": found}


class _Correct(_Prepare):
    """Prepare a corrected paper; the old one holds until the new one is signed."""

    old: Decision

    def load(self, by: StaffMember, pk: int) -> Decision:
        self.old = get_paper_for(by, pk)
        self.subject = self.old.request
        self.shown = self.old.corrections.live().first() or self.old
        return self.old

    def more_forms(self, data: QueryDict | None) -> dict[str, Any]:
        draft, initial = self.shown, {}
        if draft is not None and draft.corrects_id is not None:
            error = "yes" if draft.correction_is_our_error else "no"
            initial = {"reason": draft.correction_reason, "is_our_error": error}
        return {"why": CorrectionForm(data, initial=initial), **super().more_forms(data)}

    def act(self, form: Any, *, why: CorrectionForm, **more: Any) -> Decision:
        content = self.content(form, **more)
        return prepare_correction(
            decision=self.old, content=content, by=self.by, version=self.version, **why.cleaned_data
        )


class CertificatePrepare(_Prepare):
    """Prepare the certificate of a request, or edit what is prepared."""

    template_name = "certificates/certificate_form.html"

    @property
    def title(self) -> str:
        if self.old is not None:
            return gettext("Correct certificate %(number)s") % {"number": self.old.number}
        return gettext("Prepare the certificate")

    @property
    def may_override(self) -> bool:
        """Whether this person may issue it in spite of the grounds found (clause 17)."""
        return bool(self.found) and holds(self.by, DECIDERS)

    def instead(self) -> HttpResponse | None:
        if "more" not in self.request.POST:
            return None
        return self._shown(self.make_form(self.request.POST), self.more_forms(self.request.POST))

    def make_form(self, data: QueryDict | None) -> CertificateForm:
        values = content_of_request(self.subject)
        if self.shown is not None and isinstance(self.begun, CertificateSnapshot):
            values = {
                "language": self.begun.language,
                "purpose": self.begun.purpose,
                "took_part": "yes" if self.begun.public_works else "no",
                "override_reason": self.shown.override_reason,
            }
        return CertificateForm(data, initial=values, may_override=self.may_override)

    def more_forms(self, data: QueryDict | None) -> dict[str, Any]:
        works = self.begun.public_works if isinstance(self.begun, CertificateSnapshot) else ()
        rows = period_set(data, periods=works, more="more" in self.request.POST)
        return {**super().more_forms(data), "rows": rows}

    def content(self, form: CertificateForm, *, rows: BasePeriodSet) -> CertificateContent:
        typed = form.cleaned_data
        if typed["took_part"] and not rows.periods:
            raise RuleViolation(
                _("Enter at least one period below, or answer “no”."), clause="reading 41", field="took_part"
            )
        return CertificateContent(
            language=typed["language"],
            purpose=typed["purpose"],
            public_works=rows.periods if typed["took_part"] else (),
            no_vacancy_confirmed=typed["no_vacancy_confirmed"],
            override_reason=typed.get("override_reason", ""),
        )

    def context(self, form: CertificateForm) -> dict[str, Any]:
        covered = set(self.shown.override_grounds) if self.shown is not None else set()
        is_stopped = bool({row.ground for row in self.found} - covered) and not self.may_override
        return {
            **super().context(form),
            "shows_grounds": bool(self.found),
            "override": self.shown if self.shown is not None and self.shown.override_reason else None,
            "is_stopped": is_stopped,
            "can_prepare": not is_stopped,
        }


class RefusalPrepare(_Prepare):
    """Prepare the refusal notice of a request, or edit what is prepared."""

    template_name = "certificates/refusal_form.html"

    @property
    def title(self) -> str:
        if self.old is not None:
            return gettext("Correct refusal notice %(number)s") % {"number": self.old.number}
        return gettext("Prepare the refusal notice")

    def make_form(self, data: QueryDict | None) -> RefusalForm:
        values: dict[str, Any] = {
            "language": self.subject.language,
            "address": self.subject.registration.person.address,
        }
        if self.shown is not None and isinstance(self.begun, RefusalSnapshot):
            values = {
                "language": self.begun.language,
                "grounds": list(self.begun.grounds),
                # Without the lines about the card, which are written anew each time.
                "evidence": self.shown.evidence,
                "address": self.begun.address,
            }
        return RefusalForm(data, initial=values, found=self.found)

    def content(self, form: RefusalForm) -> RefusalContent:
        return RefusalContent(**form.cleaned_data)

    def context(self, form: RefusalForm) -> dict[str, Any]:
        can_prepare = any(row.is_confirmed for row in self.found)
        return {**super().context(form), "shows_grounds": True, "can_prepare": can_prepare}


class CertificateCorrect(_Correct, CertificatePrepare):
    """Prepare the certificate that replaces another."""


class RefusalCorrect(_Correct, RefusalPrepare):
    """Prepare the refusal notice that replaces another."""


def correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a paper by one of its own kind."""
    is_refusal = get_object_or_404(Decision, paper=pk).kind == Decision.Kind.REFUSAL
    view = RefusalCorrect if is_refusal else CertificateCorrect
    return view.as_view()(request, pk=pk)


class DecisionWithdraw(ActView):
    """Take a prepared or returned decision back; the button stands on the request's page."""

    title = button = _("Withdraw the paper")
    lead = _("The request stays open; another paper can be prepared.")
    said = _("What was prepared is withdrawn. The request is open.")
    row: Decision

    def load(self, by: StaffMember, pk: int) -> Decision:
        return get_decision_for(by, pk)

    @property
    def versioned(self) -> CertificateRequest:
        return self.row.request

    @property
    def over(self) -> str:
        return self.row.request.registration.person.full_name

    @property
    def back(self) -> str:
        return self.row.request.get_absolute_url()

    def instead(self) -> HttpResponse | None:
        return None if self.request.method == "POST" else redirect(self.back)

    def act(self, form: BaseForm) -> Decision:
        return withdraw_decision(decision=self.row, by=self.by, version=self.version)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the exact paper, with «ЖОБА» across it and without a number."""
    decision = get_decision_for(officer(request), pk)
    if readable_snapshot(decision.snapshot) is None:
        messages.error(request, str(OUTDATED))
        return redirect("request_detail", decision.request_id)
    return pdf_answer(render_paper(decision.snapshot, None), f"joba-{decision.pk}")
