"""Waits and shares in figures, in the language of the screen: `{% load hall %}`."""

from datetime import timedelta

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from registry.hall.waits import Share

register = template.Library()


@register.filter
def in_minutes(span: timedelta | None) -> str:
    """Write a wait in minutes with one decimal; a dash for none."""
    return "–" if span is None else number_format(span.total_seconds() / 60, 1)


@register.filter
def as_share(share: Share) -> str:
    """Write a share in percent with what it is a share of; a dash of nothing."""
    if share.percent is None:
        return "–"
    values = {
        "percent": number_format(share.percent, 1),
        "part": share.numerator,
        "whole": share.denominator,
    }
    return gettext("%(percent)s %% (%(part)s of %(whole)s)") % values
