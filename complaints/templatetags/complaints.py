"""What the pages of complaints need beyond the department's components: `{% load complaints %}`."""

from django import template

from astana_employment.models import StaffMember

register = template.Library()


@register.filter
def short_name_of(member: StaffMember | None) -> str:
    """Return a surname with initials; empty for an act of nobody signed in (the public page)."""
    return member.get_short_name() if member is not None else ""
