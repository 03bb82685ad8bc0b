"""Voiding a batch of slips."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.web.submission import once
from indicators.annex3.periods import Period
from indicators.surveys.acts import void_slips
from indicators.surveys.models import Audience, SlipBatch
from indicators.voiding.pages import void_page

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@once
def slips_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a batch of visitors' slips."""
    row = get_object_or_404(SlipBatch.objects.valid().filter(audience=Audience.VISITOR), pk=pk)
    facts = [
        f"{row.filled_on:%d.%m.%Y}",
        _("slips given out: %(count)d") % {"count": row.handed_out},
        row.typed_by.get_short_name(),
    ]
    back = f"{reverse('survey_results')}?period={Period.quarter_of(row.filled_on).code}"
    return void_page(request, facts, back, lambda **said: void_slips(batch=row, **said))
