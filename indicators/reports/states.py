"""Where a report may go from where it stands, and who may lead it there (reading 49)."""

from typing import Final

from astana_employment.department.states import States
from indicators.roles import ISSUERS

REPORT: Final = States(
    {
        ("draft", "issued"): ISSUERS,
        # An issued report is revised by the next one, in the moment in which that is issued.
        ("issued", "revised"): ISSUERS,
    }
)
