"""One entry of the card: former versions, correction, the reason and the judgement, voiding, undoing."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    officer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.web.submission import once
from registry.card.acts.correcting import correct_entry
from registry.card.acts.judging import judge, note_reason
from registry.card.acts.visits import undo_visit
from registry.card.acts.voiding import void_entry
from registry.card.entry_history import versions_of
from registry.card.forms.outcomes import CorrectionForm, JudgementForm, SaidForm, VoidForm
from registry.card.kinds import kind_of
from registry.card.models import CardEntry, Participation, Referral, Summons, VisitAppointment
from registry.card.overview import Shower
from registry.card.pages.card import card_url, entry_for
from registry.card.rows import Found


@require_GET
def card_entry(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Show an entry with all that may be done with it."""
    return _page(request, entry_for(request, pk, slug, entry_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def card_correct(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Correct an entry; its former versions stay."""
    entry = entry_for(request, pk, slug, entry_pk)
    form = CorrectionForm(entry, kind_of(entry), request.POST or None)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: correct_entry(
                entry=entry, version=posted_version(request), changes=form.changes(), by=officer(request)
            ),
        )
        if tried.is_done:
            say(request, _("The entry is corrected; its former version is kept."))
            return HttpResponseRedirect(entry_url(entry))
        if tried.is_stale:
            entry.refresh_from_db()
    context = {
        "person": entry.registration.person,
        "row": _row(entry),
        "form": form,
        "version": shown_version(request, entry.version, tried),
    }
    return show_form(request, "registry/card/correct.html", context, tried)


@require_POST
@once
def card_reason(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Note what the person says of a breach."""
    entry = _breach(entry_for(request, pk, slug, entry_pk))
    form = SaidForm(request.POST)

    def act() -> None:
        note_reason(
            entry=entry,
            version=posted_version(request),
            reason=form.cleaned_data["reason"],
            by=officer(request),
        )

    return _act(request, entry, form, act, said=_("Noted what the person says."), name="reason_form")


@require_POST
@once
def card_judge(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Judge the reason for a breach; the address is open to the head of division alone."""
    entry = _breach(entry_for(request, pk, slug, entry_pk))
    form = JudgementForm(request.POST)

    def act() -> None:
        judge(entry=entry, version=posted_version(request), by=officer(request), **form.cleaned_data)

    return _act(request, entry, form, act, said=_("The reason is judged."), name="judgement_form")


@require_POST
@once
def card_void(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Void an entry that should not stand on the card."""
    entry = entry_for(request, pk, slug, entry_pk)
    form = VoidForm(request.POST)

    def act() -> None:
        void_entry(
            entry=entry,
            version=posted_version(request),
            reason=form.cleaned_data["reason"],
            by=officer(request),
        )

    said = _("The entry is voided; it stays to be read.")
    return _act(request, entry, form, act, said=said, name="void_form")


@require_POST
@once
def card_undo(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Take back that a visit was kept."""
    entry = entry_for(request, pk, slug, entry_pk)
    if not isinstance(entry, VisitAppointment):
        raise Http404
    form = forms.Form(request.POST)
    tried = attempt(
        form, lambda: undo_visit(visit=entry, version=posted_version(request), by=officer(request))
    )
    if tried.is_done:
        say(request, _("Undone: the visit is not marked as kept any more."))
        return HttpResponseRedirect(card_url(entry.registration.person))
    return _page(request, entry, tried, undo_form=form)


def entry_url(entry: CardEntry) -> str:
    """Return the address of an entry."""
    return reverse(
        "card_entry",
        kwargs={
            "pk": entry.registration.person_id,
            "slug": kind_of(entry).slug,
            "entry_pk": entry.pk,
        },
    )


def _breach(entry: CardEntry) -> VisitAppointment | Summons | Referral | Participation:
    if isinstance(entry, VisitAppointment | Summons | Referral | Participation):
        return entry
    raise Http404


def _act(
    request: HttpRequest, entry: CardEntry, form: forms.Form, act: Any, *, said: str, name: str
) -> HttpResponse:
    """Do what one of the small forms of the page asks for, and come back to the entry."""
    tried = attempt(form, act)
    if tried.is_done:
        say(request, said)
        return HttpResponseRedirect(entry_url(entry))
    return _page(request, entry, tried, **{name: form})


def _page(
    request: HttpRequest, entry: CardEntry, tried: Attempt | None = None, **forms_: forms.Form
) -> HttpResponse:
    if tried is not None and tried.is_stale:
        entry.refresh_from_db()
    row = _row(entry)
    context = {
        "person": entry.registration.person,
        "row": row,
        "version": shown_version(request, entry.version, tried),
        "versions": versions_of(entry, row.kind),
        "reason_form": SaidForm(initial={"reason": row.reason}, auto_id="reason_%s"),
        "judgement_form": JudgementForm(
            initial={"judgement": row.judgement, "note": getattr(entry, "judgement_note", "")},
            auto_id="judge_%s",
        ),
        "void_form": VoidForm(auto_id="void_%s"),
        "can_undo": isinstance(entry, VisitAppointment)
        and entry.came_on is not None
        and entry.voided_at is None,
        **forms_,
    }
    return show_form(request, "registry/card/entry.html", context, tried)


def _row(entry: CardEntry) -> Any:
    kind = kind_of(entry)
    return Shower().row(Found(kind, entry, getattr(entry, kind.day)))
