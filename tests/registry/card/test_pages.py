"""The card's pages: one screen, few queries, few keys; near misses of those who may not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import AccessRecord, Delegation
from registry.card.acts.entries import answer_offer, offer_job, refer, start_participation, summon
from registry.card.acts.every_kind import note_reason, void_entry
from registry.card.acts.visits import agree_visit
from registry.card.overview import load_awaited, load_record_card
from registry.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    UnemploymentRegistration,
    VisitAppointment,
)
from registry.people.acts.merging import merge_people
from tests.factories import form_key, make_person, make_registration, make_staff, make_vacancy

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 15)
MOST_QUERIES = 12


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def said(offset: int) -> str:
    return f"{on(offset):%d.%m.%Y}"


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel("2026-04-15T05:00:00Z", tick=False):
        yield


@pytest.fixture
def registration(clerk):
    return make_registration(by=clerk, registered_on=date(2020, 1, 13))


def card_url(registration, name="person_card", **kwargs):
    return reverse(name, kwargs={"pk": registration.person_id, **kwargs})


def add_url(registration, slug):
    return card_url(registration, "card_add", slug=slug)


def entry_url(entry, slug, name="card_entry"):
    return card_url(entry.registration, name, slug=slug, entry_pk=entry.pk)


def post(client, url, **values):
    return client.post(url, {**form_key(), **values})


def fill(registration, by, count):
    """Put a long history on the card: kept visits, late ones, offers, referrals, summonses, life."""
    first = date(2020, 1, 14)
    vacancy = make_vacancy()
    for number in range(count // 6):
        day = first + timedelta(days=10 * number)
        common = {"registration": registration, "entered_by": by}
        late = timedelta(days=10 + number % 3)
        VisitAppointment.objects.create(
            **common,
            agreed_on=day,
            due_on=day + timedelta(days=10),
            due_rule={},
            came_on=day + late,
            closed_on=day + late,
        )
        Summons.objects.create(
            **common,
            summoned_on=day,
            due_on=day + timedelta(days=2),
            due_rule={},
            closed_on=day + timedelta(days=3),
        )
        JobOffer.objects.create(**common, vacancy=vacancy, offered_on=day)
        Referral.objects.create(
            **common,
            kind="job",
            vacancy=vacancy,
            destination="x",
            issued_on=day,
            due_on=day + timedelta(days=7),
            due_rule={},
        )
        Participation.objects.create(**common, kind="training", place="Колледж", started_on=day)
        LifeEvent.objects.create(**common, kind="pension", happened_on=day)


@pytest.mark.parametrize("count", [6, 300])
def test_one_card_page_in_at_most_twelve_queries_at_any_length(client_of, clerk, registration, count):
    fill(registration, clerk, count)
    client = client_of(clerk)
    for address in (card_url(registration), card_url(registration) + "?page=2"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= MOST_QUERIES, [query["sql"][:90] for query in queries]


def test_the_timeline_goes_back_to_the_first_entry(client_of, clerk, registration):
    fill(registration, clerk, 300)
    seen = 0
    for page in range(1, 12):
        response = client_of(clerk).get(card_url(registration), {"page": page})
        seen += len(response.context["card"].timeline.rows)
    assert seen == 300


def test_an_empty_card_says_what_to_do(client_of, clerk, registration):
    text = client_of(clerk).get(card_url(registration)).content.decode()
    assert add_url(registration, "visit") in text
    unregistered = make_person(surname="Қасымов")
    page = client_of(clerk).get(reverse("person_card", kwargs={"pk": unregistered.pk}))
    assert page.status_code == 200
    assert reverse("person_detail", kwargs={"pk": unregistered.pk}) in page.content.decode()


def test_a_merged_card_leads_to_the_one_that_has_its_entries(client_of, clerk, head, registration):
    summons = summon(registration=registration, summoned_on=on(-1), by=clerk)
    kept = make_person(surname="Ахметова", birth_date=date(1980, 1, 1))
    old = card_url(registration)
    merge_people(kept=kept, merged=registration.person, reason="бір адам", by=head)
    response = client_of(clerk).get(old, follow=True)
    assert response.redirect_chain[-1][0] == reverse("person_card", kwargs={"pk": kept.pk})
    assert [row.entry.pk for row in response.context["card"].awaited] == [summons.pk]


def test_looking_at_a_card_is_logged(client_of, clerk, registration):
    client_of(clerk).get(card_url(registration))
    assert AccessRecord.objects.filter(subject_id=registration.person_id, act="view").exists()


@pytest.mark.parametrize("role", ["chancellery", "monitoring", "administrator"])
def test_clause_18_others_of_the_house_see_no_card(client_of, registration, role):
    client = client_of(make_staff(role=role))
    assert client.get(card_url(registration)).status_code == 403
    assert client.get(reverse("due_list")).status_code == 403


def test_a_deputy_director_reads_the_card_and_enters_nothing(client_of, deputy, registration):
    client = client_of(deputy)
    page = client.get(card_url(registration))
    assert page.status_code == 200
    assert add_url(registration, "visit") not in page.content.decode()
    assert client.get(add_url(registration, "visit")).status_code == 403


# --- entering ------------------------------------------------------------------------------------
def test_a_visit_kept_today_in_one_form_with_undo(client_of, clerk, registration):
    visit = agree_visit(registration=registration, agreed_on=on(-5), by=clerk)
    client = client_of(clerk)
    form = client.get(add_url(registration, "visit")).context
    assert form["form"]["came_on"].value() == "15.04.2026"
    done = post(
        client,
        add_url(registration, "visit"),
        version=form["version"],
        entry=visit.pk,
        came_on="15.04.2026",
        information="бос орындар",
        note="",
    )
    assert done.status_code == 302
    page = client.get(done.url)
    undo = entry_url(visit, "visit", "card_undo")
    assert undo in page.content.decode()
    visit.refresh_from_db()
    assert post(client, undo, version=visit.version).url == card_url(registration)
    visit.refresh_from_db()
    assert visit.came_on is None


def test_one_press_makes_one_visit(client_of, clerk, registration):
    key = form_key()
    for _press in range(2):
        client_of(clerk).post(add_url(registration, "visit"), {**key, "came_on": "15.04.2026"})
    assert VisitAppointment.objects.filter(came_on=TODAY).count() == 1


def test_a_missed_visit_is_agreed_anew_with_the_reason(client_of, clerk, registration):
    visit = agree_visit(registration=registration, agreed_on=on(-20), by=clerk)
    done = post(
        client_of(clerk),
        add_url(registration, "visit"),
        version=1,
        entry=visit.pk,
        step="agree",
        came_on="15.04.2026",
        reason="ауырды",
    )
    assert done.status_code == 302
    visit.refresh_from_db()
    assert (visit.closed_on, visit.came_on, visit.reason) == (TODAY, None, "ауырды")


@pytest.mark.parametrize(
    ("slug", "values", "model"),
    [
        ("summons", {"summoned_on": "15.04.2026"}, Summons),
        ("referral", {"kind": "training", "destination": "Колледж", "issued_on": "15.04.2026"}, Referral),
        (
            "participation",
            {"kind": "public_works", "place": "Парк", "started_on": "14.04.2026"},
            Participation,
        ),
        (
            "life-event",
            {"kind": "moved_within", "happened_on": "14.04.2026", "new_address": "Астана, Абай, 1"},
            LifeEvent,
        ),
    ],
)
def test_every_kind_is_entered_and_seen(client_of, clerk, registration, slug, values, model):
    client = client_of(clerk)
    assert client.get(add_url(registration, slug)).status_code == 200
    done = post(client, add_url(registration, slug), **values)
    assert done.status_code == 302, done.context["form"].errors
    entry = model.objects.get()
    page = client.get(done.url)
    assert entry_url(entry, slug) in page.content.decode()
    assert client.get(entry_url(entry, slug)).status_code == 200


def test_clause_15_the_next_visit_is_agreed_freely_in_the_same_form(client_of, clerk, registration):
    client = client_of(clerk)
    assert "27.04.2026" in client.get(add_url(registration, "visit")).content.decode()
    values = {"came_on": "15.04.2026", "next_on": "20.04.2026"}
    refused = post(client, add_url(registration, "visit"), **values)
    assert refused.status_code == 422
    assert refused.context["form"].errors["next_why"]
    without_day = post(client, add_url(registration, "visit"), came_on="15.04.2026", next_why="оқуда")
    assert without_day.context["form"].errors["next_on"]
    assert post(client, add_url(registration, "visit"), **values, next_why="оқуда").status_code == 302
    following = VisitAppointment.objects.get(closed_on__isnull=True)
    assert (following.due_on, following.note) == (date(2026, 4, 20), "оқуда")


def test_an_offer_refused_at_once(client_of, clerk, registration):
    vacancy = make_vacancy(employer="«Қала құрылыс» ЖШС")
    client = client_of(clerk)
    values = {"vacancy": vacancy.pk, "offered_on": "14.04.2026", "is_suitable": "on", "answer": "refused"}
    refused = post(client, add_url(registration, "offer"), **values)
    assert refused.status_code == 422
    assert "17" in refused.context["form"].errors["refusal_document"][0]
    done = post(client, add_url(registration, "offer"), **values, refusal_document="№ 12")
    assert done.status_code == 302
    assert JobOffer.objects.get().answered_on == on(-1)


def test_bad_input_names_the_clause_and_keeps_what_was_typed(client_of, clerk, registration):
    closed = make_vacancy(open_until=on(-30))
    response = post(
        client_of(clerk),
        add_url(registration, "offer"),
        vacancy=closed.pk,
        offered_on="15.04.2026",
        answer="open",
        note="телефонмен",
    )
    assert response.status_code == 422
    assert response.context["form"].errors["vacancy"]
    assert "телефонмен" in response.content.decode()
    summon(registration=registration, summoned_on=on(-1), by=clerk)
    second = post(client_of(clerk), add_url(registration, "summons"), summoned_on="15.04.2026")
    assert second.status_code == 422
    assert "17" in second.context["form"].non_field_errors()[0]


def test_what_came_of_each(client_of, clerk, registration):
    client = client_of(clerk)
    summons = summon(registration=registration, summoned_on=on(-1), by=clerk)
    offer = offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(-2), by=clerk)
    referral = refer(registration=registration, kind="job", destination="ЖШС", issued_on=on(-2), by=clerk)
    course = start_participation(
        registration=registration, kind="training", place="Колледж", started_on=on(-9), by=clerk
    )
    answers = [
        (summons, "summons", {"closing": "came", "day": "15.04.2026"}),
        (offer, "offer", {"answer": "accepted", "answered_on": "15.04.2026"}),
        (referral, "referral", {"appeared_on": "14.04.2026", "outcome": "hired", "outcome_on": ""}),
        (course, "participation", {"ending": "completed", "ended_on": "15.04.2026"}),
    ]
    for entry, slug, values in answers:
        url = entry_url(entry, slug, "card_answer")
        assert client.get(url).status_code == 200
        done = post(client, url, version=1, **values)
        assert done.status_code == 302, done.context["form"].errors
    assert client.get(card_url(registration)).context["card"].awaited == []


def test_a_slower_clerk_reads_who_changed_it_and_keeps_what_was_typed(
    client_of, clerk, other_clerk, registration
):
    summons = summon(registration=registration, summoned_on=on(-1), by=clerk)
    url = entry_url(summons, "summons", "card_answer")
    post(client_of(clerk), entry_url(summons, "summons", "card_correct"), version=1, summoned_on="13.04.2026")
    late = post(client_of(other_clerk), url, version=1, closing="came", day="15.04.2026", note="келді")
    assert late.status_code == 409
    assert clerk.get_full_name() in late.content.decode()
    assert "келді" in late.content.decode()
    assert (
        post(
            client_of(other_clerk), url, version=late.context["version"], closing="came", day="15.04.2026"
        ).status_code
        == 302
    )


def test_a_correction_that_was_overtaken_shows_what_the_colleague_changed(
    client_of, clerk, other_clerk, registration
):
    """What was left alone here, also a vacancy, is shown as the colleague left it; what was typed stays."""
    of = {"registration": registration, "by": clerk}
    offer = offer_job(**of, vacancy=make_vacancy(profession="аспаз"), offered_on=on(-2))
    other = make_vacancy(profession="дәнекерлеуші")
    url = entry_url(offer, "offer", "card_correct")
    typed = {"offered_on": said(-2), "is_suitable": "on", "answer": "open"}
    first = post(client_of(clerk), url, **typed, version=1, vacancy=other.pk)
    assert first.status_code == 302
    late = post(client_of(other_clerk), url, **typed, version=1, vacancy=offer.vacancy_id, note="қағаз")
    assert late.status_code == 409
    form = late.context["form"]
    assert (form["vacancy"].value(), form["note"].value()) == (str(other.pk), "қағаз")
    assert "дәнекерлеуші" in late.content.decode()


def test_the_form_comes_in_place_for_htmx(client_of, clerk, registration):
    part = client_of(clerk).get(
        add_url(registration, "visit"), headers={"HX-Request": "true", "HX-Target": "entry-form"}
    )
    text = part.content.decode()
    assert "<html" not in text
    assert "autofocus" in text


def test_the_bank_is_narrowed_by_what_is_typed(client_of, clerk, registration):
    make_vacancy(profession="дәнекерлеуші")
    make_vacancy(profession="аспаз")
    page = client_of(clerk).get(add_url(registration, "offer"), {"find": "аспаз"})
    assert [row.profession for row in page.context["form"].shown] == ["аспаз"]


def test_an_unknown_kind_or_another_persons_entry_is_not_found(client_of, clerk, registration):
    other = make_registration(registered_on=date(2026, 1, 12))
    foreign = summon(registration=other, summoned_on=on(-1), by=clerk)
    client = client_of(clerk)
    assert client.get(add_url(registration, "nonsense")).status_code == 404
    assert (
        client.get(card_url(registration, "card_entry", slug="summons", entry_pk=foreign.pk)).status_code
        == 404
    )
    assert client.get(entry_url(foreign, "nonsense")).status_code == 404


# --- one entry -----------------------------------------------------------------------------------
def test_what_was_due_at_the_end_of_the_registration_or_later_fell_away(client_of, clerk, registration):
    late = summon(registration=registration, summoned_on=on(-12), by=clerk)
    agree_visit(registration=registration, agreed_on=on(-3), by=clerk)
    refer(registration=registration, kind="job", destination="ЖШС", issued_on=on(-3), by=clerk)
    registration.state, registration.ended_on = "ended", TODAY
    registration.save()
    with time_machine.travel("2026-06-15T05:00:00Z", tick=False), translation.override("en"):
        card = load_record_card(registration.person)
        assert [row.entry for row in card.open] == [late]
        assert card.open == load_awaited(registration.person).open
        states = {row.entry.slug: row.state.text for row in card.timeline.rows}
        assert states == {
            "summons": "did not come",
            "visit": "fell away with the registration",
            "referral": "fell away with the registration",
        }
        assert client_of(clerk).get(card_url(registration)).status_code == 200


def test_a_correction_shows_its_former_version(client_of, clerk, registration):
    summons = summon(registration=registration, summoned_on=on(-5), note="бірінші", by=clerk)
    client = client_of(clerk)
    url = entry_url(summons, "summons", "card_correct")
    assert client.get(url).status_code == 200
    assert post(client, url, version=1, summoned_on="10.04.2026", note="екінші").status_code == 302
    page = client.get(entry_url(summons, "summons"))
    versions = page.context["versions"]
    assert [version.is_present for version in versions] == [True, False]
    assert "бірінші" in page.content.decode()
    assert versions[0].by == clerk
    assert [(fact.label, fact.value) for fact in versions[0].changed][-1] == ("Ескертпе", "екінші")
    assert versions[1].changed == []


def test_the_history_tells_what_was_answered_and_why_an_entry_is_void(client_of, clerk, registration):
    offer = offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(-5), by=clerk)
    answer = {"answered_on": on(-4), "refusal_document": "өтініш № 3", "note": "", "by": clerk}
    answer_offer(offer=offer, version=1, answer="refused", **answer)
    offer.refresh_from_db()
    void_entry(entry=offer, version=offer.version, reason="басқа адам", by=clerk)
    versions = client_of(clerk).get(entry_url(offer, "offer")).context["versions"]
    told = [{fact.label: fact.value for fact in version.facts} for version in versions]
    assert told[0]["Жазбаның жарамсыз болу себебі"] == "басқа адам"
    assert [row["Жауап"] for row in told] == ["жазбаша бас тартты", "жазбаша бас тартты", "жауап жоқ"]


def test_the_entries_of_an_earlier_registration_stand_apart(client_of, clerk, registration):
    """Clause 15, reading 14: the new registration starts clean, the earlier one stays to be read."""
    agree_visit(registration=registration, agreed_on=on(-5), by=clerk)
    UnemploymentRegistration.objects.filter(pk=registration.pk).update(state="ended", ended_on=on(-1))
    later = make_registration(by=clerk, person=registration.person, registered_on=TODAY)
    client = client_of(clerk)
    summon(registration=later, summoned_on=TODAY, by=clerk)
    page = client.get(card_url(registration))
    assert [row.entry.registration_id for row in page.context["card"].timeline.rows] == [
        later.pk,
        registration.pk,
    ]
    assert [row.entry.slug for row in page.context["card"].open] == ["summons"]
    text = page.content.decode()
    assert text.index(f"№ {later.number} тіркеу:") < text.index(f"№ {registration.number} тіркеу:")


def test_a_missed_visit_is_entered_from_its_own_page(client_of, clerk, registration):
    visit = agree_visit(registration=registration, agreed_on=on(-20), by=clerk)
    assert add_url(registration, "visit") in client_of(clerk).get(entry_url(visit, "visit")).content.decode()


def test_voiding_asks_why(client_of, clerk, registration):
    summons = summon(registration=registration, summoned_on=on(-5), by=clerk)
    url = entry_url(summons, "summons", "card_void")
    assert post(client_of(clerk), url, version=1, reason="").status_code == 422
    assert post(client_of(clerk), url, version=1, reason="басқа адам").status_code == 302
    assert "басқа адам" in client_of(clerk).get(card_url(registration)).content.decode()


class TestJudgingPages:
    """Reading 45."""

    @pytest.fixture
    def breach(self, registration, clerk):
        return summon(registration=registration, summoned_on=on(-9), by=clerk)

    def test_a_clerk_notes_the_reason_and_judges_nothing(self, client_of, clerk, breach):
        client = client_of(clerk)
        url = entry_url(breach, "summons", "card_judge")
        assert url not in client.get(entry_url(breach, "summons")).content.decode()
        assert post(client, url, version=1, judgement="valid", note="иә").status_code == 403
        done = post(client, entry_url(breach, "summons", "card_reason"), version=1, reason="ауырды")
        assert done.status_code == 302
        breach.refresh_from_db()
        assert (breach.reason, breach.judgement) == ("ауырды", "open")
        assert client.get(reverse("judgement_list")).status_code == 403

    def test_the_head_judges_from_the_list(self, client_of, clerk, head, breach):
        note_reason(entry=breach, version=1, reason="ауырды", by=clerk)
        client = client_of(head)
        page = client.get(reverse("judgement_list"))
        assert entry_url(breach, "summons") in page.content.decode()
        url = entry_url(breach, "summons", "card_judge")
        assert post(client, url, version=2, judgement="valid", note="").status_code == 422
        assert post(client, url, version=2, judgement="valid", note="анықтама").status_code == 302
        assert client.get(reverse("judgement_list")).context["table"].shown == []

    def test_the_deputy_director_does_not_judge(self, client_of, deputy, breach):
        url = entry_url(breach, "summons", "card_judge")
        assert post(client_of(deputy), url, version=1, judgement="valid", note="иә").status_code == 403

    def test_a_clerk_who_acts_for_the_head_judges(self, client_of, breach):
        acting = make_staff(role="clerk", window=2)
        Delegation.objects.create(
            person=acting,
            acts_as="head_of_division",
            order_number="7",
            order_date=on(-9),
            starts_on=TODAY,
            ends_on=on(3),
        )
        url = entry_url(breach, "summons", "card_judge")
        assert post(client_of(acting), url, version=1, judgement="not_valid", note="жоқ").status_code == 302
