"""The bytes of a stored paper, looked over each time they leave the store."""

from hashlib import sha256

from astana_employment.models import Paper, PaperContent


class DamagedPaperError(RuntimeError):
    """The stored bytes are not the ones that were signed."""


def stored_pdf(paper: Paper) -> bytes:
    """Return the PDF of a paper exactly as it was signed; DamagedPaperError if its hash does not fit."""
    pdf = bytes(PaperContent.objects.only("pdf").get(paper=paper).pdf)
    if sha256(pdf).hexdigest() != paper.sha256:
        raise DamagedPaperError(paper.number)
    return pdf
