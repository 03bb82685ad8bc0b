"""What the acts on requests and papers are called."""

from django.utils.translation import gettext_lazy as _

from astana_employment.verbs import register_verbs

register_verbs(
    {
        "request.made": _("certificate requested"),
        "request.pause_began": _("request began to wait"),
        "request.pause_ended": _("request waits no more"),
        "request.withdrawn": _("request withdrawn"),
        "decision.prepared": _("paper prepared"),
        "decision.changed": _("prepared paper changed"),
        "decision.returned": _("returned to the clerk"),
        "decision.withdrawn": _("prepared paper withdrawn"),
        "decision.signing_began": _("signing began"),
        "paper.superseded": _("replaced by a corrected paper"),
        "paper.handed_over": _("handed over in person"),
        "paper.posted": _("posted"),
    }
)
