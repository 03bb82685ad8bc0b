"""Who may open the pages of the indicators."""

from indicators import public_access, survey_access  # noqa: F401  (add their own URL names)
from indicators.reports import loaders as report_access  # noqa: F401  (add their own URL names)
