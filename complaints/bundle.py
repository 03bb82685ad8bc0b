"""The whole file of a complaint as one PDF for the deputy akim, and the letters about changed terms.

Both are made when they are asked for, from what is stored; they are no papers of the department's journals.
"""

from io import BytesIO
from typing import Any

from django.utils import timezone

from astana_employment.department.models import Event, Paper
from astana_employment.department.models.paper import stored_pdf
from astana_employment.toolbox.papers.font import with_stand_ins
from astana_employment.toolbox.papers.issue import paper_date, printed_name
from astana_employment.toolbox.papers.pdf import join_pdfs, render_html, render_pdf
from astana_employment.toolbox.papers.stored import Json, Language
from complaints.acts.intake import enclosures_of
from complaints.models import Attachment, AttachmentContent, Complaint, DeadlineChange
from complaints.receipts import paragraphs
from complaints.wording import POSTS, post_of, reference_line

A4_INCHES = (8.27, 11.69)
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
    """Return the file as one PDF: cover letter with the list, the papers of each level, the attached files.

    Attached PDFs and pictures follow as pages; a DOCX file, which has none, goes along inside the PDF.
    """
    chain = chain_of(complaint)
    papers = [paper for one in chain for paper in papers_of(one)]
    language = complaint.spoken
    html = render_html(f"complaints/pdf/bundle_{language}.html", _cover(complaint, chain, papers), language)
    cover = render_pdf(with_stand_ins(html))
    pages, enclosed = _attached(chain)
    return join_pdfs([cover, *(stored_pdf(paper) for paper in papers), *pages], enclosed)


def _attached(chain: list[Complaint]) -> tuple[list[bytes], dict[str, bytes]]:
    """Return the attached files of all levels: what has pages as PDFs, the others by names of their own."""
    rows = AttachmentContent.objects.filter(attachment__complaint__in=chain).select_related("attachment")
    pages: list[bytes] = []
    enclosed: dict[str, bytes] = {}
    for row in rows.order_by("attachment__complaint", "attachment__position"):
        file, content = row.attachment, bytes(row.content)
        if file.kind == Attachment.Kind.PDF:
            pages.append(content)
        elif file.kind == Attachment.Kind.DOCX:
            enclosed[f"{len(enclosed) + 1}-{file.name}"] = content
        else:
            pages.append(_picture_page(content))
    return pages, enclosed


def _picture_page(content: bytes) -> bytes:
    """Return a picture as a PDF page that fits A4, turned as the camera was held."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    page = BytesIO()
    upright.save(page, "PDF", resolution=max(upright.width / A4_INCHES[0], upright.height / A4_INCHES[1]))
    return page.getvalue()


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
        "signatory_post": _post_under(complaint, change, language),
        "signer_name": change.by.get_signature_name(),
    }
    html = render_html(f"complaints/pdf/letter_{language}.html", context, language)
    return render_pdf(with_stand_ins(html))


def _post_under(complaint: Complaint, change: DeadlineChange, language: Language) -> str:
    """Return the post under a letter: in full, as under an answer; the chancellery's as it stands."""
    by, level = change.by, complaint.level
    # The day of writing: what is decided after hours counts from the next working day.
    held = by.delegations.in_force(timezone.localdate(change.at)).filter(acts_as=level)
    if by.role != level and held.exists():
        return post_of(level, language, acting=True)
    if by.role in POSTS:
        return post_of(by.role, language, acting=False)
    return by.post_ru if language == "ru" else by.post_kk


def _addressee(one: Any) -> Json:
    return {"name": printed_name(one.name), "address": one.address}
