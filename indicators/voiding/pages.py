"""The page on which what was recorded wrongly is voided; each room says which row, and where it leads."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.pages.act import ActView
from indicators.voiding.forms import VoidForm


class VoidView(ActView):
    """Ask why a row is void, and void it."""

    frame = "indicators/base.html"
    form_class = VoidForm
    title = _("Void the entry")
    lead = _("It stays to be read, with your reason, and counts nowhere any more. Record the right one anew.")
    said = _("The entry is voided; it stays to be read.")
