"""The list of requests as a table: what stands in its columns, and by which one may sort it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import due_date
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from certificates.models import CertificateRequest, Decision
from certificates.templatetags.papers import request_state


def request_table(
    rows: "QuerySet[CertificateRequest]",
    described: Callable[[CertificateRequest], tuple[CertificateRequest, Decision | None, int]],
) -> Table[Any]:
    """Return requests, each with the decision prepared on it and the working days left to decide."""
    columns: list[Column[Any]] = [
        Column(
            _("Person"),
            lambda row: row[0].registration.person.full_name,
            link=lambda row: reverse("request_detail", args=[row[0].pk]),
            key="person",
            sort="registration__person__sort_key",
        ),
        Column(
            _("Decide by"),
            screen=lambda row: due_date(row[0].due_on, None if row[0].state == "waiting" else row[2]),
            key="due",
            sort="due_on",
        ),
        Column(_("State"), screen=lambda row: request_state(row[0], row[1])),
        Column(_("Requested on"), lambda row: row[0].requested_on, kind=Kind.DAY, key="requested_on"),
        Column(
            _("Registration"),
            lambda row: row[0].registration.number,
            kind=Kind.CODE,
            key="number",
            sort="registration__number",
        ),
    ]
    return Table(
        title=_("Requests to be decided"),
        columns=columns,
        rows=rows,
        empty=_("Nobody waits for a decision. A request is taken on the page of the person."),
        prepare=lambda page: [described(row) for row in page],
    )
