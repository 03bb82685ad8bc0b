"""What the acts on requests and papers are called."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.changes import register_subject_numbers, register_value_names
from astana_employment.toolbox.verbs import register_verbs
from astana_employment.toolbox.violations import register_violation

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

register_subject_numbers(
    {
        "certificates.certificaterequest": ("registration.number",),
        "certificates.decision": ("number", "request.registration.number"),
    }
)

# What the values in these events are called where the field has no name for people.
register_value_names(
    {
        "address": _("address"),
        "certificates.certificaterequest.state": _("state"),
        "certificates.decision.grounds": _("grounds of clause 17"),
        "certificates.decision.kind": _("paper"),
        "certificates.decision.state": _("state"),
        "certificates.certificaterequest.due_on": _("decide by"),
        "cause": _("what it waits for"),
        "began_on": _("since"),
        "ended_on": _("ended on"),
        "outcome": _("outcome"),
        "handed_on": _("handed over on"),
        "how": _("how"),
        "identity_differs": _("identity document differs from the record"),
        "is_our_error": _("our error"),
        "language": _("language of the paper"),
        "number": _("number"),
        "override": _("reason in spite of a ground"),
        "public_works": _("paid public works"),
        "purpose": _("where it will be presented"),
        "replaced_by": _("replaced by"),
        "sha256": _("fingerprint of the file"),
        "certificates.decision.snapshot_sha256": _("fingerprint of the text"),
    }
)
register_violation(
    "decision_frozen_when_signing", _("The paper is being signed or is signed; it can no longer change.")
)
