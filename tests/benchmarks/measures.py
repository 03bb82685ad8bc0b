"""What the desk must reach, measured through its own addresses and functions."""

import json
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from astana_employment.department.models import Paper, StaffMember
from astana_employment.toolbox.clock import today
from certificates.documents import render_paper
from certificates.models import CertificateRequest, Decision
from indicators.annex3.periods import Period
from indicators.reports.rows import live_sheet
from registry.models import IntakeApplication, Person, QueueTicket
from registry.people.search import search
from registry.standing.facts import active_on, all_findings
from tests.factories import form_key

CERTIFICATES = 40
VIEWS = 25
SEARCHES = 60
FINDINGS = 3
REPORTS = 5
# One of them asks the edition for the minutes of 1.2.
QUERIES_OF_A_REPORT = 21
# The first ones are slower: templates are compiled, fonts are read, plans are made.
WARM_UP = 3


@dataclass(frozen=True)
class Measure:
    """One figure in milliseconds: the median, what nine of ten stay below, and the target if there is one."""

    name: str
    median: float
    ninth_decile: float
    target: float | None
    times: int

    @property
    def is_reached(self) -> bool:
        """Tell whether the median keeps the target."""
        return self.target is None or self.median <= self.target


def measure(name: str, milliseconds: list[float], target: float | None) -> Measure:
    """Return the figure for the times taken."""
    ninth = statistics.quantiles(milliseconds, n=10)[8]
    return Measure(name, statistics.median(milliseconds), ninth, target, len(milliseconds))


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Return how many milliseconds an act takes, each time; the warm-up is left out."""
    for _once in range(WARM_UP):
        act()
    taken = []
    for _once in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def browser_of(user: StaffMember, password: str) -> Client:
    """Return a browser in which somebody signed in with the password, as signing asks for."""
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.post("/sign-in/", {"login": user.username, "password": password})
    _expect(answer.status_code == 302, f"signing in as {user.username}: {answer.status_code}")
    return client


def _expect(is_so: bool, what: str) -> None:
    if not is_so:
        raise RuntimeError(f"the benchmark could not do its work: {what}")


# --- certificates --------------------------------------------------------------------------------
@contextmanager
def _timing_the_page(taken: list[float]) -> Iterator[None]:
    """Note how long each paper's page takes to make."""

    def noting(*args: Any, **kwargs: Any) -> bytes:
        start = time.perf_counter()
        try:
            return render_paper(*args, **kwargs)
        finally:
            taken.append((time.perf_counter() - start) * 1000)

    with patch("certificates.acts.signing.render_paper", noting):
        yield


def certificates(clerk: Client, deputy: Client) -> list[Measure]:
    """Prepare and sign certificates one after the other, each from its POST to the stored paper."""
    preparing: list[float] = []
    signing_it: list[float] = []
    pages_made: list[float] = []
    requests = list(CertificateRequest.objects.filter(state="open").order_by("id")[: CERTIFICATES + WARM_UP])
    with _timing_the_page(pages_made):
        for request in requests:
            preparing.append(_prepare(clerk, request))
            signing_it.append(_sign(deputy, request))
    _expect(Paper.objects.count() == len(requests), f"{Paper.objects.count()} papers of {len(requests)}")
    both = [one + two for one, two in zip(preparing, signing_it, strict=True)]
    return [
        measure("prepare and sign one certificate", both[WARM_UP:], 120),
        measure("· of which preparing", preparing[WARM_UP:], None),
        measure("· of which signing", signing_it[WARM_UP:], None),
        measure("· of which making the page", pages_made[WARM_UP:], 40),
    ]


def _prepare(clerk: Client, request: CertificateRequest) -> float:
    data = {
        **form_key(),
        "version": request.version,
        "language": "kk",
        "purpose": "",
        "took_part": "no",
        "no_vacancy_confirmed": "on",
        "periods-TOTAL_FORMS": "0",
        "periods-INITIAL_FORMS": "0",
    }
    start = time.perf_counter()
    answer = clerk.post(f"/requests/{request.pk}/certificate/", data)
    taken = (time.perf_counter() - start) * 1000
    _expect(answer.status_code == 302, f"preparing: {answer.status_code}")
    return taken


def _sign(deputy: Client, request: CertificateRequest) -> float:
    decision = Decision.objects.get(request=request)
    data = {**form_key(), "choice": f"{decision.pk}:{decision.snapshot_sha256}"}
    start = time.perf_counter()
    answer = deputy.post("/signing/sign/", data)
    taken = (time.perf_counter() - start) * 1000
    _expect(answer.status_code == 302, f"signing: {answer.status_code}")
    return taken


