"""Who may look at a complaint's file; the one way in which a view loads it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from astana_employment.department.confidential import register_confidential
from astana_employment.department.models import AccessRecord, Delegation, Role, StaffMember
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from complaints.models import Complaint, ComplaintAgainst
from complaints.models.complaint import ComplaintQuerySet

# Clause 18(7): the chancellery, and those who decide. Clerks have nothing to do with complaints.
VIEW_ROLES = (Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


def is_accused(complaint: Complaint, staff: StaffMember) -> bool:
    """Tell whether the complaint is about this very person."""
    return ComplaintAgainst.objects.filter(complaint=complaint, staff=staff).exists()


def get_complaint_for(
    user: StaffMember, pk: int, *, act: str = AccessRecord.Act.VIEW, detail: str = ""
) -> Complaint:
    """Return a complaint that a member of staff may see, and write the look into the read log.

    PermissionDenied for a role that has nothing to do with complaints, and for the person complained of,
    whatever the role (art. 97(2) of the Code). Http404 for an unknown one.
    """
    if not user.has_role(*VIEW_ROLES):
        raise PermissionDenied
    rows = Complaint.objects.select_related("regime", "assigned_to", "registered_by", "earlier")
    complaint = get_object_or_404(rows.prefetch_related("complainants"), pk=pk)
    if is_accused(complaint, user):
        raise PermissionDenied
    record_access(by=user, act=act, subject=complaint, detail=detail or str(complaint))
    return complaint


def may_have_whole_file(complaint: Complaint, user: StaffMember) -> bool:
    """Tell whether the file as one PDF is for this person, who may see the complaint.

    Its cover letter says why the author passed the complaint on: that is the text of the one that follows,
    which whoever gave the answer does not see (art. 97(2)).
    """
    escalation = getattr(complaint, "escalation", None)
    following = escalation.successor if escalation else None
    return following is None or not is_accused(following, user)


def visible_to(user: StaffMember) -> ComplaintQuerySet:
    """Return the complaints a member of staff may see in lists: none about himself or herself."""
    return Complaint.objects.not_against(user)


def officers_of(level: str) -> QuerySet[StaffMember]:
    """Return who decides at a level today, acting officers included (readings 17, 45)."""
    acting = Delegation.objects.in_force(today()).filter(acts_as=level).values("person")
    return StaffMember.objects.filter(Q(role=level) | Q(pk__in=acting), is_active=True)


def decides(complaint: Complaint, user: StaffMember) -> bool:
    """Tell whether the complaint lies with this person, who holds the post of its level today."""
    return complaint.assigned_to_id == user.pk and complaint.level in user.roles_on(today())


def require_decides(complaint: Complaint, user: StaffMember) -> None:
    """Raise PermissionDenied unless the complaint lies with this person (same role is not enough)."""
    if not decides(complaint, user) or is_accused(complaint, user):
        raise PermissionDenied


def accused_roles(complaint: Complaint) -> list[str]:
    """Return the roles of those complained of, acting posts of today included."""
    return [role for staff in complaint.accused.all() for role in staff.roles_on(today())]


def _files_about(staff: StaffMember) -> list[str]:
    """Return the files of the complaints about a member of staff, as logs and mail name them."""
    keys = ComplaintAgainst.objects.filter(staff=staff).values_list("complaint_id", flat=True)
    return [Complaint(pk=pk).case_file for pk in keys]


register_confidential("complaint", _files_about)
