"""Who may open the pages of the indicators."""

from indicators import report_access, survey_access  # noqa: F401  (add their own URL names)
