"""Who may open the pages of the indicators."""

from indicators import public_access, report_access, survey_access  # noqa: F401  (add their own URL names)
