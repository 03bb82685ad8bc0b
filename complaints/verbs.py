"""What the acts on complaints are called."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.changes import register_subject_numbers, register_value_names
from astana_employment.toolbox.verbs import register_verbs
from astana_employment.toolbox.violations import register_violation

register_verbs(
    {
        "complaint.arrived": _("complaint arrived by the public page"),
        "complaint.attached": _("files attached"),
        "complaint.registered": _("complaint registered"),
        "complaint.assigned": _("complaint handed over for consideration"),
        "complaint.reassigned": _("complaint given to somebody else"),
        "complaint.accused_added": _("person complained of added"),
        "complaint.linked": _("earlier complaint noted"),
        "complaint.inquiry_began": _("inquiry began"),
        "complaint.inquiry_ended": _("inquiry ended"),
        "complaint.extended": _("term extended"),
        "complaint.forwarded": _("complaint forwarded"),
        "complaint.left": _("left without consideration"),
        "complaint.withdrawn": _("complaint withdrawn by its author"),
        "complaint.decided": _("complaint decided"),
        "complaint.reopened": _("decision taken back before signing"),
        "complaint.signing_began": _("signing of the answer began"),
        "complaint.answered": _("complaint answered"),
        "complaint.delivered": _("paper given to the author"),
        "complaint.escalated": _("complaint passed to the higher level"),
        "complaint.sent_up": _("file sent to the deputy akim"),
        "complaint.closed": _("complaint closed"),
        "oral.logged": _("telephone call logged"),
        "regime.changed": _("terms of complaints changed"),
    }
)
register_value_names(
    {
        "complaints.complaint.number": _("number"),
        "complaints.complaint.state": _("state"),
        "complaints.complaint.due_on": _("answer by"),
        "complaints.complaint.accused": _("persons complained of"),
        "complaints.complaint.outcome": _("decision"),
        "complaints.complaint.is_justified": _("justified"),
        "complaints.complaint.attachments": _("attachments"),
        "complaints.complaint.receipt": _("receipt copy"),
        "complaints.complaint.answer": _("answer"),
        "complaints.complaint.successor": _("new number"),
        "delivered_on": _("delivered on"),
        "recipient": _("to whom"),
    }
)
register_subject_numbers(
    {
        "complaints.complaint": ("number",),
        "complaints.receipt": ("number", "complaint.number"),
        "complaints.answer": ("number", "complaint.number"),
    }
)
register_violation(
    "complaint_never_to_the_accused",
    _("A person complained of cannot decide on the complaint (art. 97(2))."),
    field="to",
)
register_violation(
    "attachment_before_number", _("The complaint is registered; nothing can be attached any more.")
)
