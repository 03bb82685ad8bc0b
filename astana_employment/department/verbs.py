"""What the department's own acts are called, and what its triggers say."""

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.verbs import register_verbs
from astana_employment.toolbox.violations import register_violation

register_verbs(
    {
        "staff.created": _("member of staff added"),
        "staff.changed": _("member of staff changed"),
        "staff.password_set": _("password set by the administrator"),
        "delegation.granted": _("acting officer appointed"),
        "delegation.revoked": _("delegation revoked"),
        "window.letters_changed": _("letters of the windows changed"),
        "calendar.year_confirmed": _("calendar year confirmed"),
        "calendar.day_set": _("day of the calendar set"),
        "calendar.day_unset": _("day of the calendar unset"),
        "standard.added": _("edition of the standard added"),
        "standard.changed": _("edition of the standard changed"),
        "device.made": _("link for a device made"),
        "device.opened": _("device signed in"),
        "device.changed": _("device changed"),
        "device.revoked": _("device signed out for good"),
        "number.voided": _("number recorded as void"),
        "number.series_started": _("first number of a series set"),
        "paper.issued": _("paper issued"),
        "paper.annulled": _("paper annulled"),
        "import.brought": _("file brought for import"),
        "import.asked": _("import of a file begun"),
        "import.checked_again": _("file for import checked again"),
        "import.taken": _("file imported"),
        "import.discarded": _("file for import discarded"),
        "mail.queued": _("mail queued"),
        "mail.sent": _("mail sent"),
        "mail.failed": _("mail could not be sent"),
        "mail.uncertain": _("mail perhaps sent"),
        "mail.retried": _("mail tried again"),
        "mail.given_up": _("mail given up"),
    }
)
register_violation(
    "window_letters_complete", _("Every one of the 42 letters must belong to exactly one window.")
)
register_violation(
    "department_windowletter_letter_key", _("A letter may belong to one window only."), field="letter"
)
register_violation(
    "number_series_once", _("This journal has begun already; its first number is fixed."), field="series"
)
register_violation(
    "number_series_only_forward", _("A number series only grows: this number was already given.")
)
