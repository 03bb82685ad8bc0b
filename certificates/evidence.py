"""What a signer needs to see beside a paper: its values in words, and what they rest on."""

from dataclasses import dataclass

from django.utils.translation import get_language

from astana_employment.department.models import Event
from astana_employment.department.records import subject_type
from certificates.documents import CertificateSnapshot, RefusalSnapshot, readable_snapshot
from certificates.models import Decision
from certificates.wording import Period
from registry.law.ground_texts import REFUSAL_GROUNDS, RefusalGroundText
from registry.models import PresentedDocument


@dataclass(frozen=True)
class Ground:
    """A ground of clause 17 with its text in the language of the screen."""

    ground: RefusalGroundText
    text: str


@dataclass(frozen=True)
class Evidence:
    """The values on the paper, the documents on record and what the clerk wrote for the signer."""

    certificate: CertificateSnapshot | None
    refusal: RefusalSnapshot | None
    periods: tuple[Period, ...]
    grounds: list[Ground]
    documents: list[PresentedDocument]
    returned_before: list[Event]

    @property
    def is_readable(self) -> bool:
        """Whether this version of the desk can print what was prepared."""
        return self.certificate is not None or self.refusal is not None


def evidence_of(decision: Decision) -> Evidence:
    """Return what a paper says and rests on (two queries); of an outdated one what is beside its text."""
    snapshot = readable_snapshot(decision.snapshot, is_signed=bool(decision.issue_block))
    certificate = snapshot if isinstance(snapshot, CertificateSnapshot) else None
    refusal = snapshot if isinstance(snapshot, RefusalSnapshot) else None
    language = get_language() or "kk"
    documents = PresentedDocument.objects.filter(application__registration=decision.request.registration_id)
    returns = Event.objects.filter(
        subject_type=subject_type(Decision), subject_id=decision.pk, verb="decision.returned"
    )
    return Evidence(
        certificate=certificate,
        refusal=refusal,
        periods=certificate.public_works if certificate else (),
        grounds=[
            Ground(REFUSAL_GROUNDS[number], REFUSAL_GROUNDS[number].text(language))
            for number in (refusal.grounds if refusal else ())
        ],
        documents=list(documents.order_by("id")),
        returned_before=list(returns.select_related("by").order_by("-id")),
    )
