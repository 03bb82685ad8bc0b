"""Pieces of the indicators' pages: `{% load indicator_pages %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import gettext

from astana_employment.department.navigation import section_links
from indicators.annex3 import texts as annex
from indicators.navigation import SECTIONS

register = template.Library()


@register.inclusion_tag("astana_employment/department/sections.html", takes_context=True)
def indicator_sections(context: Context) -> dict[str, Any]:
    """List the indicators' pages above the present one."""
    return {"links": section_links(context["request"], SECTIONS), "label": gettext("Indicators")}


@register.simple_tag
def annex_column(number: int) -> str:
    """Return the heading of a column of Annex 3 in the language of the screen, counting from 0."""
    return annex.text_in(annex.COLUMNS[number])


@register.simple_tag
def annex_title() -> str:
    """Return the title of Annex 3 in the language of the screen."""
    return annex.text_in(annex.TITLE)
