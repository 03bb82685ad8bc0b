"""Suspending, resuming and ending a registration, and the notice of it (clause 17, readings 10, 14, 51)."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from pypdf import PdfReader

from astana_employment.department.models import (
    AccessRecord,
    Delegation,
    Event,
    Paper,
    PaperContent,
    ServiceStandard,
    StaffMember,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.issue import ActingOrder, DocumentError, IssueBlock
from registry.models import StandingDecision, UnemploymentRegistration
from registry.people.search import search
from registry.standing import states as standing
from registry.standing.acts import Ruling, decide_standing, issue_notice
from registry.standing.facts import findings_of
from registry.standing.notices import NoticeSnapshot, notice_html, render_notice
from tests.factories import contacts, form_key, make_person, make_registration
from tests.registry.card import rows as card

pytestmark = pytest.mark.django_db

State = UnemploymentRegistration.State
Act = StandingDecision.Act


@pytest.fixture
def registration(clerk):
    person = make_person(surname="Қуанышева", given_name="Айгүл", patronymic="Әбдіқадырқызы", sex="female")
    return make_registration(by=clerk, person=person, registered_on=today() - timedelta(days=40))


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def decide(registration, by, act="end", cause="asked", **values):
    ruling = Ruling(act=act, cause=cause, **{"explanation": "Өтініш № 4, 20.11.2026", **values})
    return decide_standing(
        registration=registration, ruling=ruling, by=by, version=fresh(registration).version
    )


def text_of(paper: Paper) -> str:
    pdf = BytesIO(PaperContent.objects.get(paper=paper).pdf)
    # Kerning reads like a blank to the reader of the text («ҚУ АНЫШЕВА»), so blanks are left out.
    return "".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())


# --- states --------------------------------------------------------------------------------------
def test_each_state_is_led_to_by_one_act_and_the_table_is_the_designs():
    for to in UnemploymentRegistration.State.values:
        assert len([act for act, state in standing.LEADS_TO.items() if state == to]) == 1
    allowed = {("active", "suspended"), ("suspended", "active"), ("active", "ended"), ("suspended", "ended")}
    assert set(standing.REGISTRATION.edges) == allowed


def test_ended_is_final(registration, head):
    assert standing.acts_from("ended") == []
    decide(registration, head)
    for act, cause in (("resume", "asked"), ("suspend", "asked"), ("end", "asked")):
        with pytest.raises(RuleViolation):
            decide(registration, head, act, cause)
    assert fresh(registration).state == "ended"


def test_suspended_and_resumed_and_ended(registration, head):
    card.raise_ground(registration, 5)
    decide(registration, head, "suspend", "ground", grounds=[5])
    assert (fresh(registration).state, fresh(registration).ended_on) == ("suspended", None)
    decide(registration, head, "resume", "cleared")
    assert fresh(registration).state == "active"
    decide(registration, head, "end", "employed")
    assert (fresh(registration).state, fresh(registration).ended_on) == ("ended", today())
    numbers = [row.number for row in StandingDecision.objects.order_by("id")]
    assert numbers == [f"X-{today().year}-{number:06d}" for number in (1, 2, 3)]


@pytest.mark.parametrize("who", ["clerk", "deputy", "director", "administrator", "chancellery"])
def test_only_the_head_of_division_decides(registration, who, request):
    with pytest.raises(PermissionDenied):
        decide(registration, request.getfixturevalue(who))
    assert fresh(registration).state == "active"


def act_for_head(person: StaffMember, first, last) -> Delegation:
    return Delegation.objects.create(
        person=person,
        acts_as="head_of_division",
        order_number="21-ж",
        order_date=first,
        starts_on=first,
        ends_on=last,
    )


def test_reading_45_who_acts_for_the_head_decides_and_the_notice_says_so(registration, other_clerk):
    act_for_head(other_clerk, today(), today())
    decision = decide(registration, other_clerk)
    assert "міндетінатқарушы" in text_of(issue_notice(decision=decision, by=other_clerk))
    assert decision.issue_block["acting"]["order_number"] == "21-ж"


def test_a_delegation_that_is_over_decides_nothing(registration, other_clerk):
    act_for_head(other_clerk, today() - timedelta(days=9), today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        decide(registration, other_clerk)


# --- causes and grounds --------------------------------------------------------------------------
@pytest.mark.parametrize("act", Act.values)
@pytest.mark.parametrize("cause", StandingDecision.Cause.values)
def test_a_cause_leads_only_where_it_fits_in_the_action_and_in_the_database(registration, head, act, cause):
    if act == "resume":
        UnemploymentRegistration.objects.filter(pk=registration.pk).update(state="suspended")
    if cause in standing.CAUSES[act]:
        card.raise_ground(registration, 5)
        grounds = [5] if cause == "ground" else []
        assert decide(registration, head, act, cause, grounds=grounds).cause == cause
        return
    with pytest.raises(RuleViolation):
        decide(registration, head, act, cause)
    with pytest.raises(IntegrityError, match="standing_cause_fits_act"), transaction.atomic():
        StandingDecision.objects.create(
            registration=registration,
            act=act,
            cause=cause,
            grounds=[5] if cause == "ground" else [],
            evidence=[{"text": "келмеді"}],
            explanation="себебі",
            decided_on=today(),
            by=head,
            issue_block={},
            snapshot={},
        )


@pytest.mark.parametrize("ground", [6, 7, 8])
def test_reading_10_grounds_6_to_8_end_and_do_not_suspend(registration, head, ground):
    card.raise_ground(registration, ground)
    with pytest.raises(RuleViolation) as caught:
        decide(registration, head, "suspend", "ground", grounds=[ground])
    assert (caught.value.clause, caught.value.field) == ("reading 10", "grounds")
    decision = decide(registration, head, "end", "ground", grounds=[ground])
    assert (decision.grounds, fresh(registration).state) == ([ground], "ended")


@pytest.mark.parametrize("ground", [2, 3, 4, 5])
def test_a_ground_that_nobody_judged_or_that_is_excused_decides_nothing(registration, head, ground):
    card.raise_ground(registration, ground, "open")
    card.raise_ground(registration, 8)
    for wanted in ([ground], [ground, 8], [1]):
        with pytest.raises(RuleViolation) as caught:
            decide(registration, head, "end", "ground", grounds=wanted)
        assert caught.value.field == "grounds"
    assert not StandingDecision.objects.exists()


def test_the_evidence_is_kept_with_the_decision_and_in_the_event(registration, head):
    card.raise_ground(registration, 3)
    card.raise_ground(registration, 5, "open")
    decision = decide(registration, head, "suspend", "ground", grounds=[3])
    [kept] = decision.evidence
    [finding] = [row for row in findings_of(registration, today()) if row.ground == 3]
    assert (kept["kind"], kept["entry"], kept["ground"]) == ("summons", finding.evidence[0].entry, 3)
    assert kept["text"].startswith("17(3): ")
    event = Event.objects.get(verb="registration.suspended")
    assert event.reason == "17(3). Өтініш № 4, 20.11.2026"
    assert event.before == {"state": "active"}
    assert (event.after["state"], event.after["evidence"]) == ("suspended", kept["text"])
    assert event.case_file == registration.person.case_file


@pytest.mark.parametrize(("cause", "kind"), [("employed", "employed"), ("moved", "moved_away")])
def test_an_event_of_life_proves_a_cause_else_it_has_to_be_said(registration, head, cause, kind):
    with pytest.raises(RuleViolation) as caught:
        decide(registration, head, "end", cause, explanation=" ")
    assert caught.value.field == "explanation"
    event = card.life_event(registration, today(), kind)
    decision = decide(registration, head, "end", cause, explanation="")
    assert [item["entry"] for item in decision.evidence] == [event.pk]


def test_a_decision_without_a_word_is_refused_by_the_database_too(registration, head):
    with pytest.raises(IntegrityError, match="standing_explained"), transaction.atomic():
        StandingDecision.objects.create(
            registration=registration,
            act="end",
            cause="asked",
            decided_on=today(),
            by=head,
            issue_block={},
            snapshot={},
        )


def test_the_slower_of_two_is_told(registration, head):
    shown = fresh(registration).version
    decide(registration, head, "suspend", "asked")
    with pytest.raises(StaleRecord) as caught:
        decide_standing(
            registration=registration,
            ruling=Ruling(act="end", cause="asked", explanation="өтініш"),
            by=head,
            version=shown,
        )
    assert [event.verb for event in caught.value.changes] == ["registration.suspended"]


def test_reading_14_whoever_registers_anew_starts_clean(registration, clerk, head):
    card.raise_ground(registration, 8)
    decide(registration, head, "end", "ground", grounds=[8])
    anew = make_registration(by=clerk, person=registration.person)
    assert anew.state == "active"
    assert findings_of(anew, today()) == ()


# --- the notice ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "ground_words", "complain"),
    [
        ("kk", "келу мерзімін дәлелсіз себептермен бұзғанда", "Шешімге қалай шағымдануға болады"),
        ("ru", "нарушение безработным без уважительных причин срока явки", "Как обжаловать решение"),
    ],
)
def test_reading_51_the_notice_names_ground_and_remedy_and_no_evidence(
    registration, head, language, ground_words, complain
):
    card.visit(registration, registration.registered_on, "not_valid", reason="ауырып қалдым")
    decision = decide(registration, head, "suspend", "ground", grounds=[5], language=language)
    paper = issue_notice(decision=decision, by=head)
    text = text_of(paper)
    for words in (ground_words, complain, paper.number, "ҚУАНЫШЕВА АЙГҮЛ ӘБДІҚАДЫРҚЫЗЫ", paper.check_code):
        assert "".join(words.split()) in text
    assert registration.number in text
    assert "ауырып" not in text
    assert "Өтініш" not in text
    assert (paper.kind, paper.language, paper.series, paper.signed_by) == ("notice", language, "X", head)


NOTICE = NoticeSnapshot(
    language="kk",
    act="end",
    cause="ground",
    grounds=(5,),
    full_name="Әбдірахманова-Жұмабекова Гүлбаһрам Нұрмұхаметқызы",
    address="Астана қаласы, Бөгенбай батыр даңғылы, 57/2-үй, 143-пәтер",
    registration_number="T-2025-000008",
    registered_on=date(2025, 9, 2),
    decided_on=date(2026, 11, 25),
    contacts=contacts(),
    standard="2013",
)
BLOCK = IssueBlock(
    number="X-2026-000001",
    issued_on=date(2026, 11, 25),
    valid_until=None,
    signer_name="Б. С. Әбдірахманов",
    acting=ActingOrder(order_number="45-ө", order_date=date(2026, 3, 12)),
    check_code="K7M2-9QXD-4T",
    check_url="https://desk.example/check/3f0d2a0e-8a1f-4a0e-9f57-4d3f2d6f6f3b/",
).to_json()


@pytest.mark.parametrize(
    ("cause", "language", "said"),
    [
        ("cleared", "kk", "Себебі: тіркеуді тоқтата тұру негіздемесі жойылды"),
        ("cleared", "ru", "Причина: основание приостановления отпало"),
        ("asked", "kk", "Себебі: өз өтінішіңіз"),
        ("employed", "ru", "Причина: трудоустройство"),
    ],
)
def test_only_a_ground_of_the_standard_is_called_a_ground(cause, language, said):
    notice = replace(NOTICE, language=language, cause=cause, grounds=())
    html = notice_html(notice.to_json(), {**BLOCK, "acting": None})
    assert f"<p>{said}</p>" in html
    assert not {"Негіздеме:", "Основание:"} & set(html.split())
    grounds = replace(NOTICE, language=language).to_json()
    assert "<p>Негіздеме: " in notice_html(grounds, BLOCK) or "<p>Основание: " in notice_html(grounds, BLOCK)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("act", ["suspend", "resume", "end"])
@pytest.mark.parametrize("grounds", [(), (5,), (3, 4), (1, 2, 3, 4, 5), tuple(range(1, 9))])
def test_reading_51_every_notice_keeps_to_one_page(grounds, act, language):
    cause = "ground" if grounds else "asked"
    notice = replace(NOTICE, language=language, act=act, cause=cause, grounds=grounds)
    pdf = render_notice(notice.to_json(), BLOCK)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert render_notice(notice.to_json(), BLOCK) == pdf


@pytest.mark.parametrize(
    "change", [{"template_version": 4}, {"template_version": 1}, {"contacts": {}}, {"language": "en"}]
)
def test_a_notice_this_version_cannot_print_is_refused(change):
    with pytest.raises(DocumentError):
        notice_html({**NOTICE.to_json(), **change}, BLOCK)


def test_a_notice_takes_its_contacts_from_the_edition(registration, head):
    ServiceStandard.objects.filter(code="2013").update(
        division_phone="55-55-55", chancellery_phone="66-66-66"
    )
    UnemploymentRegistration.objects.filter(pk=registration.pk).update(state="suspended")
    paper = issue_notice(decision=decide(registration, head, "resume", "cleared"), by=head)
    assert "55-55-55" in text_of(paper)
    assert "66-66-66" in text_of(paper)
    assert "21-03-37" not in text_of(paper)


def test_a_repeat_returns_the_same_notice(registration, head):
    decision = decide(registration, head)
    first = issue_notice(decision=decision, by=head)
    assert issue_notice(decision=decision, by=head) == first
    assert Paper.objects.count() == 1


def test_a_notice_that_could_not_be_made_keeps_its_number(registration, head, monkeypatch):
    decision = decide(registration, head)

    def fail(*_values):
        raise PaperError("no paper today")

    with monkeypatch.context() as patch:
        patch.setattr("registry.standing.acts.render_notice", fail)
        with pytest.raises(PaperError):
            issue_notice(decision=decision, by=head)
    assert (fresh(registration).state, fresh(decision).paper) == ("ended", None)
    assert issue_notice(decision=decision, by=head).number == decision.number


def test_a_decision_is_never_changed_or_deleted(registration, head):
    decision = decide(registration, head)
    issue_notice(decision=decision, by=head)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        StandingDecision.objects.update(grounds=[1])
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        decision.delete()


def test_a_notice_is_found_by_its_number_and_code(registration, head):
    decision = decide(registration, head)
    paper = issue_notice(decision=decision, by=head)
    address = f"/standing/{decision.pk}/"
    typed = [paper.number, paper.number.lower().replace("x", "х"), paper.check_code]
    assert [search(text).url for text in typed] == [address] * 3


# --- pages ---------------------------------------------------------------------------------------
def url(registration, act):
    return f"/registrations/{registration.pk}/standing/{act}/"


def test_the_head_ends_a_registration_and_prints_the_notice(registration, head, client_of):
    client = client_of(head)
    page = client.get(url(registration, "end"))
    assert page.status_code == 200
    posted = {**form_key(), "version": registration.version, "cause": "asked", "language": "kk"}
    refused = client.post(url(registration, "end"), posted)
    assert refused.status_code == 422
    answer = {**posted, **form_key(), "explanation": "Өтініш № 4"}
    done = client.post(url(registration, "end"), answer)
    decision = StandingDecision.objects.get()
    assert done.status_code == 302
    assert done.url == f"/standing/{decision.pk}/"
    again = client.post(url(registration, "end"), answer)
    assert again.url == done.url
    assert Paper.objects.count() == 1
    detail = client.get(done.url)
    assert decision.number in detail.content.decode()
    notice = client.get(f"{done.url}notice/")
    assert notice["Content-Type"] == "application/pdf"
    assert AccessRecord.objects.filter(act="print", subject_type="department.paper").exists()


def test_only_confirmed_grounds_can_be_chosen_on_the_page(registration, head, client_of):
    card.raise_ground(registration, 3)
    card.raise_ground(registration, 5, "open")
    page = client_of(head).get(url(registration, "suspend"))
    form = page.context["form"]
    assert [number for number, _text in form.fields["grounds"].choices] == [3]
    shown = {row.finding.ground: row.is_usable for row in page.context["found"]}
    assert shown == {3: True, 5: False}
    posted = {
        **form_key(),
        "version": registration.version,
        "cause": "ground",
        "grounds": 5,
        "language": "kk",
    }
    assert client_of(head).post(url(registration, "suspend"), posted).status_code == 422


def test_a_form_shown_before_somebody_else_decided_is_answered_with_409(registration, head, client_of):
    shown = registration.version
    decide(registration, head, "suspend", "asked")
    posted = {
        **form_key(),
        "version": shown,
        "cause": "asked",
        "explanation": "Өтініш № 9",
        "language": "ru",
    }
    answer = client_of(head).post(url(registration, "end"), posted)
    assert answer.status_code == 409
    assert "Өтініш № 9" in answer.content.decode()


def test_grounds_that_were_chosen_stay_chosen_when_somebody_else_was_faster(registration, head, client_of):
    card.raise_ground(registration, 3)
    posted = {**form_key(), "version": registration.version, "cause": "ground", "grounds": [3]}
    decide(registration, head, "suspend", "asked")
    answer = client_of(head).post(url(registration, "end"), {**posted, "language": "kk"})
    assert answer.status_code == 409
    assert answer.context["form"]["grounds"].value() == ["3"]


def test_what_cannot_be_decided_now_leads_back_with_a_word(registration, head, client_of):
    answer = client_of(head).get(url(registration, "resume"))
    assert (answer.status_code, answer.url) == (302, f"/people/{registration.person_id}/")
    assert client_of(head).get(url(registration, "transfer")).status_code == 404


def test_a_notice_cut_short_is_finished_from_its_page(registration, head, clerk, client_of):
    decision = decide(registration, head)
    page = client_of(head).get(f"/standing/{decision.pk}/")
    assert f"/standing/{decision.pk}/finish/" in page.content.decode()
    assert client_of(clerk).get(f"/standing/{decision.pk}/notice/").status_code == 404
    assert client_of(clerk).post(f"/standing/{decision.pk}/finish/", form_key()).status_code == 403
    assert client_of(head).post(f"/standing/{decision.pk}/finish/", form_key()).status_code == 302
    assert fresh(decision).paper is not None


@pytest.mark.parametrize("act", ["suspend", "resume", "end"])
def test_near_miss_a_clerk_of_the_same_window_decides_nothing(registration, clerk, client_of, act):
    assert client_of(clerk).get(url(registration, act)).status_code == 403
    posted = {**form_key(), "version": registration.version, "cause": "asked", "explanation": "өтініш"}
    assert client_of(clerk).post(url(registration, act), posted).status_code == 403


def test_the_persons_page_shows_the_grounds_and_who_may_decide(registration, clerk, head, client_of):
    card.raise_ground(registration, 5, "open")
    page = f"/people/{registration.person_id}/"
    for_clerk = client_of(clerk).get(page).content.decode()
    for_head = client_of(head).get(page).content.decode()
    assert "17(5)" in for_clerk
    assert url(registration, "end") not in for_clerk
    assert url(registration, "end") in for_head


# --- races ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_raced_twice_one_decides(head, clerk):
    from tests.certificates.test_concurrency import at_once

    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=9))
    ruling = Ruling(act="end", cause="asked", explanation="Өтініш № 4")

    def end():
        try:
            return decide_standing(
                registration=registration, ruling=ruling, by=head, version=registration.version
            )
        finally:
            connections.close_all()

    results = at_once(end, end, end)
    decided = [row for row in results if isinstance(row, StandingDecision)]
    assert len(decided) == 1
    assert sum(isinstance(row, StaleRecord) for row in results) == 2
    papers = at_once(*[lambda: issue_notice(decision=decided[0], by=head)] * 3)
    assert papers == [Paper.objects.get()] * 3
