"""Pieces of the department's own pages: `{% load department %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import gettext

from astana_employment.department.navigation import section_links
from astana_employment.department.sections import SECTIONS

register = template.Library()


@register.inclusion_tag("astana_employment/department/sections.html", takes_context=True)
def sections(context: Context) -> dict[str, Any]:
    """List the department's pages beside the present one; nothing for whoever may open only one."""
    links = section_links(context["request"], SECTIONS)
    return {"links": links if len(links) > 1 else [], "label": gettext("Department")}
