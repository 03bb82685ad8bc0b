"""Issuing a paper of any kind: number, paper, store (`docs/decisions/0005-signing.md`).

A number is given in one short transaction, the PDF is made with none open, and stored in a second one:
whatever breaks in between, the next attempt finishes the paper with its number. The first step belongs to the
act that issues the paper and ends with `new_issue_block`; the other two are `issue`.
"""

import logging
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from astana_employment.department.acts.surveys import Source, invite, survey_url
from astana_employment.department.models import (
    Delegation,
    IssuedRow,
    Paper,
    PaperContent,
    Role,
    StaffMember,
    format_number,
    make_check_code,
    next_number,
    parse_number,
)
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import valid_until
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.issue import ActingOrder, IssueBlock
from astana_employment.toolbox.papers.stored import Json

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=IssuedRow)
# Makes the `Paper` of a row; takes what `store_paper` takes beside the printed values.
Make = Callable[..., Paper]
Keep = Callable[[Row, Make, StaffMember], Paper]


def acting_under(by: StaffMember, post: str) -> Delegation | None:
    """Return the order under which somebody acts today for a post (readings 17, 42, 45); None for its holder.

    PermissionDenied for who neither holds the post nor acts for it.
    """
    if by.role == Role(post):
        return None
    try:
        return by.delegations.in_force(today()).get(acts_as=post)
    except Delegation.DoesNotExist as error:
        raise PermissionDenied from error


def new_issue_block(
    *,
    series: str,
    signed_by: StaffMember,
    acting: Delegation | None,
    months_valid: int | None = None,
    survey_of: models.Model | None = None,
    survey_on: Source = Source.PAPER,
) -> Json:
    """Give the next number of a journal, today's date, the signer and a fresh check code: an issue block.

    `months_valid` is how long a certificate holds (reading 15); whoever is given the paper of `survey_of` is
    asked what he or she thinks of the service, by the token that the subject has on `survey_on`. The journal
    stays locked until the transaction ends: nothing slow may come after this call.
    """
    day = today()
    survey = survey_url(invite(subject=survey_of, source=survey_on)) if survey_of is not None else ""
    number = format_number(series, day.year, next_number(series, day.year))
    order = None
    if acting is not None:
        order = ActingOrder(order_number=acting.order_number, order_date=acting.order_date)
    return IssueBlock(
        number=number,
        issued_on=day,
        valid_until=valid_until(day, months_valid) if months_valid is not None else None,
        signer_name=signed_by.get_signature_name(),
        acting=order,
        check_code=make_check_code(),
        check_url=f"{settings.PUBLIC_URL}/check/{uuid4()}/",
        survey_url=survey,
    ).to_json()


def store_paper(
    *,
    kind: str,
    snapshot: Json,
    issue_block: Json,
    pdf: bytes,
    signed_by: StaffMember,
    case_file: str,
    initials: str,
    replaces: Paper | None = None,
) -> Paper:
    """Keep a paper's bytes and the values it was printed from, and return it; in the second transaction.

    The language is the snapshot's, number, days and check code are the issue block's. DocumentError for an
    issue block that cannot be read.
    """
    issue = IssueBlock.from_json(issue_block)
    series, year, sequence = parse_number(issue.number)
    paper = Paper.objects.create(
        kind=kind,
        language=snapshot["language"],
        series=series,
        year=year,
        sequence=sequence,
        number=issue.number,
        case_file=case_file,
        issued_on=issue.issued_on,
        valid_until=issue.valid_until,
        sha256=sha256(pdf).hexdigest(),
        public_id=UUID(issue.check_url.rstrip("/").rpartition("/")[2]),
        check_code=issue.check_code,
        initials=initials,
        signed_by=signed_by,
        replaces=replaces,
    )
    PaperContent.objects.create(paper=paper, snapshot=snapshot, issue_block=issue_block, pdf=pdf)
    return paper


def issue(
    row: Row,
    *,
    by: StaffMember,
    render: Callable[[Json, Json], bytes],
    keep: Keep[Row],
    lock: Callable[[Row], Row] = locked,
) -> Paper:
    """Make the paper of a row that has its number and return it; a repeat returns the same paper.

    `lock` reads the row again in the kind's own order of locks; `keep` makes its `Paper`, saves the row and
    records what else becomes true with it, all in one transaction: a crash leaves all of it or nothing.
    Must not run inside a transaction (RuntimeError). RuleViolation for a row without a number; PaperError
    when the paper could not be made: the row then keeps its number until the next attempt.
    """
    fresh = type(row)._default_manager.select_related("paper").get(pk=row.pk)
    if fresh.paper is not None:
        return fresh.paper
    if fresh.snapshot is None or fresh.issue_block is None:
        raise RuleViolation(_("This paper is not being signed."), clause="states")
    printed = {"snapshot": fresh.snapshot, "issue_block": fresh.issue_block}
    try:
        printed["pdf"] = render(fresh.snapshot, fresh.issue_block)
    except PaperError:
        logger.exception("The paper %s could not be made; it keeps its number", fresh.number)
        raise
    with transaction.atomic(durable=True):
        return _kept(lock(fresh), printed, keep, by)


def _kept(row: Row, printed: Json, keep: Keep[Row], by: StaffMember) -> Paper:
    def make(**facts: Any) -> Paper:
        row.paper = store_paper(**printed, **facts)
        return row.paper

    return keep(row, make, by) if row.paper is None else row.paper


def record_issued(subject: models.Model, paper: Paper, by: StaffMember) -> None:
    """Append to the log of a subject that a paper was issued; call it from `keep`."""
    after = {"number": paper.number, "sha256": paper.sha256}
    record_event(verb="paper.issued", subject=subject, by=by, case_file=paper.case_file, after=after)
