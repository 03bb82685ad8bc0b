"""The whole file of a complaint as one PDF for the deputy akim, and the letters about changed terms.

Both are made when they are asked for, from what is stored; they are no papers of the department's journals.
"""

from typing import Any

from astana_employment.issue import Json, Language, paper_date, printed_name
from astana_employment.models import Event, Paper
from astana_employment.pdf import join_pdfs, render_html, render_pdf
from astana_employment.stored import stored_pdf
from complaints.actions.intake import enclosures_of
from complaints.models import Complaint, DeadlineChange
from complaints.receipts import paragraphs
from complaints.wording import post_of, reference_line

# What is worth telling the deputy akim of the course of a complaint.
_TOLD = (
    "complaint.registered",
    "complaint.assigned",
    "complaint.reassigned",
    "complaint.inquiry_began",
    "complaint.inquiry_ended",
    "complaint.extended",
    "complaint.decided",
    "complaint.answered",
    "complaint.delivered",
    "complaint.forwarded",
    "complaint.escalated",
)


def chain_of(complaint: Complaint) -> list[Complaint]:
    """Return a complaint with those it was passed on from, the first of them first."""
    chain = [complaint]
    while (before := getattr(chain[0], "escalated_from", None)) is not None:
        chain.insert(0, before.complaint)
    return chain


def papers_of(complaint: Complaint) -> list[Paper]:
    """Return the receipt copy and the answer of a complaint, those that there are."""
    rows = (getattr(complaint, name, None) for name in ("receipt", "answer"))
    return [row.paper for row in rows if row is not None and row.paper is not None]


def bundle_of(complaint: Complaint) -> bytes:
    """Return the file as one PDF: cover letter with the list, then receipt copy and answer of each level."""
    chain = chain_of(complaint)
    papers = [paper for one in chain for paper in papers_of(one)]
    language = complaint.spoken
    cover = render_pdf(
        render_html(f"complaints/pdf/bundle_{language}.html", _cover(complaint, chain, papers), language)
    )
    return join_pdfs([cover, *(stored_pdf(paper) for paper in papers)])


def _cover(complaint: Complaint, chain: list[Complaint], papers: list[Paper]) -> Json:
    escalation = getattr(complaint, "escalation", None)
    files = [one.case_file for one in chain]
    events = Event.objects.filter(case_file__in=files, verb__in=_TOLD).order_by("id").select_related("by")
    return {
        "references": [reference_line(one.kind, one.number, one.entry.on, complaint.spoken) for one in chain],
        "authors": [_addressee(one) for one in complaint.complainants.all()],
        "reason": paragraphs(escalation.reason) if escalation else [],
        "papers": papers,
        "enclosures": [line for one in chain for line in enclosures_of(one)],
        "events": events,
        "escalated_on": paper_date(escalation.escalated_on, complaint.spoken) if escalation else "",
        "signatory_post": post_of("director", complaint.spoken, acting=False),
    }


def letter_pdf(complaint: Complaint, change: DeadlineChange) -> bytes:
    """Return the letter about a changed term, as it was written then."""
    language: Language = complaint.spoken
    context: dict[str, Any] = {
        "reference": reference_line(complaint.kind, complaint.number, complaint.entry.on, language),
        "authors": [_addressee(one) for one in complaint.complainants.all()],
        "lines": paragraphs(change.letter),
        "decided_on": paper_date(change.decided_on, language),
        "signatory_post": change.by.post_ru if language == "ru" else change.by.post_kk,
        "signer_name": change.by.get_short_name(),
    }
    return render_pdf(render_html(f"complaints/pdf/letter_{language}.html", context, language))


def _addressee(one: Any) -> Json:
    return {"name": printed_name(one.name), "address": one.address}
