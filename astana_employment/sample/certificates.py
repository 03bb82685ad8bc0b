"""Requests for the sample desk, as a morning leaves them: waiting, prepared, sent back, signed.

They go through the same acts as anybody's, so whatever a rule refuses is refused here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from astana_employment.department.models import DocumentKind, Role, StaffMember
from astana_employment.department.window_map import load_window_map
from astana_employment.sample.staff import demo_member
from astana_employment.toolbox.clock import today
from certificates.acts.decisions import CertificateContent, prepare, return_decision
from certificates.acts.requests import request_certificate
from certificates.acts.signing import sign_decision
from certificates.models import CertificateRequest, Decision
from certificates.wording import Language
from registry.card.hindrances import open_hindrances
from registry.models import PresentedDocument, UnemploymentRegistration
from registry.standing.facts import active_on, all_findings
from registry.vacancies.acts import explain_search, search_vacancies
from registry.vacancies.search import Wanted

Stage = Literal["asked", "prepared", "returned", "signed"]


@dataclass(frozen=True)
class DemoRequest:
    """What somebody asks for, and how far it has come."""

    stage: Stage
    profession: str
    purpose: str = ""
    language: Language = "kk"


REQUESTS: Final = (
    DemoRequest("asked", "есепші"),
    DemoRequest("prepared", "сатушы", "тұрғын үй көмегі бөлімі"),
    DemoRequest("signed", "жүргізуші"),
    DemoRequest("prepared", "продавец", "отдел жилищной помощи", "ru"),
    DemoRequest("asked", "аспаз"),
    DemoRequest("returned", "мұғалім"),
    DemoRequest("signed", "бухгалтер", "", "ru"),
    DemoRequest("prepared", "дәнекерлеуші"),
)


def load_requests() -> None:
    """Take the requests in, each at the person's own window, and lead them to where they stand."""
    for wish, registration in zip(REQUESTS, _people(), strict=False):
        clerk = _clerk_of(registration)
        decision = _prepared(_asked(registration, wish, clerk), wish, clerk)
        if decision is not None:
            _reviewed(decision, wish.stage)


def _people() -> Iterator[UnemploymentRegistration]:
    """Yield registrations whose cards show no ground and nothing awaited, window by window in turn."""
    shown = {row.registration for row in all_findings(today())}
    rows = active_on(today()).select_related("person").exclude(pk__in=shown).order_by("-registered_on", "-pk")
    split = load_window_map()
    by_window = sorted(rows, key=lambda row: split.number_of(row.person))
    lists = [
        iter(list(group)) for _number, group in groupby(by_window, lambda row: split.number_of(row.person))
    ]
    return (row for row in _in_turn(lists) if not open_hindrances(row))


def _in_turn(lists: Iterable[Iterator[UnemploymentRegistration]]) -> Iterator[UnemploymentRegistration]:
    waiting = list(lists)
    while waiting:
        here = waiting.pop(0)
        if (row := next(here, None)) is not None:
            yield row
            waiting.append(here)


def _clerk_of(registration: UnemploymentRegistration) -> StaffMember:
    number = load_window_map().number_of(registration.person)
    return StaffMember.objects.filter(role=Role.CLERK, home_window__number=number, is_active=True)[0]


def _asked(
    registration: UnemploymentRegistration, wish: DemoRequest, clerk: StaffMember
) -> CertificateRequest:
    shown = PresentedDocument.objects.filter(
        application__person=registration.person, kind=DocumentKind.IDENTITY
    ).latest("pk")
    return request_certificate(
        registration=registration,
        identity_form=shown.form,
        identity_number=shown.number,
        purpose=wish.purpose,
        language=wish.language,
        by=clerk,
    )


def _prepared(request: CertificateRequest, wish: DemoRequest, clerk: StaffMember) -> Decision | None:
    """Prepare the certificate; None for a request that waits for the clerk."""
    if wish.stage == "asked":
        return None
    search = search_vacancies(registration=request.registration, wanted=Wanted(wish.profession), by=clerk)
    if search.open_questions:
        explain_search(search=search, reasons={}, for_the_rest="Өтілі жетпейді.", by=clerk)
    content = CertificateContent(
        language=wish.language, purpose=wish.purpose, public_works=[], no_vacancy_confirmed=True
    )
    return prepare(request=request, content=content, by=clerk, version=request.version)


def _reviewed(decision: Decision, stage: Stage) -> None:
    deputy, seen = demo_member("gulnara"), decision.snapshot_sha256
    if stage == "signed":
        sign_decision(decision=decision, reviewed_sha256=seen, by=deputy)
    elif stage == "returned":
        note = "Анықтаманың қайда ұсынылатынын көрсетіңіз."
        return_decision(decision=decision, note=note, reviewed_sha256=seen, by=deputy)
