"""What the acts of the registry are called in the event log."""

from django.utils.translation import gettext_lazy as _

from astana_employment.changes import register_value_names
from astana_employment.verbs import register_verbs

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
        "file": _("file"),
        "line": _("line of the file"),
        "merged": _("merged card"),
        "other": _("the other card"),
        "people": _("people"),
        "registrations": _("registrations"),
        "rows": _("rows of the file"),
    }
)
