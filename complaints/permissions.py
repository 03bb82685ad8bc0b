"""Who may open the pages of complaints."""

from astana_employment.department.permissions import register_access, roles
from complaints import page_access as page_access  # the public page and the files register their own
from complaints.acts.regimes import SETTERS
from complaints.loaders import VIEW_ROLES
from complaints.states import DECIDERS, TAKERS

LOOK = roles(*VIEW_ROLES)

register_access(
    {
        "complaint_list": LOOK,
        "complaint_new": TAKERS,
        "complaint_arrived": TAKERS,
        "complaint_detail": LOOK,
        "complaint_register": TAKERS,
        "complaint_receipt_finish": LOOK,
        "complaint_act": LOOK,
        "complaint_decide": DECIDERS,
        "complaint_preview": LOOK,
        "complaint_sign": DECIDERS,
        "complaint_paper": LOOK,
        "complaint_letter": LOOK,
        "complaint_bundle": LOOK,
        "complaint_journal": LOOK,
        "complaint_journal_file": LOOK,
        "complaint_calls": LOOK,
        "complaint_call_new": LOOK,
        "complaint_regimes": LOOK | SETTERS,
        "complaint_regime_edit": SETTERS,
    }
)
