"""What the acts on surveys and published information are called."""

from django.utils.translation import gettext_lazy as _

from astana_employment.changes import register_value_names
from astana_employment.verbs import register_verbs

register_verbs(
    {
        "survey.slips_typed": _("paper slips of the survey typed in"),
        "information.published": _("information entered as published"),
        "information.ended": _("published information withdrawn"),
        "information.overridden": _("value of indicator 3.3 set by hand"),
    }
)

register_value_names(
    {
        "slips_typed": _("slips typed in"),
        "first": _("first day"),
        "last": _("last day"),
    }
)
