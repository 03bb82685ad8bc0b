"""Preparing a certificate or a refusal notice, correcting an issued one, and the preview of the paper."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    officer,
    pdf_answer,
    posted_version,
    say,
    show_form,
)
from astana_employment.department.states import holds
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.stored import OUTDATED
from certificates.acts import decisions as actions
from certificates.acts.decisions import CertificateContent, Content, RefusalContent
from certificates.documents import CertificateSnapshot, RefusalSnapshot, readable_snapshot, render_paper
from certificates.forms import (
    CertificateForm,
    CorrectionForm,
    RefusalForm,
    content_of_request,
    period_set,
)
from certificates.grounds_check import found_today
from certificates.loaders import get_decision_for, get_paper_for, get_request_for
from certificates.models import CertificateRequest, Decision
from certificates.wording import Period
from registry.standing.panels import shown_findings
from registry.standing.states import DECIDERS

FORM = ["GET", "HEAD", "POST"]
Act = Callable[[Content], object]


@require_http_methods(FORM)
@once
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the certificate of a request, or edit what is prepared."""
    user = officer(request)
    subject = get_request_for(user, pk)
    live = _draft_of(subject)

    def act(content: Content) -> None:
        actions.prepare(request=subject, content=content, by=user, version=posted_version(request))

    return _certificate_page(request, subject, live, act, initial=content_of_request(subject))


@require_http_methods(FORM)
@once
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the refusal notice of a request, or edit what is prepared."""
    user = officer(request)
    subject = get_request_for(user, pk)

    def act(content: Content) -> None:
        actions.prepare(request=subject, content=content, by=user, version=posted_version(request))

    initial = {"language": subject.language, "address": subject.registration.person.address}
    return _refusal_page(request, subject, _draft_of(subject), act, initial=initial)


@require_http_methods(FORM)
@once
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a corrected paper; the old one holds until the new one is signed."""
    user = officer(request)
    old = get_paper_for(user, pk)
    draft = old.corrections.filter(state__in=["prepared", "returned"]).first()
    initial = {}
    if draft is not None:
        error = "yes" if draft.correction_is_our_error else "no"
        initial = {"reason": draft.correction_reason, "is_our_error": error}
    why = CorrectionForm(request.POST or None, initial=initial)

    def act(content: Content) -> None:
        actions.prepare_correction(
            decision=old, content=content, by=user, version=posted_version(request), **why.cleaned_data
        )

    show = _certificate_page if old.kind == Decision.Kind.CERTIFICATE else _refusal_page
    return show(request, old.request, draft or old, act, why=why, old=old)


@require_http_methods(FORM)
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a prepared or returned decision back."""
    user = officer(request)
    decision = get_decision_for(user, pk)
    if request.method != "POST":
        return redirect("request_detail", decision.request_id)
    try:
        actions.withdraw_decision(decision=decision, by=user, version=posted_version(request))
    except RuleViolation as error:
        messages.error(request, " ".join(error.messages))
    except StaleRecord:
        messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
    else:
        say(request, _("What was prepared is withdrawn. The request is open."))
    return redirect("request_detail", decision.request_id)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the exact paper, with «ЖОБА» across it and without a number."""
    decision = get_decision_for(officer(request), pk)
    if readable_snapshot(decision.snapshot) is None:
        messages.error(request, str(OUTDATED))
        return redirect("request_detail", decision.request_id)
    return pdf_answer(render_paper(decision.snapshot, None), f"joba-{decision.pk}")


def _draft_of(subject: CertificateRequest) -> Decision | None:
    drafts = subject.decisions.filter(state__in=["prepared", "returned"], corrects__isnull=True)
    return drafts.first()


