"""Cards that may be one person's, found before a second card is saved, and shown on the person's page."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, Model, OuterRef, Q, QuerySet, TextField
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import DocumentKind
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.names import fold_name
from registry.law.identifiers import plain_number
from registry.law.likeness import Features, Reason, near_days, reasons_of_likeness
from registry.people.models import DuplicateDecision, FormerName, Person, PresentedDocument

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# More than anybody compares in one sitting; a list that long means a date of birth like 01.01.1900.
MOST_SHOWN = 10
CODES = ("iin", "sik", "rnn")
# A stateless person's certificate is an identity document, too (reading 61).
IDENTITY_KINDS = (DocumentKind.IDENTITY, DocumentKind.STATELESS_CERTIFICATE)

# So many numbers are asked for at once.
BATCH = 1000

Row = TypeVar("Row", bound=Model)

REASONS: "dict[Reason, _StrPromise]" = {
    Reason.SAME_DOCUMENT: _("the same identity document"),
    Reason.LIKE_NUMBER: _("a number that differs by one slip"),
    Reason.LIKE_SURNAME: _("the same date of birth, a like surname"),
    Reason.SAME_GIVEN_NAMES: _("the same date of birth, given name and patronymic"),
    Reason.NEAR_BIRTH_DATE: _("the same name, a near date of birth"),
}


class LikelyDuplicate(NamedTuple):
    """A card that is like another one, and why."""

    person: Person
    reasons: "list[_StrPromise]"


class LikelyDuplicates(RuleViolation):
    """A card like the new one exists already and nobody has said that it is another person's."""

    def __init__(self, found: list[LikelyDuplicate]) -> None:
        super().__init__(
            _(
                "Somebody like this is in the registry already. "
                "Open that card, or say why it is another person."
            ),
            clause="12",
        )
        self.found = found


def likely_duplicates(
    fields: Mapping[str, Any], *, of: Person | None = None, identity_number: str = ""
) -> list[LikelyDuplicate]:
    """Return the cards like the one described by `fields` (names, birth_date, iin, sik, rnn).

    `of` is the card itself when it is stored already: it is left out, and so are cards that somebody said
    are not the same person. One query, and one more for an identity document's number.
    """
    new = _features(fields)
    with_document = {owner for _number, owner in owners_of_documents([identity_number])}
    found: list[LikelyDuplicate] = []
    for card in _candidates(new, with_document, of):
        reasons = reasons_of_likeness(new, _features_of_card(card))
        if card.pk in with_document:
            reasons.insert(0, Reason.SAME_DOCUMENT)
        if reasons:
            found.append(LikelyDuplicate(card, [REASONS[reason] for reason in reasons]))
    return found[:MOST_SHOWN]


def duplicates_of(person: Person) -> list[LikelyDuplicate]:
    """Return the cards like a stored one that nobody has decided about yet."""
    names = ("surname", "given_name", "patronymic", "birth_date", *CODES)
    return likely_duplicates({name: getattr(person, name) for name in names}, of=person)


def taken_numbers(fields: Mapping[str, Any], *, of: Person | None = None) -> dict[str, Person]:
    """Return the numbers of `fields` that stand on another card, each with the card to open.

    A number on a card that was merged leads to the card it was merged into.
    """
    given = {name: fields.get(name) for name in CODES if fields.get(name)}
    if not given:
        return {}
    question = Q()
    for name, value in given.items():
        question |= Q(**{name: value})
    taken: dict[str, Person] = {}
    for card in cards_with_codes(question):
        kept = card.merged_into or card
        if of is None or kept.pk != of.pk:
            taken |= {name: kept for name, value in given.items() if getattr(card, name) == value}
    return taken


def cards_with_codes(question: Q) -> list[Person]:
    """Return the cards with an IIN, SIK or RNN, and where none has it, merged ones (with `merged_into`).

    Two questions, for the indexes of the numbers leave merged cards out.
    """
    merged = Person.objects.filter(question, merged_into__isnull=False).select_related("merged_into")
    return list(Person.objects.cards().filter(question).order_by("pk")) or list(merged.order_by("pk"))


def with_number(rows: "QuerySet[Row]", field: str, numbers: Iterable[str]) -> "QuerySet[Row]":
    """Keep the rows with one of some numbers, however blanks, hyphens and look-alike letters were written."""
    plain = Func(F(field), function="kk_number", output_field=TextField())
    kept: QuerySet[Row] = rows.alias(plain_number=plain).filter(
        plain_number__in={*map(plain_number, numbers)}
    )
    return kept


def owners_of_documents(numbers: Iterable[str]) -> list[tuple[str, int]]:
    """Return who handed in an identity document of one of some numbers: the plain number, the card's key."""
    documents = PresentedDocument.objects.filter(kind__in=IDENTITY_KINDS)
    sought = sorted({*filter(None, numbers)})
    return [
        (plain_number(number), owner)
        for start in range(0, len(sought), BATCH)
        for number, owner in with_number(documents, "number", sought[start : start + BATCH]).values_list(
            "number", "application__person_id"
        )
    ]


def _candidates(new: Features, with_document: set[int], of: Person | None) -> list[Person]:
    """Fetch by the indexes whoever could be alike; `reasons_of_likeness` has the last word."""
    born = new.birth_date
    question = Q(birth_date=born) | Q(search_surname=fold_name(new.surname), birth_date__in=near_days(born))
    if with_document:
        question |= Q(pk__in=with_document)
    former = FormerName.objects.filter(person=OuterRef("pk")).order_by("id").values("search_surname")
    cards = Person.objects.cards().filter(question).annotate(former_surnames=ArraySubquery(former))
    if of is not None:
        pair = Q(person=OuterRef("pk"), other=of.pk) | Q(other=OuterRef("pk"), person=of.pk)
        cards = cards.exclude(pk=of.pk).exclude(Exists(DuplicateDecision.objects.filter(pair)))
    return list(cards.order_by("sort_key", "id"))


def _features(fields: Mapping[str, Any]) -> Features:
    return Features(
        surname=fields["surname"],
        given_name=fields.get("given_name", ""),
        patronymic=fields.get("patronymic", ""),
        birth_date=fields["birth_date"],
        codes=(fields.get("iin", ""), fields.get("sik", ""), fields.get("rnn", "")),
    )


def _features_of_card(card: Person) -> Features:
    return Features(
        surname=card.surname,
        given_name=card.given_name,
        patronymic=card.patronymic,
        birth_date=card.birth_date,
        codes=(card.iin, card.sik, card.rnn),
        former_surnames=tuple(getattr(card, "former_surnames")),  # noqa: B009  (annotated in `_candidates`)
    )
