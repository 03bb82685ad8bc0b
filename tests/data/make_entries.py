"""Makes `sample_entries.csv`: entries of the record card for a third of the people of `sample_register.csv`.

    python -m tests.data.make_entries

The same ones every time: visits every ten days, some of them late or missed, offers with their answers,
referrals with what came of them, summonses, public works and events of life. Nobody in the file exists.
"""

import csv
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from astana_employment.toolbox.dates import parse_day
from registry.index.entry_columns import ENTRY_COLUMNS
from tests.data.make_sample import LAST_DAY, SampleMaker, shown

SAMPLE = Path(__file__).with_name("sample_entries.csv")
SEED = 17
# Every third card has its entries in the file, at most so many visits each.
EVERY = 3
MOST_VISITS = 12

_JOBS = (
    ("«Астана су арнасы» МКК", "слесарь"),
    ("«Целинград» ЖШС", "аспаз"),
    ("ТОО «СтройСервис Астана»", "каменщик"),
    ("№ 5 қалалық емхана", "санитар"),
    ("ТОО «Дәстүр»", "швея"),
    ("«Қазпошта» АҚ филиалы", "пошташы"),
)
_COURSES = ("№ 2 кәсіптік лицей", "Учебный центр «Білім»")
_WORKS = ("Сарыарқа ауданының көгалдандыру жұмыстары", "Уборка парков района Алматы")
_REASONS = ("ауырып қалды, анықтамасы жоқ", "болел ребёнок", "жолда кешікті", "не знал о сроке")
_INFORMATION = (
    "бос лауазымдардың тізімі берілді",
    "выдан список вакансий",
    "оқу курстары туралы айтылды",
)

Row = dict[str, str]


class EntryMaker:
    """One seeded stream of entries; each card is walked through day by day, so that they agree."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the file under the keys of the columns."""
        for number, card in enumerate(SampleMaker().cards()):
            first = parse_day(card["registered_on"])
            last = parse_day(card["ended_on"]) if card.get("ended_on") else LAST_DAY
            if number % EVERY == 0 and (last - first).days > 15:
                for row in self.card(first, last):
                    yield {"former_number": card["former_number"], **row}

    def card(self, first: date, last: date) -> Iterator[Row]:
        """Make the entries of one registration."""
        yield from self.visits(first, last)
        for day in self.days(first, last, self.random.randint(0, 2)):
            yield self.offer(day, last)
        for day in self.days(first, last, self.random.randint(0, 2)):
            yield self.referral(day, last)
        for day in self.days(first, last - timedelta(days=8), self.random.randint(0, 1)):
            yield self.summons(day)
        if self.random.random() < 0.3 and (last - first).days > 60:
            yield from self.participation(first, last)
        if self.random.random() < 0.15:
            yield self.life_event(self.days(first, last, 1)[0])

    def days(self, first: date, last: date, count: int) -> list[date]:
        """Choose different days of a period."""
        length = (last - first).days
        chosen = self.random.sample(range(length), min(count, length))
        return sorted({weekday(first + timedelta(days=number), -1, first) for number in chosen})

    def visits(self, first: date, last: date) -> Iterator[Row]:
        """Make visits one after the other: most are kept in time, some late, some not at all."""
        day = first
        for _number in range(MOST_VISITS):
            due = weekday(day + timedelta(days=10), 1)
            if due + timedelta(days=9) > last:
                return
            fate = self.random.random()
            came = weekday(due - timedelta(days=self.random.randint(0, 3)), -1)
            if fate > 0.85:
                came = weekday(due + timedelta(days=self.random.randint(1, 5)), 1)
            row = {"kind": "келу", "day": shown(day), "due_on": shown(due)}
            if fate > 0.95:  # nobody came; the next date was agreed a week later
                yield row
                day = weekday(due + timedelta(days=7), 1)
                continue
            row |= {"came_on": shown(came), "note": self.random.choice(_INFORMATION)}
            yield {**row, "reason": self.random.choice(_REASONS)} if came > due else row
            day = came

    def offer(self, day: date, last: date) -> Row:
        """Make a job offer, answered on the same or the next day."""
        employer, profession = self.random.choice(_JOBS)
        answer = self.random.choice(("келісті", "отказался", "предложение снято"))
        row = {
            "kind": "жұмыс ұсынысы",
            "day": shown(day),
            "place": employer,
            "profession": profession,
            "result": answer,
            "result_on": shown(min(day + timedelta(days=self.random.randint(0, 1)), last)),
        }
        return {**row, "document": f"№ {self.random.randint(1, 99)} өтініш"} if answer == "отказался" else row

    def referral(self, day: date, last: date) -> Row:
        """Make a referral to work with what came of it, or to training."""
        employer, profession = self.random.choice(_JOBS)
        came = min(day + timedelta(days=self.random.randint(1, 9)), last)
        row = {
            "kind": "направление на работу",
            "day": shown(day),
            "place": employer,
            "profession": profession,
        }
        if self.random.random() < 0.15:
            return {"kind": "оқуға жолдама", "day": shown(day), "place": self.random.choice(_COURSES)}
        result = self.random.choice(("отказ работодателя", "не принят", "жұмысқа алынбады"))
        return {**row, "came_on": shown(came), "result": result, "result_on": shown(came)}

    def summons(self, day: date) -> Row:
        """Make a summons: most people come."""
        row = {"kind": "вызов", "day": shown(day)}
        came = day + timedelta(days=self.random.randint(0, 4))
        if self.random.random() < 0.2:
            return {**row, "result": "не явился", "result_on": shown(day + timedelta(days=7))}
        return {**row, "came_on": shown(came)}

    def participation(self, first: date, last: date) -> Iterator[Row]:
        """Make paid public works of some weeks, and the referral that led there."""
        begin = first + timedelta(days=self.random.randint(10, 25))
        end = min(begin + timedelta(days=self.random.randint(14, 90)), last)
        result = self.random.choice(("аяқтады", "завершил", "өз еркімен тоқтатты"))
        led, place = weekday(begin - timedelta(days=2), -1, first), self.random.choice(_WORKS)
        yield {
            **{"kind": "направление на общественные работы", "day": shown(led), "place": place},
            **{"came_on": shown(begin), "result": "бастады", "result_on": shown(begin)},
        }
        row = {
            "kind": "общественные работы",
            "day": shown(begin),
            "referred_on": shown(led),
            "place": place,
            "result": result,
            "result_on": shown(end),
        }
        yield {**row, "reason": "жұмыс ауыр болды"} if result == "өз еркімен тоқтатты" else row

    def life_event(self, day: date) -> Row:
        """Make a move inside the city, or the person's own finding of work."""
        if self.random.random() < 0.5:
            return {"kind": "трудоустроился сам", "day": shown(day), "document": "еңбек шарты"}
        house = self.random.randint(1, 90)
        return {
            "kind": "Астана ішінде көшті",
            "day": shown(day),
            "place": f"Астана қаласы, Тұран даңғылы, {house}-үй",
        }


def weekday(day: date, step: int, first: date | None = None) -> date:
    """Return the day itself, or the nearest weekday in a direction; never one before `first`."""
    while day.weekday() > 4 and day != first:
        day += timedelta(days=step)
    return day


def make_entries() -> bytes:
    """Return the file as CSV: UTF-8 with BOM, parted by semicolons, headings in Kazakh."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(column.heading("kk") for column in ENTRY_COLUMNS)
    for row in EntryMaker().rows():
        writer.writerow(row.get(column.key, "") for column in ENTRY_COLUMNS)
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    SAMPLE.write_bytes(make_entries())
