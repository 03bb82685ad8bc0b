"""Who works at which point of the hall; the one way in which a view loads a ticket."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from astana_employment.department.models import Role, StaffMember
from registry.hall.models import Point, QueueTicket

# Whoever calls visitors (clause 11, reading 50); the head of division sees all five queues.
HALL_ROLES = (Role.CLERK, Role.HEAD_OF_DIVISION, Role.CHANCELLERY)


def points_of(user: StaffMember) -> tuple[Point, ...]:
    """Return the points a member of staff works at, one's own first; the head of division at all."""
    own = _own_points(user)
    if user.has_role(Role.HEAD_OF_DIVISION):
        return (*own, *(point for point in Point if point not in own))
    return own


def _own_points(user: StaffMember) -> tuple[Point, ...]:
    points: list[Point] = []
    if user.own_window is not None and user.has_role(Role.CLERK, Role.HEAD_OF_DIVISION):
        points.append(Point(user.own_window.number))
    if user.has_role(Role.CHANCELLERY):
        points.append(Point.CHANCELLERY)
    return tuple(points)


def require_point(user: StaffMember, point: int) -> None:
    """Raise PermissionDenied unless the person works at a point."""
    if point not in points_of(user):
        raise PermissionDenied


def get_point_for(user: StaffMember, number: int) -> Point:
    """Return a point that somebody works at; Http404 for no point, PermissionDenied for another's."""
    if number not in Point.values:
        raise Http404
    require_point(user, number)
    return Point(number)


def require_hall(user: StaffMember) -> None:
    """Raise PermissionDenied unless the person works in the hall at all."""
    if not user.has_role(*HALL_ROLES):
        raise PermissionDenied


def get_ticket_for(user: StaffMember, pk: int) -> QueueTicket:
    """Return a ticket for whoever works where it stands, or where it came from (to undo a hand-over).

    Http404 for an unknown ticket, PermissionDenied for the clerk of another window.
    """
    ticket = get_object_or_404(QueueTicket.objects.select_related("person"), pk=pk)
    open_interval = ticket.intervals.select_related("previous").get(ended_at__isnull=True)
    previous = open_interval.previous
    places = {ticket.point, previous.point if previous else ticket.point}
    if not places.intersection(points_of(user)):
        raise PermissionDenied
    return ticket
