"""Who may open the pages of the record card: a clerk records, the head of division judges (reading 45)."""

from astana_employment.department.models import Role
from astana_employment.department.permissions import register_access, roles
from registry.people.loaders import VIEW_ROLES, WORK_ROLES

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

register_access(
    {
        "person_card": LOOK,
        "card_entry": LOOK,
        "card_add": WORK,
        "card_answer": WORK,
        "card_correct": WORK,
        "card_reason": WORK,
        "card_void": WORK,
        "card_undo": WORK,
        "card_judge": HEAD,
        "due_list": WORK,
        "judgement_list": HEAD,
    }
)
