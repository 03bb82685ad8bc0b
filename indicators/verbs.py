"""What the acts on surveys, published information, values of Annex 3 and reports are called."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from astana_employment.department.changes import register_subject_numbers, register_value_names
from astana_employment.toolbox.verbs import register_verbs
from indicators.annex3.texts import CODES

register_verbs(
    {
        "survey.slips_typed": _("paper slips of the survey typed in"),
        "survey.slips_voided": _("paper slips of the survey voided"),
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

register_verbs(
    {
        "targets.entered": _("values of Annex 3 entered"),
        "targets.changed": _("values of Annex 3 changed"),
        "report.drafted": _("report drafted"),
        "report.moved": _("day of the preliminary report changed"),
        "report.revision_drafted": _("revision of a report drafted"),
        "report.issued": _("report issued, figures frozen"),
        "report.sent": _("report sent to the akim's office"),
        "report.sending_voided": _("record of a sending voided"),
        "publication.recorded": _("publication in the mass media recorded"),
        "publication.voided": _("record of a publication voided"),
    }
)

register_subject_numbers({"indicators.indicatorreport": ("number",)})
register_value_names(
    {
        "period": _("period"),
        "as_of": _("as of"),
        "revises": _("instead of"),
        "indicators.indicatorreport.definition_version": _("version of the method"),
        "indicators.informationpublication.item": _("information item"),
        "outgoing_number": _("outgoing number"),
        "sent_on": _("sent on"),
        "published_on": _("published on"),
        "medium": _("newspaper, broadcaster or site"),
        "place": _("issue, page or address"),
        "what": _("what was published"),
        "year": _("year"),
        "decision_number": _("number of the decision"),
        "decision_date": _("date of the decision"),
        "indicators.indicatorreport.state": _("state"),
        **{
            f"{name} {code}": label
            for code in CODES
            for name, label in (
                ("normative", format_lazy("{} {}", code, _("normative value"))),
                ("target", format_lazy("{} {}", code, _("target for the next year"))),
                ("current", format_lazy("{} {}", code, _("current value"))),
            )
        },
    }
)
