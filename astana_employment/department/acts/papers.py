"""Issuing a paper of any kind: its issue block with the number, and the store.

A number is given in one short transaction, the PDF is made with none open, and stored in a second one
(`docs/decisions/0005-signing.md`). The three steps belong to the act that issues the paper; what is the same
for every kind stands here.
"""

from hashlib import sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

from astana_employment.department.acts.surveys import Source, invite, survey_url
from astana_employment.department.models import (
    Delegation,
    Paper,
    PaperContent,
    Role,
    StaffMember,
    format_number,
    make_check_code,
    next_number,
    parse_number,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import valid_until
from astana_employment.toolbox.papers.issue import ActingOrder, IssueBlock, Json


def acting_under(by: StaffMember, post: str) -> Delegation | None:
    """Return the order under which somebody acts today for a post (readings 17, 42, 45); None for its holder.

    `post` is a role that can be acted for. `Delegation.DoesNotExist` for who neither holds the post nor acts.
    """
    if by.role == Role(post):
        return None
    return by.delegations.in_force(today()).get(acts_as=post)


def new_issue_block(
    *,
    series: str,
    signed_by: StaffMember,
    acting: Delegation | None,
    months_valid: int | None = None,
    survey_of: models.Model | None = None,
    survey_on: Source = Source.PAPER,
) -> IssueBlock:
    """Give the next number of a journal, today's date, the signer and a fresh check code.

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
        signer_name=signed_by.get_short_name(),
        acting=order,
        check_code=make_check_code(),
        check_url=f"{settings.PUBLIC_URL}/check/{uuid4()}/",
        survey_url=survey,
    )


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
