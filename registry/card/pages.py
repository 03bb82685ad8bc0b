"""The record card of a person on one screen, its forms, each of its entries, and the lists over all cards.

A form comes in its place on the card by htmx, else on a page of its own.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.models import AccessRecord, StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import number_in, officer
from astana_employment.department.permissions import may_open
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page
from registry.card.acts.common import as_logged
from registry.card.acts.every_kind import correct_entry, judge, note_reason, void_entry
from registry.card.acts.visits import undo_visit
from registry.card.entry_history import versions_of
from registry.card.forms.base import NewForm, OutcomeForm
from registry.card.forms.entries import NEW, OUTCOME
from registry.card.forms.every_kind import CorrectionForm, JudgementForm, SaidForm, UndoForm, VoidForm
from registry.card.lists import BREACHES, DUE, Words, breach_keys, due_keys
from registry.card.models import KINDS, CardEntry, Judged, VisitAppointment
from registry.card.overview import load_record_card
from registry.card.rows import CardRow, Key
from registry.card.tables import due_or_breach_table, open_table
from registry.hall.work import asked_window
from registry.people.loaders import get_person_for
from registry.people.models import Person, UnemploymentRegistration


@require_GET
def person_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card: what is due, what waits for judgement, the timeline page by page."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("person_card", pk=person.pk)
    number = number_in(request.GET.get("page", "")[:6]) or 1
    card = load_record_card(person, page=max(number, 1))
    kept = (row for row in card.timeline.rows if row.entry.can_undo)
    may_work = may_open(request.user, "card_add")
    context = {
        "person": person,
        "card": card,
        "may_work": may_work,
        "table": screen_page(open_table(card, may_work=may_work), None),
        "next_visit": card.awaited_of(VisitAppointment),
        "just_kept": next((row for row in kept if str(row.entry.pk) == request.GET.get("kept")), None),
    }
    return render(request, "registry/card/card.html", context)


def card_url(entry: CardEntry) -> str:
    """Return the address of the card of an entry; with a visit just kept, it offers to undo that."""
    url = reverse("person_card", args=[entry.registration.person_id])
    return f"{url}?kept={entry.pk}" if entry.can_undo else url


def entry_for(by: StaffMember, pk: int, slug: str, entry_pk: int) -> CardEntry:
    """Return an entry of a person's card for whoever may see the person; Http404 for another person's."""
    person = get_person_for(by, pk)
    if slug not in KINDS:
        raise Http404
    rows = KINDS[slug]._default_manager.select_related("registration__person", "entered_by")
    entry: CardEntry = get_object_or_404(rows, pk=entry_pk, registration__person=person)
    return entry


# --- what happened, and what came of it ----------------------------------------------------------
class _InPlace(ActView):
    """A form that stands on the card, or on a page of its own."""

    template_name = "registry/card/form.html"
    person: Person
    row: CardEntry | None

    def get(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        if request.headers.get("HX-Target") == "entry-form":
            self.template_name = "registry/card/form.html#form"
        return super().get(request, **address)

    def act(self, form: NewForm | OutcomeForm) -> CardEntry:
        return form.save(by=self.by, version=self.version)

    def words(self, form: NewForm | OutcomeForm, done: CardEntry) -> str:
        return "" if done.can_undo else form.words(done)

    def after(self, done: CardEntry) -> str:
        return card_url(done)

    def context(self, form: NewForm | OutcomeForm) -> dict[str, Any]:
        return {"person": self.person}


class CardAdd(_InPlace):
    """Enter something new: on the registration that has not ended, else on the last one."""

    registration: UnemploymentRegistration
    kind: type[CardEntry]

    def dispatch(self, request: HttpRequest, *args: Any, **address: Any) -> HttpResponseBase:
        """Lead to the card a merged one became, and from a person who has none to the person."""
        self.person = get_person_for(officer(request), address["pk"])
        if self.person.pk != address["pk"]:
            return redirect("card_add", pk=self.person.pk, slug=address["slug"])
        rows = list(self.person.registrations.order_by("-registered_on", "-id"))
        if not rows:
            messages.info(request, _("The record card begins with the registration as unemployed."))
            return redirect("person_detail", pk=self.person.pk)
        self.registration = next((row for row in rows if row.ended_on is None), rows[0])
        return super().dispatch(request, *args, **address)

    def load(self, by: StaffMember, *, pk: int, slug: str) -> CardEntry | None:
        if slug not in KINDS:
            raise Http404
        self.kind = kind = KINDS[slug]
        if not kind.is_answered_anew:
            return None
        rows = kind._default_manager.filter(registration=self.registration).select_related("registration")
        if self.request.method == "POST":
            return rows.filter(pk=number_in(self.request.POST.get("entry", ""))).first()
        return rows.filter(**kind.open_when, voided_at__isnull=True).first()

    def make_form(self, data: QueryDict | None) -> NewForm:
        asked = self.request.GET.dict()
        return NEW[self.kind.slug](data, registration=self.registration, entry=self.row, asked=asked)


class CardAnswer(_InPlace):
    """Enter what came of a summons, an offer, a referral or a participation."""

    row: CardEntry

    def load(self, by: StaffMember, **address: Any) -> CardEntry:
        entry = entry_for(by, **address)
        if entry.slug not in OUTCOME:
            raise Http404
        self.person = entry.registration.person
        return entry

    def make_form(self, data: QueryDict | None) -> OutcomeForm:
        return OUTCOME[self.row.slug](data, entry=self.row)


# --- one entry -----------------------------------------------------------------------------------
@require_GET
def card_entry(request: HttpRequest, **address: Any) -> HttpResponse:
    """Show an entry with all that may be done with it."""
    entry = entry_for(officer(request), **address)
    return render(request, "registry/card/entry.html", _page(entry) | {"version": entry.version})


def _page(entry: CardEntry) -> dict[str, Any]:
    return {
        "person": entry.registration.person,
        "row": CardRow(entry, getattr(entry, entry.begins)),
        "versions": versions_of(entry),
        **{view.shown_as: view.form_class(None, entry=entry) for view in (CardReason, CardJudge, CardVoid)},
    }


class _OfEntry(ActView):
    """An act on an entry of one of some kinds; Http404 for any other."""

    form_class: ClassVar[type[Any]]
    kinds: ClassVar[type[Any]] = CardEntry
    does: ClassVar[Callable[..., CardEntry]]
    row: Any

    def load(self, by: StaffMember, **address: Any) -> Any:
        entry = entry_for(by, **address)
        if not isinstance(entry, self.kinds):
            raise Http404
        return entry

    def make_form(self, data: QueryDict | None) -> Any:
        return self.form_class(data, entry=self.row)

    def act(self, form: Any) -> CardEntry:
        did: CardEntry = self.does(entry=self.row, version=self.version, by=self.by, **form.cleaned_data)
        return did


class CardCorrect(_OfEntry):
    """Correct an entry; its former versions stay."""

    template_name = "registry/card/correct.html"
    is_wide = True
    form_class = CorrectionForm
    title = _("Correct the entry")
    lead = _("The former version is kept. A new first day counts the due day anew.")
    button = _("Save")
    said = _("The entry is corrected; its former version is kept.")

    @property
    def over(self) -> str:
        row = CardRow(self.row, getattr(self.row, self.row.begins))
        return f"{row.person.full_name} · {row.title}"

    def typed(self, form: CorrectionForm) -> dict[str, Any]:
        return {name: as_logged(value) for name, value in form.cleaned_data.items()}

    def act(self, form: Any) -> CardEntry:
        row: CardEntry = self.row
        return correct_entry(entry=row, version=self.version, changes=form.cleaned_data, by=self.by)


class _OnItsPage(_OfEntry):
    """What one of the small forms on the page of an entry asks for; `shown_as` is its name there."""

    http_method_names = ["post"]
    template_name = "registry/card/entry.html"
    shown_as: ClassVar[str]

    def context(self, form: forms.Form) -> dict[str, Any]:
        return _page(self.row) | {self.shown_as: form}


class CardReason(_OnItsPage):
    """Note what the person says of a breach."""

    kinds, does = Judged, staticmethod(note_reason)
    form_class, shown_as = SaidForm, "reason_form"
    said = _("Noted what the person says.")


class CardJudge(_OnItsPage):
    """Judge the reason for a breach; the address is open to the head of division alone."""

    kinds, does = Judged, staticmethod(judge)
    form_class, shown_as = JudgementForm, "judgement_form"
    said = _("The reason is judged.")


class CardVoid(_OnItsPage):
    """Void an entry that should not stand on the card."""

    does = staticmethod(void_entry)
    form_class, shown_as = VoidForm, "void_form"
    said = _("The entry is voided; it stays to be read.")


class CardUndo(_OnItsPage):
    """Take back that a visit was kept, and go back to the card."""

    kinds, does = VisitAppointment, staticmethod(undo_visit)
    form_class, shown_as = UndoForm, "undo_form"
    said = _("Undone: the visit is not marked as kept any more.")

    def after(self, done: CardEntry) -> str:
        return card_url(done)


# --- over all cards ------------------------------------------------------------------------------
@require_GET
def due_list(request: HttpRequest) -> HttpResponse:
    """Show what is due today or late: of one's own window, or with `windows=all` of all four."""
    viewer = officer(request)
    window = asked_window(request, viewer)
    context = {"is_all": window is None, "has_window": viewer.home_window_id is not None}
    return _list(request, DUE, due_keys(window, today()), **context)


@require_GET
def judgement_list(request: HttpRequest) -> HttpResponse:
    """Show the breaches whose reason nobody has judged yet, the oldest first."""
    return _list(request, BREACHES, breach_keys(today()), has_window=False)


def _list(request: HttpRequest, about: Words, keys: "QuerySet[Any, Key]", **context: bool) -> HttpResponse:
    record_access(
        by=officer(request),
        act=AccessRecord.Act.VIEW,
        subject=UnemploymentRegistration,
        detail=about.detail,
    )
    table = screen_page(due_or_breach_table(about, keys), request.GET)
    return render(request, "registry/card/list.html", {"about": about, "table": table, **context})
