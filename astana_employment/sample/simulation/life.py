"""One unemployed person's way through the desk: documents, registration, visits, certificate, work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.card import Card
from astana_employment.sample.simulation.duties import Duties
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.grievances import Grievances
from astana_employment.sample.simulation.hall import Hall, Visit
from astana_employment.sample.simulation.office import Office, Stage
from astana_employment.sample.simulation.opinions import Opinions
from astana_employment.sample.simulation.people import Somebody
from astana_employment.sample.simulation.season import any_hour, morning
from certificates.acts.handing_over import hand_over
from certificates.acts.requests import request_certificate
from certificates.grounds_check import found_today
from certificates.models import CertificateRequest, Decision
from certificates.wording import Language
from registry.card.hindrances import open_hindrances
from registry.hall.models.queue import Purpose
from registry.models import IntakeApplication, Person, QueueTicket, UnemploymentRegistration
from registry.people.acts.intake import return_originals
from registry.people.acts.reception import HandedIn, receive_again, receive_new_person
from registry.people.acts.registration import register_unemployed
from registry.people.duplicates import LikelyDuplicates

INCOMPLETE, DELAYED = 0.09, 0.07
WANTS_PAPER, WANTS_SECOND, NEVER_COLLECTS = 0.78, 0.25, 0.04
PURPOSES = ("әлеуметтік көмек бөлімі", "тұрғын үй көмегі бөлімі", "№ 8 балабақша", "банк", "")


class Fate(StrEnum):
    """What is not left to the dice."""

    LATECOMER = "latecomer"  # misses the first visit, and is suspended for it
    INCOMPLETE = "incomplete"  # forgets a document
    DELAYED = "delayed"  # is not registered on the day of coming
    AT_ONCE = "at once"  # is registered on the day of coming


@dataclass(frozen=True)
class World:
    """What everybody's life happens in."""

    engine: Engine
    staff: Staff
    hall: Hall
    office: Office
    opinions: Opinions
    grievances: Grievances
    duties: Duties