# --- pages and search ----------------------------------------------------------------------------
def pages(clerk: Client, deputy: Client) -> list[Measure]:
    """Open the pages that are open all day, each with what the benchmark has stored behind it."""
    person = Person.objects.order_by("id")[CERTIFICATES // 2]
    found = []
    for name, client, address in (
        ("the desk", clerk, "/desk/"),
        ("the desk, all windows", clerk, "/desk/?windows=all"),
        ("a person", clerk, f"/people/{person.pk}/"),
        ("a search by name", clerk, f"/people/?q={person.surname}"),
        ("requests", clerk, "/requests/"),
        ("papers", clerk, "/papers/"),
        ("journal of registrations", clerk, "/journals/registrations/"),
        ("signing", deputy, "/signing/"),
    ):
        taken = timed(lambda client=client, address=address: _open(client, address), VIEWS)  # type: ignore[misc]
        found.append(measure(f"page: {name}", taken, 30))
    return found


def _open(client: Client, address: str) -> None:
    answer = client.get(address)
    _expect(answer.status_code == 200, f"{address}: {answer.status_code}")


def misspelt(name: str, choice: random.Random) -> str:
    """Return a name with one slip: a letter left out, doubled, or two neighbours swapped."""
    place = choice.randrange(1, len(name) - 1)
    kind = choice.randrange(3)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def searches() -> Measure:
    """Search misspelt surnames, the commonest among them; only the time in the database counts."""
    choice = random.Random(SEARCHES)
    surnames = list(Person.objects.order_by("id").values_list("surname", flat=True)[:5000])
    names = [misspelt(choice.choice(surnames), choice) for _once in range(SEARCHES + WARM_UP)]
    taken = [_time_in_database(name) for name in names]
    return measure(f"search a misspelt name among {Person.objects.count():,} people", taken[WARM_UP:], 15)


def _time_in_database(text: str) -> float:
    spent = 0.0

    def clock(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += (time.perf_counter() - start) * 1000

    with connection.execute_wrapper(clock):
        search(text)
    return spent


# --- clause 17 -----------------------------------------------------------------------------------
def grounds() -> Measure:
    """Find the grounds of clause 17 on the cards of all active registrations."""
    count = active_on(today()).count()
    taken = timed(lambda: sum(1 for _found in all_findings(today())), FINDINGS)
    return measure(f"grounds of clause 17 on {count:,} active registrations", taken, 30_000)


# --- indicators ----------------------------------------------------------------------------------
def indicators(head: Client) -> list[Measure]:
    """Compute a quarterly report, and open the dashboard: with figures of this minute, and the first time."""
    quarter = Period.quarter_of(today()).quarters_before(1)[0]
    with CaptureQueriesContext(connection) as captured:
        live_sheet(quarter)
    _expect(len(captured) <= QUERIES_OF_A_REPORT, f"{len(captured)} queries for a report")
    report = timed(lambda: live_sheet(quarter), REPORTS)
    first = timed(lambda: _open_anew(head, "/indicators/"), REPORTS)
    page = timed(lambda: _open(head, "/indicators/"), VIEWS)
    count = f"{IntakeApplication.objects.count() + CertificateRequest.objects.count():,} intakes and requests"
    visits = f"{QueueTicket.objects.count():,} visits"
    return [
        measure(f"quarterly report over {count}, {visits}", report, 3000),
        measure("page: the running quarter", page, 100),
        measure("· the first one of a minute, computing", first, None),
    ]


def _open_anew(client: Client, address: str) -> None:
    """Open a page as the first visitor of a minute does."""
    cache.clear()
    _open(client, address)


# --- report --------------------------------------------------------------------------------------
def as_table(measures: list[Measure]) -> str:
    """Return the figures as a table for the terminal."""
    lines = [f"{'milliseconds':<56}{'median':>9}{'9 of 10':>9}{'target':>9}"]
    for row in measures:
        target = f"{row.target:>9.0f}" if row.target is not None else " " * 9
        verdict = "" if row.target is None else ("  reached" if row.is_reached else "  MISSED")
        lines.append(f"{row.name:<56}{row.median:>9.1f}{row.ninth_decile:>9.1f}{target}{verdict}")
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """Return what the figures depend on: the cores, how busy they were, and the versions."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgresql = cursor.fetchone()[0]
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "postgresql": postgresql,
    }


def write_json(measures: list[Measure], where: dict[str, Any], path: Path) -> None:
    """Write the figures for whoever compares them from release to release."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(row), "is_reached": row.is_reached} for row in measures]
    content = json.dumps({"machine": where, "measures": rows}, ensure_ascii=False, indent=2)
    path.write_text(content + "\n", encoding="utf-8")
