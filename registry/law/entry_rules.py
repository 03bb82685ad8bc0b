"""The rules about entries of the record card that span two rows, as triggers that hold from both sides.

A check alone looks at one row: an entry may be moved out of its registration, and the registration may end
before the entry. So each rule stands here twice, and the parent row is locked while the entry is written,
so that two transactions at the same moment cannot break it either.
"""

from typing import Final

import pgtrigger
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.violations import register_violations

# The days of each kind of entry that lie within the registration (clause 15).
ENTRY_DAYS: Final[dict[str, tuple[str, ...]]] = {
    "registry_visitappointment": ("agreed_on", "came_on"),
    "registry_joboffer": ("offered_on", "answered_on"),
    "registry_referral": ("issued_on", "appeared_on", "outcome_on"),
    "registry_summons": ("summoned_on", "came_on", "cancelled_on"),
    "registry_participation": ("started_on", "ended_on"),
    "registry_lifeevent": ("happened_on",),
}
# Where a vacancy stands on the card, the day on which it had to be open, and what no longer counts.
VACANCY_DAYS: Final[dict[str, tuple[str, str]]] = {
    "registry_joboffer": ("offered_on", "answer <> 'withdrawn'"),
    "registry_referral": ("issued_on", "outcome <> 'cancelled'"),
}

register_violations(
    {
        "entry_within_registration": _("The entry lies outside the days of its registration (clause 15)."),
        "registration_holds_its_entries": _(
            "An entry of the record card lies outside these days: correct or void it first (clause 15)."
        ),
        "vacancy_must_be_open": _("The vacancy is not open on this day (clause 1)."),
        "vacancy_open_when_used": _(
            "The vacancy was offered, or somebody was referred to it, outside these days: "
            "void or withdraw that first (clause 1)."
        ),
        "participation_after_referral": _(
            "It started before the referral was given, or is of another kind (clause 17(4))."
        ),
    }
)


_UNCHANGED_MAY_GO_ON: Final = """
            IF TG_OP = 'UPDATE' THEN
                IF {} THEN
                    RETURN NEW;
                END IF;
            END IF;"""


def _refuses(name: str, operation: pgtrigger.Operation, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Row, when=pgtrigger.Before, operation=operation, func=func
    )


def _on_change_of(*columns: str) -> pgtrigger.Operation:
    return pgtrigger.Insert | pgtrigger.UpdateOf(*columns)  # type: ignore[no-untyped-call,no-any-return]


def _unchanged(*columns: str) -> str:
    new = ", ".join(f"NEW.{column}" for column in columns)
    return f"ROW({new}) IS NOT DISTINCT FROM ROW({new.replace('NEW.', 'OLD.')})"


def _unless(condition: str, constraint: str, message: str) -> str:
    """Return the end of a trigger's function: refuse the row under a constraint's name, or let it pass."""
    return f"""
            IF NOT ({condition}) THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
            END IF;
            RETURN NEW;
        """


def within_registration(table: str) -> pgtrigger.Trigger:
    """Return the trigger by which the database refuses an entry with a day outside its registration.

    Corrections of earlier entries after the end are allowed; so an update is looked at only when it
    changes one of the days or the registration.
    """
    columns = ENTRY_DAYS[table]
    days = ", ".join(f"NEW.{column}" for column in columns)
    return _refuses(
        "within_registration",
        _on_change_of("registration_id", *columns),
        _UNCHANGED_MAY_GO_ON.format(_unchanged("registration_id", *columns))
        + f"""
            PERFORM 1 FROM registry_unemploymentregistration
                WHERE id = NEW.registration_id AND registered_on <= LEAST({days})
                AND (ended_on IS NULL OR ended_on >= GREATEST({days}))
                FOR SHARE;
        """  # nosec B608  (column names of ours)
        + _unless("FOUND", "entry_within_registration", "the entry lies outside its registration"),
    )


