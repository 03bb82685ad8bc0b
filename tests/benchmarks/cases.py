"""Cases for the indicators by INSERT … SELECT: a million for the benchmark, some hundreds for the tests.

The days, waits and states are drawn with a seed, so that every run has the same. History triggers are left
out; constraints hold. Of a hundred cases 25 are intakes, 25 requests and 50 visits to the hall; papers,
complaints, answers and invitations come along in their measure.
"""

# ruff: noqa: E501 - columns of SQL

from datetime import date

from django.db import connection, transaction

from astana_employment.department.models import ServiceStandard, StaffMember
from astana_employment.toolbox.clock import today
from complaints.models import ComplaintRegime

_INTAKES = """
INSERT INTO registry_intakeapplication (person_id, standard_id, applied_on, state, missing, due_on, due_rule,
    registered_on, taken_by_id, entered_on, is_imported)
SELECT p.ids[1 + i %% p.count], %(standard)s, day, state,
    CASE state WHEN 'turned_back' THEN ARRAY['work_record']::varchar[] ELSE '{}'::varchar[] END,
    day + 10, '{}', CASE WHEN state = 'accepted' AND day + wait <= %(last)s THEN day + wait END, %(clerk)s, day,
    i %% 50 = 0
FROM (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS count FROM registry_person) AS p,
    LATERAL (SELECT i, %(last)s - floor(random() * %(days)s)::int AS day, floor(random() ^ 3 * 15)::int AS wait,
        CASE WHEN i %% 11 = 3 THEN 'turned_back' ELSE 'accepted' END AS state
    FROM generate_series(1, %(intakes)s) AS i) AS drawn;

UPDATE registry_intakeapplication AS later SET follows_id = first.id FROM registry_intakeapplication AS first
WHERE first.state = 'turned_back' AND later.id = first.id + 1 AND later.applied_on >= first.applied_on;
"""

_REQUESTS = """
INSERT INTO certificates_certificaterequest (registration_id, standard_id, requested_on, identity_form,
    identity_number, language, purpose, state, withdrawn_reason, due_on, due_rule, closed_on, taken_by_id,
    entered_on, is_imported, version)
SELECT r.ids[1 + i %% r.count], %(standard)s, day, 'identity_card', '012345678', 'kk', '', state,
    CASE state WHEN 'withdrawn' THEN 'себебі' ELSE '' END, day + 10, '{}',
    CASE WHEN state IN ('decided', 'withdrawn') THEN least(day + wait, %(last)s) END, %(clerk)s, day, false, 1
FROM (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS count FROM registry_unemploymentregistration
      WHERE NOT EXISTS (SELECT 1 FROM certificates_certificaterequest AS q
        WHERE q.registration_id = registry_unemploymentregistration.id)) AS r,
    LATERAL (SELECT i, %(last)s - floor(random() * %(days)s)::int AS day, floor(random() ^ 3 * 15)::int AS wait,
        CASE WHEN i > r.count THEN CASE WHEN i %% 31 = 0 THEN 'withdrawn' ELSE 'decided' END
             WHEN i %% 17 = 0 THEN 'open' WHEN i %% 19 = 0 THEN 'waiting'
             WHEN i %% 31 = 0 THEN 'withdrawn' ELSE 'decided' END AS state
    FROM generate_series(1, %(requests)s) AS i) AS drawn;

INSERT INTO certificates_requestpause (request_id, cause, note, began_on, outcome, is_from_card)
SELECT id, 'vacancy', 'Астана жылу', requested_on + (id %% 21)::int, '', false
FROM certificates_certificaterequest WHERE state = 'waiting';
"""

_TICKETS = """
INSERT INTO registry_queueticket (day, number_point, sequence, purpose, letter, point, state, place, taken_at,
    device, version, clerk_id)
SELECT day, point, 10000 + row_number() OVER (PARTITION BY day, point ORDER BY i), purpose, '', point, state,
    10000 + row_number() OVER (PARTITION BY day ORDER BY i),
    (day + time '09:00' + (i %% 480) * interval '1 minute') AT TIME ZONE 'Asia/Almaty', 'kiosk', 1,
    CASE WHEN state <> 'left' THEN %(clerk)s::bigint END
FROM (SELECT i, %(last)s - floor(random() * %(days)s)::int AS day,
        CASE WHEN i %% 12 = 0 THEN 5 ELSE 1 + i %% 4 END AS point,
        CASE WHEN i %% 12 = 0 THEN 'complaint' WHEN i %% 12 < 6 THEN 'receive' WHEN i %% 12 < 10 THEN 'hand_in'
             ELSE 'question' END AS purpose,
        CASE WHEN i %% 23 = 0 THEN 'left' WHEN i %% 29 = 0 THEN 'no_show' ELSE 'served' END AS state
    FROM generate_series(1, %(tickets)s) AS i) AS drawn;

INSERT INTO registry_ticketinterval (ticket_id, state, counts_as, point, place, started_at, ended_at,
    is_typed_in, is_clock_off)
SELECT id, 'waiting', 'waiting', point, place, taken_at,
    taken_at - ln(1 - random()) * interval '11 minutes', id %% 37 = 0, id %% 401 = 0
FROM registry_queueticket WHERE sequence > 10000;

INSERT INTO registry_ticketinterval (ticket_id, state, counts_as, point, place, started_at, ended_at,
    is_typed_in, is_clock_off)
SELECT ticket_id, 'waiting', 'waiting', point, place, ended_at + interval '2 minutes',
    ended_at + interval '2 minutes' + random() * interval '20 minutes', false, false
FROM registry_ticketinterval
WHERE ticket_id %% 20 = 0 AND ticket_id IN (SELECT id FROM registry_queueticket WHERE sequence > 10000);
"""