def _certificate_page(
    request: HttpRequest,
    subject: CertificateRequest,
    shown: Decision | None,
    act: Act,
    *,
    initial: dict[str, Any] | None = None,
    why: CorrectionForm | None = None,
    old: Decision | None = None,
) -> HttpResponse:
    """Ask what a certificate says; `shown` is the draft or the paper whose values the form begins with."""
    values, works = _begun_with(shown, initial or {})
    is_more = "more" in request.POST
    posted = request.POST or None
    grounds = _grounds_context(request, subject, shown)
    form = CertificateForm(posted, initial=values, may_override=grounds["may_override"])
    rows = period_set(posted, periods=works, more=is_more)
    context = {"form": form, "rows": rows, "why": why, "old": old, "subject": subject, **grounds}
    context["person"] = subject.registration.person
    template = "certificates/certificate_form.html"
    if request.method != "POST" or is_more:
        return show_form(request, template, context)
    if not _all_valid(form, rows, why):
        return show_form(request, template, context, Attempt(is_done=False))
    if form.cleaned_data["took_part"] and not rows.periods:
        form.add_error("took_part", _("Enter at least one period below, or answer “no”."))
        return show_form(request, template, context, Attempt(is_done=False))
    content = CertificateContent(
        language=form.cleaned_data["language"],
        purpose=form.cleaned_data["purpose"],
        public_works=rows.periods if form.cleaned_data["took_part"] else (),
        no_vacancy_confirmed=form.cleaned_data["no_vacancy_confirmed"],
        override_reason=form.cleaned_data.get("override_reason", ""),
    )
    return _finish(request, template, context, form, lambda: act(content))


def _begun_with(shown: Decision | None, initial: dict[str, Any]) -> tuple[dict[str, Any], Sequence[Period]]:
    """Return the values and periods a certificate's form begins with: the draft's or the request's."""
    snapshot = readable_snapshot(shown.snapshot) if shown is not None else None
    if shown is None or not isinstance(snapshot, CertificateSnapshot):
        return initial, ()
    values = {
        "language": snapshot.language,
        "purpose": snapshot.purpose,
        "took_part": "yes" if snapshot.public_works else "no",
        "override_reason": shown.override_reason,
    }
    return values, snapshot.public_works


def _grounds_context(
    request: HttpRequest, subject: CertificateRequest, shown: Decision | None
) -> dict[str, Any]:
    """Return what stands in the way of a certificate today, and whether the officer may go on (clause 17)."""
    found = found_today(subject.registration)
    may_override = bool(found) and holds(officer(request), DECIDERS)
    covered = set(shown.override_grounds) if shown is not None else set()
    is_stopped = bool({row.ground for row in found} - covered) and not may_override
    return {
        "found": shown_findings(found, subject.registration.person_id),
        "shows_grounds": bool(found),
        "override": shown if shown is not None and shown.override_reason else None,
        "may_override": may_override,
        "is_stopped": is_stopped,
        "can_prepare": not is_stopped,
    }


def _refusal_page(
    request: HttpRequest,
    subject: CertificateRequest,
    shown: Decision | None,
    act: Act,
    *,
    initial: dict[str, Any] | None = None,
    why: CorrectionForm | None = None,
    old: Decision | None = None,
) -> HttpResponse:
    """Ask what a refusal notice says; otherwise as the certificate's page."""
    snapshot = readable_snapshot(shown.snapshot) if shown is not None else None
    values = dict(initial or {})
    if isinstance(snapshot, RefusalSnapshot):
        values = {
            "language": snapshot.language,
            "grounds": list(snapshot.grounds),
            # Without the lines about the card, which are written anew each time.
            "evidence": shown.evidence if shown is not None else "",
            "address": snapshot.address,
        }
    found = found_today(subject.registration)
    form = RefusalForm(request.POST or None, initial=values, found=found)
    person = subject.registration.person
    context = {
        "form": form,
        "why": why,
        "old": old,
        "subject": subject,
        "person": person,
        "found": shown_findings(found, person.pk),
        "shows_grounds": True,
        "can_prepare": any(row.is_confirmed for row in found),
    }
    template = "certificates/refusal_form.html"
    if request.method != "POST":
        return show_form(request, template, context)
    if not _all_valid(form, why):
        return show_form(request, template, context, Attempt(is_done=False))
    content = RefusalContent(**form.cleaned_data)
    return _finish(request, template, context, form, lambda: act(content))


def _all_valid(*forms: Any) -> bool:
    """Validate every form, so that all errors are shown at once."""
    valid = [form.is_valid() for form in forms if form is not None]
    return all(valid)


def _finish(
    request: HttpRequest, template: str, context: dict[str, Any], form: Any, act: Callable[[], object]
) -> HttpResponse:
    tried = attempt(form, act)
    if not tried.is_done:
        return show_form(request, template, context, tried)
    say(request, _("Prepared and sent to be signed. Look the paper over below."))
    return redirect("request_detail", context["subject"].pk)
