"""The rows of certificates and refusal notices; one file an aggregate."""

from certificates.models.decision import Decision, Handover
from certificates.models.request import CertificateRequest, RequestPause
from certificates.models.signing import SigningBatch, SigningOutcome
from certificates.models.verification import Verification

__all__ = [
    "CertificateRequest",
    "Decision",
    "Handover",
    "RequestPause",
    "SigningBatch",
    "SigningOutcome",
    "Verification",
]
