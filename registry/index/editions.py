"""The editions of the standard, read once for the thousands of cards of an import."""

from datetime import date

from astana_employment.department.models import ServiceStandard
from registry.index.checking import Card
from registry.law.requirements import missing_documents


class Editions:
    """Which edition an old card stands under, and what that edition asks for."""

    def __init__(self) -> None:
        self._editions = list(
            ServiceStandard.objects.prefetch_related("required_documents").order_by("valid_from")
        )
        self._required: dict[tuple[int, str, bool], list[str]] = {}

    def on(self, day: date) -> ServiceStandard:
        """Return the edition in force on a day; a card from before the first one stands under the first."""
        return next((row for row in reversed(self._editions) if row.valid_from <= day), self._editions[0])

    def missing(self, standard: ServiceStandard, card: Card) -> list[str]:
        """Return the documents of clause 12 that a card lacks."""
        key = (standard.pk, card.category, card.is_oralman)
        if key not in self._required:
            self._required[key] = [
                str(kind) for kind in standard.required_kinds(card.category, is_oralman=card.is_oralman)
            ]
        return missing_documents(self._required[key], card.documents)