class Life:
    """One person, from the first coming to the last paper."""

    def __init__(self, world: World, who: Somebody, fate: Fate | None = None) -> None:
        self.world, self.who, self.fate = world, who, fate
        self.engine = world.engine
        self.person: Person | None = None
        self.card: Card | None = None
        self._is_about_to_ask = False

    def come_to_register(self) -> None:
        """Take a ticket for handing in documents (clause 12)."""
        self._visit(Purpose.HAND_IN, self._hand_in)

    def _visit(self, purpose: str, serve: Callable[[StaffMember], object], *, stays: bool = False) -> None:
        stays = stays or self.fate is not None
        visit = Visit(self.who.letter, purpose, serve, self._after_visit, stays)
        hall = self.world.hall
        (hall.drop_in if purpose == Purpose.QUESTION else hall.arrive)(visit)

    def _after_visit(self, ticket: QueueTicket, wait: timedelta) -> None:
        self.world.opinions.after_visit(ticket, wait)
        self.world.grievances.after_visit(self.who)

    # --- registration ----------------------------------------------------------------------------
    def _hand_in(self, clerk: StaffMember) -> None:
        is_incomplete = self._is_fated(Fate.INCOMPLETE, INCOMPLETE)
        without = "work_record" if self.person is None and is_incomplete else ""
        is_delayed = self._is_fated(Fate.DELAYED, DELAYED)
        application = self._receive(clerk, without=without, register=not is_delayed)
        self.person = application.person
        return_originals(application=application, by=clerk)
        if application.state == IntakeApplication.State.TURNED_BACK:
            if day := self.engine.day_after(self.engine.dice.randint(1, 6)):
                self.engine.plan(morning(day, self.engine.dice), self.come_to_register)
        elif is_delayed:
            days = self.engine.dice.choices((1, 3, 5, 8, 10), (30, 25, 20, 15, 10))[0]
            self.world.office.on_day(days, lambda: self._register_later(application, clerk))
        else:
            self._registered(application, clerk)

    def _is_fated(self, fate: Fate, share: float) -> bool:
        """Ask the dice only about somebody of whom nothing is written down."""
        return self.fate == fate if self.fate else self.engine.chance(share)

    def _receive(self, clerk: StaffMember, *, without: str, register: bool) -> IntakeApplication:
        handed_in = HandedIn(
            documents=self.who.documents(without=without),
            codes={"iin": self.who.iin},
            identity_number=self.who.identity_number,
            day=self.engine.today,
        )
        if self.person is not None:
            card = Person.objects.get(pk=self.person.pk)
            return receive_again(person=card, handed_in=handed_in, by=clerk, register=register)
        try:
            return receive_new_person(
                fields=self.who.fields, handed_in=handed_in, by=clerk, register=register
            )
        except LikelyDuplicates as error:
            return receive_new_person(
                fields=self.who.fields,
                handed_in=handed_in,
                by=clerk,
                register=register,
                not_same_as=[like.person for like in error.found],
                not_same_reason="ЖСН басқа, құжаты көрсетілді.",
            )

    def _register_later(self, application: IntakeApplication, clerk: StaffMember) -> None:
        register_unemployed(application=application, registered_on=self.engine.today, by=clerk)
        self._registered(application, clerk)

    def _registered(self, application: IntakeApplication, clerk: StaffMember) -> None:
        registration = UnemploymentRegistration.objects.get(application=application)
        self.card = Card(self.engine, self.world.staff, registration, clerk)
        self.card.begin(self._visit_to_keep, is_latecomer=self.fate == Fate.LATECOMER)
        if self.engine.chance(WANTS_PAPER):
            self._want_paper(self.engine.dice.randint(0, 25))
        if self.engine.chance(WANTS_SECOND):
            self._want_paper(self.engine.dice.randint(35, 90))

    def _visit_to_keep(self) -> None:
        card = self.card
        if card is not None:
            self._visit(Purpose.QUESTION, card.keep_visit)

    # --- the certificate -------------------------------------------------------------------------
    def _want_paper(self, working_days: int) -> None:
        if day := self.engine.day_after(working_days + 1):
            self.engine.plan(
                any_hour(day, self.engine.dice), lambda: self._visit(Purpose.RECEIVE, self._request)
            )

    def is_ready(self) -> bool:
        """Tell whether nothing stands in the way of a certificate: no ground, nothing open or asked for."""
        if self.card is None or self._is_about_to_ask:
            return False
        if self.card.registration.state != UnemploymentRegistration.State.ACTIVE:
            return False
        registration = self.card.registration
        asked = CertificateRequest.objects.undecided().filter(registration=registration)
        return not (asked.exists() or found_today(registration) or open_hindrances(registration))

    def ask(self, stage: Stage) -> None:
        """Come for the certificate now; the request gets to a stage and stays there."""
        self._is_about_to_ask = True
        self._visit(Purpose.RECEIVE, lambda clerk: self._request(clerk, stage), stays=True)

    def _request(self, clerk: StaffMember, stage: Stage | None = None) -> None:
        if self.card is None:
            return
        self._is_about_to_ask = False
        language: Language = "ru" if self.who.language == "ru" else "kk"
        request = request_certificate(
            registration=self.card.registration,
            identity_form="identity_card",
            identity_number=self.who.identity_number,
            by=clerk,
            purpose=self.engine.dice.choice(PURPOSES),
            language=language,
        )
        self.world.office.signed[request.pk] = self._collect_later if stage is None else lambda _paper: None
        self.world.office.take(request, clerk, self.who.profession, language, stage)

    def _collect_later(self, decision: Decision) -> None:
        day = self.engine.day_after(self.engine.dice.choices((1, 2, 3, 5, 9), (35, 25, 20, 14, 6))[0])
        if day is not None and not self.engine.chance(NEVER_COLLECTS):
            self.engine.plan(
                any_hour(day, self.engine.dice),
                lambda: self._visit(Purpose.RECEIVE, lambda clerk: self._collect(decision, clerk)),
            )

    def _collect(self, decision: Decision, clerk: StaffMember) -> None:
        fresh = Decision.objects.get(pk=decision.pk)
        request = CertificateRequest.objects.get(pk=fresh.request_id)
        hand_over(
            decision=fresh,
            how="in_person",
            by=clerk,
            version=request.version,
            identity_number=self.who.identity_number,
        )
