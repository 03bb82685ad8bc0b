"""Mail that could not be sent, why, and what to do about it; and all other mail by filter."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from astana_employment.department.acts import mail as acts
from astana_employment.department.confidential import files_hidden_from
from astana_employment.department.forms.logs import MailFilter
from astana_employment.department.models import AccessRecord, OutgoingMail, StaffMember
from astana_employment.department.models.mail import OutgoingMailQuerySet
from astana_employment.department.pages.act import DepartmentAct, Fact
from astana_employment.department.pages.replies import officer, posted_version, say
from astana_employment.department.pages.tables import mail_table
from astana_employment.department.records import record_access
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.mailing.rules import State
from astana_employment.toolbox.screens.table_page import screen_page

_TONES = {
    State.WAITING: "wait",
    State.SENDING: "wait",
    State.HANDING_OVER: "wait",
    State.SENT: "done",
    State.FAILED: "act",
    State.UNCERTAIN: "act",
    State.GIVEN_UP: "done",
}


@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """List what could not be sent, or what the filter asks for; a filter that cannot be read gives 422."""
    return _show_list(request, MailFilter(request.GET))


def _visible_to(user: StaffMember) -> OutgoingMailQuerySet:
    """Return the mail a member of staff may see: none of a file that is hidden from him or her."""
    return OutgoingMail.objects.exclude(case_file__in=files_hidden_from(user))


def _show_list(request: HttpRequest, form: MailFilter, *, error: str = "", status: int = 200) -> HttpResponse:
    is_readable = form.is_valid()
    rows = _visible_to(officer(request)).prefetch_related("papers")
    found = _filtered(rows, form.cleaned_data) if is_readable else rows.none()
    is_filtered = any(form.data.get(name) for name in form.fields)
    table = mail_table(found, _described, token=get_token(request), is_filtered=is_filtered)
    record_access(by=officer(request), act=AccessRecord.Act.VIEW, subject=OutgoingMail)
    context = {
        "form": form,
        "table": screen_page(table, request.GET),
        "is_filtered": is_filtered,
        "error": error,
        "folder": "" if settings.EMAIL_HOST else settings.MAIL_FOLDER,
    }
    return render(
        request, "astana_employment/department/mail_list.html", context, status=status if is_readable else 422
    )


def _filtered(rows: OutgoingMailQuerySet, wanted: dict[str, Any]) -> OutgoingMailQuerySet:
    questions = {
        "": rows.not_sent(),
        "again": rows.tried_again(),
        "all": rows,
    }
    found = questions.get(wanted["state"], rows.filter(state=wanted["state"]))
    text = wanted["text"]
    return found.filter(Q(to__icontains=text) | Q(subject__icontains=text)) if text else found


def _described(mail: OutgoingMail) -> dict[str, Any]:
    """Return a mail with how its state is shown and what a person may do about it."""
    return {
        "mail": mail,
        "tone": _TONES[State(mail.state)],
        # A mail that was not tried yet is left to the worker.
        "may_retry": acts.BY_PERSON.allow(mail, State.WAITING) and mail.attempts > 0,
        "may_give_up": acts.BY_PERSON.allow(mail, State.GIVEN_UP),
        "is_uncertain": mail.state == State.UNCERTAIN,
    }


@require_POST
@once
def mail_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a mail again; 422 or 409 with the list when it moved on meanwhile."""
    mail = get_object_or_404(_visible_to(officer(request)), pk=pk)
    try:
        acts.retry(mail=mail, version=posted_version(request), by=officer(request))
    except RuleViolation as error:
        return _show_list(request, MailFilter({}), error=" ".join(error.messages), status=422)
    except StaleRecord:
        text = gettext("This mail moved on meanwhile; the list shows how it stands now.")
        return _show_list(request, MailFilter({}), error=text, status=409)
    say(request, _("Is tried again: %(address)s") % {"address": mail.to})
    return redirect("mail_list")


class MailGiveUp(DepartmentAct):
    """Give a mail up, with the reason."""

    form_class = ReasonForm
    back_to = "mail_list"
    title = _("Give a mail up")
    lead = _(
        "The mail is no longer tried. Say how the person gets to know instead: by post, by telephone,"
        " handed over."
    )
    button = _("Give the mail up")
    tone = "danger"
    row: OutgoingMail

    def load(self, by: StaffMember, pk: int) -> OutgoingMail:
        return get_object_or_404(_visible_to(by), pk=pk)

    @property
    def over(self) -> str:
        return self.row.to

    def facts(self) -> list[Fact]:
        row = self.row
        facts = [Fact(_("Subject"), row.subject), Fact(_("State"), row.get_state_display())]
        return [*facts, Fact(_("Answer of the server"), row.words)] if row.words else facts

    def act(self, form: ReasonForm) -> OutgoingMail:
        reason = form.cleaned_data["reason"]
        return acts.give_up(mail=self.row, reason=reason, version=self.version, by=self.by)

    def words(self, form: ReasonForm, done: OutgoingMail) -> str:
        return _("Given up: %(address)s") % {"address": done.to}
