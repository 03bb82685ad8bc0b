"""Who may open the pages of requests and papers."""

from astana_employment.department.models import Role
from astana_employment.department.permissions import PUBLIC, register_access, roles
from certificates.states import ANNULLERS, PREPARERS, SIGNERS

LOOK = roles(Role.CLERK, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)

register_access(
    {
        "request_list": LOOK,
        "request_new": PREPARERS,
        "request_detail": LOOK,
        "request_pause": PREPARERS,
        "request_resume": PREPARERS,
        "request_withdraw": PREPARERS,
        "decision_certificate": PREPARERS,
        "decision_refusal": PREPARERS,
        "decision_withdraw": PREPARERS,
        "decision_preview": LOOK,
        "signing_list": SIGNERS,
        "signing_start": SIGNERS,
        "signing_batch": SIGNERS,
        "signing_return": SIGNERS,
        "signing_finish": SIGNERS,
        "signing_void": SIGNERS,
        "paper_list": PREPARERS,
        "paper_print": PREPARERS,
        "paper_detail": LOOK,
        "paper_file": LOOK,
        "paper_hand_over": PREPARERS,
        "paper_correct": PREPARERS,
        "paper_annul": ANNULLERS,
        "check": PUBLIC,
        "check_paper": PUBLIC,
    }
)
