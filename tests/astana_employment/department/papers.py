"""A stored paper for tests that need one and do not care how it was made."""

from astana_employment.department.issuing import new_issue_block, store_paper
from astana_employment.department.models import Paper, PaperKind, Series, StaffMember


def make_paper(*, signed_by: StaffMember, pdf: bytes = b"%PDF-1.7\n\x00\xff\r\n.\r\n") -> Paper:
    """Store a receipt copy whose PDF is a few bytes of the kind that mail programs stumble over."""
    issue = new_issue_block(series=Series.RECEIPT, signed_by=signed_by, acting=None)
    return store_paper(
        kind=PaperKind.RECEIPT,
        snapshot={"language": "kk"},
        issue_block=issue,
        pdf=pdf,
        signed_by=signed_by,
        case_file="complaint:1",
        initials="Ә. С.",
    )
