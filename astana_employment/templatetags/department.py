"""Pieces of the department's own pages: `{% load department %}`."""

from typing import Any

from django import template
from django.template.context import Context

from astana_employment.sections import section_links

register = template.Library()


@register.inclusion_tag("astana_employment/sections.html", takes_context=True)
def sections(context: Context) -> dict[str, Any]:
    """List the department's pages beside the present one."""
    return {"links": section_links(context["request"])}
