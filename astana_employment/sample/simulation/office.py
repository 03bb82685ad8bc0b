"""Behind the windows: papers prepared, returned, signed every afternoon, and some annulled."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.annulment import annul_paper
from certificates.acts.decisions import CertificateContent, RefusalContent, prepare, return_decision
from certificates.acts.signing import sign_decision
from certificates.grounds_check import found_today
from certificates.models import CertificateRequest, Decision
from certificates.wording import Language, Period
from registry.models import Participation, UnemploymentRegistration
from registry.vacancies.acts import explain_search, search_vacancies
from registry.vacancies.search import Wanted

State = CertificateRequest.State
RETURNED, ANNULLED, IN_SPITE = 0.03, 0.02, 0.15
MOST_TRIES = 8
UNCLEAR = "Қайда ұсынылатынын көрсетіңіз."


class Stage(StrEnum):
    """How far a request of the last days has come."""

    ASKED = "asked"
    PREPARED = "prepared"
    RETURNED = "returned"
    SIGNED = "signed"


class Office:
    """Decides the requests that came in at the windows; `signed` is called for each issued paper."""

    def __init__(self, engine: Engine, staff: Staff) -> None:
        self.engine, self.staff = engine, staff
        self.signed: dict[int, Callable[[Decision], object]] = {}

    def take(
        self,
        request: CertificateRequest,
        clerk: StaffMember,
        profession: str,
        language: Language,
        stage: Stage | None = None,
    ) -> None:
        """Let a request be decided after some days, a few too late; or lead it to a stage at once."""
        case = _Case(self, request.pk, clerk, profession, language)
        if stage is None:
            days = self.engine.dice.choices((1, 2, 3, 5, 6, 9, 11), (24, 26, 18, 12, 8, 5, 4))[0]
            self.on_day(days, case.prepare)
        elif stage != Stage.ASKED:
            self.engine.later(case.prepare, minutes=2)
        if stage in (Stage.RETURNED, Stage.SIGNED):
            act: Callable[[Decision], object] = self._issue
            if stage == Stage.RETURNED:
                act = partial(self._return, note=UNCLEAR)
            self.engine.later(lambda: self._with_prepared(request, act), minutes=5)

    def _with_prepared(self, request: CertificateRequest, act: Callable[[Decision], object]) -> None:
        for decision in Decision.objects.filter(request=request, state=Decision.State.PREPARED):
            act(decision)

    def on_day(self, working_days: int, act: Callable[[], object]) -> None:
        """Let something be done in the afternoon, so many working days later."""
        self.engine.on_day(working_days, act, hour=14)

    def sign_all(self) -> None:
        """Sign what is prepared, one paper a minute."""
        waiting = Decision.objects.filter(state=Decision.State.PREPARED).order_by("pk")
        for number, decision in enumerate(waiting):
            self.engine.later(partial(self._sign, decision), minutes=number)

    def _sign(self, decision: Decision) -> None:
        if decision.version == 1 and self.engine.chance(RETURNED):
            self._return(decision, UNCLEAR)
        else:
            self._issue(decision)

    def _issue(self, decision: Decision) -> None:
        try:
            sign_decision(decision=decision, reviewed_sha256=decision.snapshot_sha256, by=self.staff.deputy)
        except RuleViolation as error:
            # The card says something else since: the clerk prepares another paper.
            self._return(decision, "; ".join(error.messages))
            return
        issued = Decision.objects.get(pk=decision.pk)
        self.signed.pop(issued.request_id)(issued)
        if self.engine.chance(ANNULLED):
            self.on_day(self.engine.dice.randint(1, 8), lambda: self._annul(issued))

    def _return(self, decision: Decision, note: str) -> None:
        return_decision(
            decision=decision, note=note, reviewed_sha256=decision.snapshot_sha256, by=self.staff.deputy
        )
        clerk = decision.prepared_by
        profession = decision.vacancy_search.profession if decision.vacancy_search else "сатушы"
        case = _Case(self, decision.request_id, clerk, profession, decision.snapshot["language"])
        self.on_day(1, case.prepare)

    def _annul(self, decision: Decision) -> None:
        request = CertificateRequest.objects.get(pk=decision.request_id)
        is_ours = self.engine.chance(0.6)
        annul_paper(
            decision=decision,
            reason="Күні қате көрсетілген." if is_ours else "Адам жалған мәлімет берген.",
            is_our_error=is_ours,
            by=self.staff.head,
            version=request.version,
        )


class _Case:
    """One request on its way to a paper."""

    def __init__(
        self, office: Office, request: int, clerk: StaffMember, profession: str, language: Language
    ) -> None:
        self.office, self.request, self.clerk = office, request, clerk
        self.profession, self.language = profession, language
        self.tries = 0

    def prepare(self) -> None:
        """Prepare the certificate, or the refusal when the card confirms a ground; wait while one is open."""
        request = CertificateRequest.objects.select_related("registration__person").get(pk=self.request)
        if request.state not in (State.OPEN, State.WAITING):
            return
        found = found_today(request.registration)
        self.tries += 1
        if request.state == State.WAITING or any(not row.is_confirmed for row in found):
            if self.tries < MOST_TRIES:
                self.office.on_day(2, self.prepare)
            return
        grounds = sorted({row.ground for row in found})
        if grounds and not self.office.engine.chance(IN_SPITE):
            self._refuse(request, grounds)
        else:
            self._certify(request, self.office.staff.head if grounds else self.clerk)

    def _refuse(self, request: CertificateRequest, grounds: list[int]) -> None:
        address = request.registration.person.address
        content = RefusalContent(language=self.language, grounds=grounds, evidence="", address=address)
        prepare(request=request, content=content, by=self.clerk, version=request.version)

    def _certify(self, request: CertificateRequest, by: StaffMember) -> None:
        registration = request.registration
        search = search_vacancies(registration=registration, wanted=Wanted(self.profession), by=by)
        if search.open_questions:
            explain_search(search=search, reasons={}, for_the_rest="Өтілі жетпейді.", by=by)
        content = CertificateContent(
            language=self.language,
            purpose=request.purpose,
            public_works=_public_works(registration),
            no_vacancy_confirmed=True,
            override_reason="Бұзушылық болмашы, кейін түзетілген." if by == self.office.staff.head else "",
        )
        prepare(request=request, content=content, by=by, version=request.version)


def _public_works(registration: UnemploymentRegistration) -> list[Period]:
    works = Participation.objects.valid().filter(
        registration=registration, kind=Participation.Kind.PUBLIC_WORKS
    )
    return [Period(work.started_on, work.ended_on) for work in works.order_by("started_on")]
