"""The lists of the desk: what is undecided, what is to be printed or handed over, of a window or of all."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import DateField, DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Value
from django.http import HttpRequest

from astana_employment.department.models import (
    AccessRecord,
    Paper,
    ServiceWindow,
    StaffMember,
    service_windows,
)
from astana_employment.department.records import subject_type
from astana_employment.department.window_map import window_condition
from certificates.models import CertificateRequest, Decision


@dataclass(frozen=True)
class WindowChoice:
    """The window whose rows a list shows; None stands for all. `code` is what the address says."""

    window: ServiceWindow | None
    windows: tuple[ServiceWindow, ...]

    @property
    def code(self) -> str:
        """The choice as it stands in an address."""
        return str(self.window.number) if self.window else "all"


def chosen_window(request: HttpRequest, user: StaffMember) -> WindowChoice:
    """Return the window that the address asks for; one's own when it asks for none."""
    windows = service_windows()
    wished = request.GET.get("window", "")
    if wished:
        return WindowChoice(next((row for row in windows if str(row.number) == wished), None), windows)
    return WindowChoice(user.own_window, windows)


def undecided_requests(window: ServiceWindow | None) -> "QuerySet[CertificateRequest]":
    """Return the requests without a decision, the most urgent first."""
    rows = CertificateRequest.objects.undecided().select_related("registration__person")
    return rows.filter(window_condition(window, "registration__person"))


def returned_to(user: StaffMember) -> "QuerySet[Decision]":
    """Return the decisions that came back to whoever prepared them."""
    rows = Decision.objects.filter(state=Decision.State.RETURNED, prepared_by=user)
    return rows.select_related("request__registration__person", "returned_by").order_by(
        "request__due_on", "id"
    )


def signed_papers(window: ServiceWindow | None, day: date, shown: str = "all") -> "QuerySet[Decision]":
    """Return the signed papers not handed over yet, the oldest first.

    Each has `is_printed`, and `is_uncollected` when it has lain longer than its edition allows
    (clause 18(9)); `shown` keeps only those to «print» or those «uncollected».
    """
    printed = AccessRecord.objects.filter(
        subject_type=subject_type(Paper), subject_id=OuterRef("paper_id"), act=AccessRecord.Act.PRINT
    )
    age = ExpressionWrapper(
        Value(day, output_field=DateField()) - F("paper__issued_on"), output_field=DurationField()
    )
    term = ExpressionWrapper(
        F("request__standard__uncollected_days") * Value(timedelta(days=1)), output_field=DurationField()
    )
    rows = (
        Decision.objects.filter(state=Decision.State.SIGNED)
        .with_person()
        .alias(age=age, term=term)
        .annotate(
            is_printed=Exists(printed),
            is_uncollected=models.Case(
                models.When(age__gt=F("term"), then=Value(True)),
                default=Value(False),
                output_field=models.BooleanField(),
            ),
        )
        .order_by("paper__issued_on", "paper_id")
    )
    if shown == "print":
        rows = rows.filter(is_printed=False)
    elif shown == "uncollected":
        rows = rows.filter(is_uncollected=True)
    return rows.filter(window_condition(window, "request__registration__person"))
