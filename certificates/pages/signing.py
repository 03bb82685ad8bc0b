"""Signing: the list with preview and evidence beside it, one press for many papers, the results.

Signing is not wrapped in `@once`: its number has to be kept before the paper is made, so it cannot run in
one transaction with the form key. The key stands on the batch instead, which makes a repeat as harmless.
"""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, StaffMember, working_calendar
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import number_in, officer
from astana_employment.department.records import subject_type
from astana_employment.department.web.password import ask_password, password_given_recently
from astana_employment.department.web.submission import form_key_of, form_page
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.screens.table_page import screen_page
from certificates.acts.batches import Choice, continue_batch, open_batch
from certificates.acts.signing import finish_signing
from certificates.evidence import evidence_of
from certificates.forms import ReturnForm
from certificates.loaders import get_decision_for
from certificates.models import Decision, SigningBatch
from certificates.tables import outcome_table, signing_table


@require_safe
def signing_list(request: HttpRequest) -> HttpResponse:
    """List what awaits a signature, and beside it the paper that is being looked at.

    htmx asks for the right side alone; without a script the row's link shows the whole page.
    """
    user = officer(request)
    wished = request.GET.get("open", "")
    key = number_in(wished)
    opened = None if key is None else get_decision_for(user, key)
    if opened is not None and opened.state not in (Decision.State.PREPARED, Decision.State.SIGNING):
        opened = None
    if request.headers.get("HX-Request") and wished:
        return render(request, "certificates/signing_review.html", _review(user, opened))
    return _list_page(request, user, opened)


@form_page
def signing_start(request: HttpRequest) -> HttpResponse:
    """Write down what was chosen and sign it, after the password if that was given too long ago.

    Whoever comes by address alone (the session had ended before the press) is led to the list.
    """
    user = officer(request)
    if request.method != "POST":
        return redirect("signing_list")
    try:
        batch = open_batch(form_key=form_key_of(request), choices=_choices(request), by=user)
    except RuleViolation as error:
        return _list_page(request, user, None, error=" ".join(error.messages))
    here = reverse("signing_batch", args=[batch.pk])
    if not password_given_recently(request):
        return ask_password(here)
    continue_batch(batch=batch, by=user)
    return redirect(here)


@form_page
def signing_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the result of each paper of one's own batch; a POST goes on with what still waits."""
    user = officer(request)
    batch = get_object_or_404(SigningBatch, pk=pk, by=user)
    if request.method == "POST":
        continue_batch(batch=batch, by=user)
        return redirect("signing_batch", pk)
    rows = batch.outcomes.select_related("decision__request__registration__person", "decision__paper")
    outcomes = list(rows.order_by(_failures_first(), "id"))
    table = screen_page(outcome_table(outcomes), None)
    counts = {name: sum(row.result == name for row in outcomes) for name in ("signed", "failed", "waiting")}
    left = Decision.objects.awaiting_signature().count()
    context = {"batch": batch, "table": table, "counts": counts, "left": left}
    return render(request, "certificates/signing_batch.html", context)


@form_page
def signing_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a signing that was cut short; a repeat finds the paper that was made."""
    user = officer(request)
    if request.method != "POST":
        return redirect("signing_list")
    decision = get_decision_for(user, pk)
    issue_on_page(
        request, decision, lambda: finish_signing(decision=decision, by=user), _("Signed: %(number)s")
    )
    return redirect("signing_list")


def _choices(request: HttpRequest) -> list[Choice]:
    """Read the ticked rows, «decision:hash» each; what is misshapen was not made by our page."""
    choices: list[Choice] = []
    for value in request.POST.getlist("choice"):
        text, _colon, sha256 = value.partition(":")
        key = number_in(text)
        if key is not None and len(sha256) == 64:
            choices.append((key, sha256))
    return choices


def _failures_first() -> Case:
    return Case(
        When(result="failed", then=Value(0)),
        When(result="waiting", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _list_page(
    request: HttpRequest, user: StaffMember, opened: Decision | None, *, error: str = ""
) -> HttpResponse:
    awaiting = Decision.objects.awaiting_signature().with_person()
    rows = awaiting.filter(state=Decision.State.PREPARED)
    table = signing_table(rows, lambda page: _described(page, user, opened, request.GET))
    context = {
        "table": screen_page(table, request.GET),
        "cut_short": list(awaiting.filter(state=Decision.State.SIGNING)),
        "error": error,
        **_review(user, opened),
    }
    return render(request, "certificates/signing_list.html", context, status=422 if error else 200)


def _described(
    page: list[Decision], signer: StaffMember, opened: Decision | None, asked: QueryDict
) -> list[dict[str, Any]]:
    """Return each paper of a page with the address that opens it beside the list as it stands."""
    calendar, day, seen = working_calendar(), today(), _seen(signer, page)
    stays = [urlencode({name: asked[name]}) for name in ("page", "sort") if name in asked]
    return [
        {
            "row": row,
            "address": "&".join([f"open={row.pk}", *stays]),
            "is_own": row.prepared_by_id == signer.pk,
            "look": "is-open is-seen" if row == opened else "is-seen" if row.pk in seen else "",
            "left": left_until(row.request.due_on, day, calendar),
        }
        for row in page
    ]


def _review(user: StaffMember, opened: Decision | None) -> dict[str, Any]:
    if opened is None:
        return {"opened": None}
    return {
        "opened": opened,
        "evidence": evidence_of(opened),
        "is_own": opened.prepared_by_id == user.pk,
        "return_form": ReturnForm(initial={"reviewed_sha256": opened.snapshot_sha256}),
    }


def _seen(user: StaffMember, decisions: list[Decision]) -> set[int]:
    """Return the decisions that the signer has opened since they were prepared as they are now."""
    looks = AccessRecord.objects.filter(
        by=user, subject_type=subject_type(Decision), subject_id__in=[row.pk for row in decisions]
    )
    latest = dict(looks.order_by("at").values_list("subject_id", "at"))
    return {row.pk for row in decisions if row.pk in latest and latest[row.pk] >= row.prepared_at}