_PAPERS = """
INSERT INTO department_paper (kind, language, series, year, sequence, number, case_file, issued_on, valid_until,
    sha256, public_id, check_code, initials, signed_by_id)
SELECT kind, 'kk', series, extract(year FROM day), 1000000 + i,
    series || '-' || extract(year FROM day) || '-' || 1000000 + i, 'person:1', day, day + 30,
    md5(i::text) || md5((-i)::text), gen_random_uuid(), 'Z' || lpad(i::text, 9, '0'), 'А. Б.', %(clerk)s
FROM (SELECT i, %(last)s - floor(random() * %(days)s)::int AS day,
        CASE WHEN i %% 9 = 0 THEN 'refusal' WHEN i %% 25 = 0 THEN 'notice' ELSE 'certificate' END AS kind,
        CASE WHEN i %% 9 = 0 THEN 'B' WHEN i %% 25 = 0 THEN 'X' ELSE 'A' END AS series
    FROM generate_series(1, %(papers)s) AS i) AS drawn;

INSERT INTO department_paperannulment (paper_id, reason, is_our_error, by_id)
SELECT id, 'себебі', id %% 3 > 0, %(clerk)s FROM department_paper
WHERE check_code LIKE 'Z%%' AND sequence > 1000000 AND id %% 41 = 0;
"""

_COMPLAINTS = """
INSERT INTO complaints_complaint (channel, kind, is_anonymous, language, reply_by, against, text, circumstances,
    enclosures, received_at, state, ending, series, year, sequence, number, registered_at, registered_on,
    registered_by_id, regime_id, due_on, due_rule, level, assigned_to_id, finished_on, version)
SELECT 'hand', CASE WHEN i %% 13 = 0 THEN 'other' ELSE 'complaint' END, false, 'kk', 'post', '', 'мәтін', '', '',
    day + time '11:00', CASE WHEN day + wait <= %(last)s THEN 'answered' ELSE 'assigned' END, '', 'C',
    extract(year FROM day), 500000 + i, 'C-' || extract(year FROM day) || '-' || 500000 + i, day + time '11:00',
    day, %(clerk)s, %(regime)s, day + 28, '{}', 'head_of_division', %(clerk)s,
    CASE WHEN day + wait <= %(last)s THEN day + wait END, 1
FROM (SELECT i, %(last)s - floor(random() * %(days)s)::int AS day, floor(random() * 34)::int AS wait
    FROM generate_series(1, %(complaints)s) AS i) AS drawn;

INSERT INTO complaints_answer (complaint_id, outcome, is_justified, measures, text, level, decided_on,
    decided_by_id)
SELECT id, (ARRAY['full', 'part', 'none'])[1 + id %% 3], id %% 3 < 2 OR id %% 4 = 0, 'шара', 'жауап',
    'head_of_division', registered_on, %(clerk)s
FROM complaints_complaint WHERE sequence > 500000;
"""

_SURVEYS = """
INSERT INTO indicators_surveyanswer (id, answered_on, audience, source, process, information, politeness,
    procedure, time_taken)
SELECT gen_random_uuid(), %(last)s - floor(random() * %(days)s)::int, 'visitor', 'ticket', random() < 0.82,
    CASE WHEN i %% 7 > 0 THEN random() < 0.9 END, CASE WHEN i %% 5 > 0 THEN random() < 0.75 END, NULL, NULL
FROM generate_series(1, %(answers)s) AS i;

INSERT INTO indicators_surveyanswer (id, answered_on, audience, source, process, information, politeness,
    procedure, time_taken)
SELECT gen_random_uuid(), %(last)s - floor(random() * %(days)s)::int, 'complainant', 'complaint', NULL, NULL, NULL,
    random() < 0.7, CASE WHEN i %% 6 > 0 THEN random() < 0.6 END
FROM generate_series(1, %(complaints)s / 2) AS i;

INSERT INTO department_surveyinvitation (token, audience, source, subject_type, subject_id, asked_on, is_answered)
SELECT 'T' || lpad(i::text, 15, '0'), CASE WHEN i %% 60 = 0 THEN 'complainant' ELSE 'visitor' END,
    CASE WHEN i %% 60 = 0 THEN 'complaint' ELSE 'ticket' END, 'bench', i,
    %(last)s - floor(random() * %(days)s)::int, i %% 4 = 0
FROM generate_series(1, %(answers)s * 4) AS i;
"""

PARTS = (_INTAKES, _REQUESTS, _TICKETS, _PAPERS, _COMPLAINTS, _SURVEYS)


def add_cases(count: int, *, days: int, clerk: StaffMember, last: date | None = None) -> None:
    """Store `count` cases over the last `days` days, ending on `last` (today unless told otherwise).

    There must be people and registrations to hang them on.
    """
    last = last or today()
    values: dict[str, int | date] = {
        "clerk": clerk.pk,
        "standard": ServiceStandard.objects.on(last).pk,
        "regime": ComplaintRegime.objects.order_by("-pk")[0].pk,
        "last": last,
        "days": days,
        "intakes": count // 4,
        "requests": count // 4,
        "tickets": count // 2,
        "papers": count // 5,
        "complaints": max(count // 300, 60),
        "answers": count // 10,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT setseed(0.2008), set_config('pgtrigger.ignore', array_agg(DISTINCT tgname)::text, true)"
            " FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%%'"
        )
        for part in PARTS:
            cursor.execute(part, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
