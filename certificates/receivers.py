"""What the certificates do when the registry tells them something."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from certificates.acts.requests import settle_waiting, withdraw_request
from certificates.models import CertificateRequest
from registry.models import CardEntry, UnemploymentRegistration
from registry.people.signals import hindrances_changed, registration_ended


@receiver(registration_ended, dispatch_uid="certificates.withdraw_requests")
def withdraw_requests(registration: UnemploymentRegistration, by: StaffMember, **_signal: Any) -> None:
    """Withdraw what is undecided on a registration that ends, in the same transaction.

    RuleViolation while a paper is being signed: then the registration cannot end at this moment.
    """
    for request in CertificateRequest.objects.undecided().filter(registration=registration):
        withdraw_request(
            request=request, reason=_("The registration has ended."), by=by, version=request.version
        )


@receiver(hindrances_changed, dispatch_uid="certificates.settle_waiting")
def wait_or_go_on(
    registration: UnemploymentRegistration, entry: CardEntry, by: StaffMember, **_signal: Any
) -> None:
    """Let a request wait for what the record card has open, or go on, in the same transaction (reading 40).

    RuleViolation while a paper is being signed: then nothing can be offered at this moment.
    """
    settle_waiting(registration=registration, by=by, entry=entry)
