"""What the acts of the registry are called in the event log."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.changes import register_subject_numbers, register_value_names
from astana_employment.toolbox.verbs import register_verbs
from registry.card.models import KINDS

register_verbs(
    {
        "person.added": _("card of the person opened"),
        "person.edited": _("data of the person changed"),
        "person.name_corrected": _("name corrected"),
        "person.name_changed": _("name changed"),
        "person.window_set": _("letter for the window set"),
        "person.not_duplicate": _("decided: not the same person"),
        "person.merged": _("another card merged into this one"),
        "intake.accepted": _("documents accepted"),
        "intake.turned_back": _("turned back: documents missing"),
        "intake.originals_returned": _("original documents returned"),
        "person.registered": _("registered as unemployed"),
        "person.imported": _("card of the person brought over from the card index"),
        "registration.imported": _("registration brought over from the card index"),
        "register.imported": _("card index imported"),
    }
)

# What the values in these events are called where the field has no name for people.
register_value_names(
    {
        "documents": _("documents"),
        "entries": _("Entries"),
        "file": _("file"),
        "line": _("line of the file"),
        "merged": _("merged card"),
        "other": _("the other card"),
        "people": _("people"),
        "registrations": _("registrations"),
        "rows": _("rows of the file"),
    }
)

# By which numbers the event log knows the rows; the number of a registration stands for what belongs to it.
register_subject_numbers(
    {
        "registry.unemploymentregistration": ("number",),
        "registry.queueticket": ("number",),
        "registry.vacancysearch": ("registration.number",),
        **{kind._meta.label_lower: ("registration.number",) for kind in KINDS.values()},
    }
)

# The record card (clause 15).
register_verbs(
    {
        **{f"card.{verb}": name for kind in KINDS.values() for verb, name in kind.verbs.items()},
        "card.reason_noted": _("reason for a breach noted"),
        "card.judged": _("reason for a breach judged"),
        "card.corrected": _("entry of the card corrected"),
        "card.voided": _("entry of the card voided"),
        "card.imported": _("entry brought over from the card index"),
    }
)

# What becomes of a registration (clause 17, reading 10).
register_verbs(
    {
        "registration.suspended": _("registration suspended"),
        "registration.resumed": _("registration resumed"),
        "registration.ended": _("registration ended"),
    }
)
register_value_names(
    {
        "registry.unemploymentregistration.state": _("state"),
        "registry.unemploymentregistration.number": _("number of the notice"),
        "registry.unemploymentregistration.cause": _("cause"),
        "registry.unemploymentregistration.evidence": _("evidence"),
    }
)

# The bank of vacancies, and the search for suitable ones (clause 1).
register_verbs(
    {
        "vacancy.added": _("vacancy entered"),
        "vacancy.imported": _("vacancy imported"),
        "vacancy.edited": _("vacancy changed"),
        "vacancy.closed": _("vacancy closed"),
        "profession.added": _("profession added"),
        "profession.edited": _("names of the profession corrected"),
        "profession.closed": _("profession closed"),
        "vacancy.searched": _("suitable vacancies sought"),
        "vacancy.not_suitable": _("said why vacancies do not suit"),
    }
)
register_value_names(
    {
        "registry.vacancysearch.looked_through": _("vacancies looked through"),
        "registry.vacancysearch.found_count": _("vacancies found"),
        "registry.vacancysearch.explained_count": _("of them said why they do not suit"),
        "registry.vacancy.file": _("file"),
    }
)

# The reception hall (clauses 7(2), 7(3), 10, 11).
register_verbs(
    {
        "ticket.taken": _("ticket taken"),
        "ticket.at_window": _("taken at the window without a ticket"),
        "ticket.called": _("called"),
        "ticket.recalled": _("called again"),
        "ticket.serving": _("serving begun"),
        "ticket.served": _("served"),
        "ticket.no_show": _("did not come when called"),
        "ticket.left": _("left unserved"),
        "ticket.handed_over": _("handed to another point"),
        "ticket.put_back": _("put back into the queue"),
        "ticket.undone": _("last step of a ticket undone"),
        "ticket.person_set": _("person of a ticket noted"),
        "ticket.closed_with_day": _("visit closed with its day"),
        "ticket.entered": _("visit entered from paper notes"),
        "window.diverted": _("letters sent to another window for a time"),
        "window.diversion_ended": _("letters back at their window"),
        "intake.overridden": _("intake past its hour allowed"),
    }
)
register_value_names(
    {
        "registry.queueticket.number": _("ticket"),
        "registry.windowdiversion.until": pgettext_lazy("hall", "until"),
    }
)
