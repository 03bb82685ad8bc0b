"""Indicator 2.2: documents drawn up rightly."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Paper, PaperAnnulment, PaperKind
from indicators.annex3.figures import Figure
from indicators.annex3.periods import Period
from indicators.measures.cases import CaseSource

# The documents in which the service ends (clause 5(2)).
KINDS: Final = (PaperKind.CERTIFICATE, PaperKind.REFUSAL)


def _documents(period: Period) -> "QuerySet[Any]":
    spoilt = PaperAnnulment.objects.filter(paper=OuterRef("pk"), is_our_error=True)
    papers = Paper.objects.filter(kind__in=KINDS, issued_on__range=(period.first, period.last))
    return papers.annotate(is_counted=~Exists(spoilt))


DOCUMENTS: Final = CaseSource(key="documents", label=_("issued documents"), cases=_documents)


def right_documents(period: Period) -> Figure:
    """2.2: documents issued in the period, never annulled or replaced for an error of the office."""
    issued = Paper.objects.filter(kind__in=KINDS, issued_on__range=(period.first, period.last))
    # Annulments are few: counted from their side, the papers are counted from the index alone.
    spoilt = PaperAnnulment.objects.filter(is_our_error=True, paper__in=issued).count()
    total = issued.count()
    return Figure(total - spoilt, total)
