"""Who may open the pages of the indicators."""

from indicators import survey_access  # noqa: F401  (adds its own URL names)