def entries_within() -> pgtrigger.Trigger:
    """Return the trigger by which a registration holds the days of all entries of its card."""
    outside = " OR ".join(
        f"""EXISTS (SELECT 1 FROM {table} WHERE registration_id = NEW.id AND voided_at IS NULL
                AND (LEAST({", ".join(days)}) < NEW.registered_on
                OR GREATEST({", ".join(days)}) > NEW.ended_on))"""  # noqa: S608 # nosec B608  (names of ours)
        for table, days in ENTRY_DAYS.items()
    )
    return _refuses(
        "entries_within",
        pgtrigger.UpdateOf("registered_on", "ended_on"),  # type: ignore[no-untyped-call]
        _unless(
            f"{_unchanged('registered_on', 'ended_on')} OR NOT ({outside})",
            "registration_holds_its_entries",
            "an entry lies outside the registration",
        ),
    )


def vacancy_must_be_open(table: str) -> pgtrigger.Trigger:
    """Return the trigger by which the database refuses a vacancy that is not open on the day of an entry.

    An update is looked at only when it changes the vacancy or the day.
    """
    day, _counts = VACANCY_DAYS[table]
    return _refuses(
        "vacancy_open_when_offered" if table == "registry_joboffer" else "vacancy_open_when_referred",
        _on_change_of("vacancy_id", day),
        _UNCHANGED_MAY_GO_ON.format(_unchanged("vacancy_id", day))
        + f"""
            IF NEW.vacancy_id IS NULL THEN
                RETURN NEW;
            END IF;
            PERFORM 1 FROM registry_vacancy
                WHERE id = NEW.vacancy_id AND open_from <= NEW.{day}
                AND (open_until IS NULL OR open_until >= NEW.{day})
                FOR SHARE;
        """  # nosec B608  (column names of ours)
        + _unless("FOUND", "vacancy_must_be_open", "the vacancy is closed on this day"),
    )


def vacancy_open_when_used() -> pgtrigger.Trigger:
    """Return the trigger by which a vacancy is not closed before a day on which it was offered.

    What was withdrawn or cancelled, or stands void on the card, hinders nothing.
    """
    used = " OR ".join(
        f"""EXISTS (SELECT 1 FROM {table} WHERE vacancy_id = NEW.id AND voided_at IS NULL AND {counts}
                AND ({day} < NEW.open_from OR {day} > NEW.open_until))"""  # noqa: S608 # nosec B608  (names of ours)
        for table, (day, counts) in VACANCY_DAYS.items()
    )
    return _refuses(
        "open_when_used",
        pgtrigger.UpdateOf("open_from", "open_until"),  # type: ignore[no-untyped-call]
        _unless(
            f"{_unchanged('open_from', 'open_until')} OR NOT ({used})",
            "vacancy_open_when_used",
            "the vacancy was offered outside these days",
        ),
    )


def participation_after_referral() -> pgtrigger.Trigger:
    """Return the trigger by which nobody takes part before the referral to it was given (clause 17(4))."""
    return _refuses(
        "after_referral",
        _on_change_of("referral_id", "started_on"),
        """
            IF NEW.referral_id IS NULL OR NEW.voided_at IS NOT NULL THEN
                RETURN NEW;
            END IF;
            PERFORM 1 FROM registry_referral
                WHERE id = NEW.referral_id AND issued_on <= NEW.started_on FOR SHARE;
        """
        + _unless("FOUND", "participation_after_referral", "it started before the referral was given"),
    )


def referral_before_participation() -> pgtrigger.Trigger:
    """Return the trigger by which a referral is not moved behind the participation it led to."""
    return _refuses(
        "before_participation",
        pgtrigger.UpdateOf("issued_on"),  # type: ignore[no-untyped-call]
        _unless(
            """NOT EXISTS (SELECT 1 FROM registry_participation WHERE referral_id = NEW.id
                AND voided_at IS NULL AND started_on < NEW.issued_on)""",
            "participation_after_referral",
            "a participation started before the referral was given",
        ),
    )
