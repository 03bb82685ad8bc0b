"""The documents on the counter: a row for each that the edition asks, and the numbers it does not ask."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import DocumentKind
from astana_employment.toolbox.fields import DayField, PrintableField
from registry.law.identifiers import clean_document_number, number_notices
from registry.law.requirements import STATELESS_CERTIFICATE, DocumentData, missing_documents
from registry.people.duplicates import CODES, IDENTITY_KINDS
from registry.people.models import PresentedDocument

_EXPIRING = {
    DocumentKind.IDENTITY,
    DocumentKind.RESIDENCE_PERMIT,
    DocumentKind.STATELESS_CERTIFICATE,
    DocumentKind.ORALMAN_CERTIFICATE,
}
_SIZES = {DocumentKind.IIN: 14, DocumentKind.RNN: 14, DocumentKind.SIK: 20}
_DIGITS = {DocumentKind.IIN, DocumentKind.RNN}


def prefix_of(kind: str) -> str:
    """Return the prefix of a document's fields in the page."""
    return f"doc-{kind}"


class DocumentForm(forms.Form):
    """One document. Left empty it was not presented; begun, it has number, issuer and date.

    An IIN stands on the identity document: only the number is asked. A number that the edition does not
    ask (`is_asked=False`) may be noted on the card all the same.
    """

    number = forms.CharField(label=_("Number"), max_length=40)
    issuer = PrintableField(label=_("Issued by"), max_length=160)
    issued_on = DayField(label=_("Date of issue"), past=True)
    expires_on = DayField(label=_("Valid until"), required=False)
    has_police_mark = forms.BooleanField(
        label=_("bears the mark of registration with the bodies of internal affairs"), required=False
    )
    form = forms.ChoiceField(
        label=_("Which document"),
        choices=PresentedDocument.IdentityForm.choices,
        initial=PresentedDocument.IdentityForm.IDENTITY_CARD,
        widget=forms.RadioSelect,
    )
    is_absent = forms.BooleanField(label=_("not presented"), required=False)

    field_order = ["form", "number", "issuer", "issued_on", "expires_on", "has_police_mark", "is_absent"]

    def __init__(
        self,
        kind: DocumentKind,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        is_asked: bool = True,
    ) -> None:
        self.kind = kind
        self.is_asked = is_asked
        # What was mended in the number or is unusual about it, once it was checked.
        self.notices: list[str] = []
        super().__init__(
            data,
            initial=dict(initial or {}),
            prefix=prefix_of(kind),
            empty_permitted=True,
            use_required_attribute=False,
        )
        for name in self._needless_fields():
            del self.fields[name]
        self._set_up_number()
        needed = {"required": self._say_needed()}
        is_absent = bool(self.is_bound and self.data.get(self.add_prefix("is_absent")))
        for field in self.fields.values():
            field.required = field.required and is_asked and not is_absent
            field.error_messages = {**field.error_messages, **needed}

    def _needless_fields(self) -> Iterator[str]:
        if self.kind != DocumentKind.IDENTITY:
            yield "form"
        if self.kind != STATELESS_CERTIFICATE:
            yield "has_police_mark"
        if self.kind not in _EXPIRING:
            yield "expires_on"
        if self.kind == DocumentKind.IIN or not self.is_asked:
            yield from ("issuer", "issued_on")
        if not self.is_asked:
            yield "is_absent"

    def _set_up_number(self) -> None:
        attrs: dict[str, Any] = {
            "autocomplete": "off",
            "spellcheck": "false",
            "size": _SIZES.get(self.kind, 20),
        }
        if self.kind in _DIGITS:
            attrs["inputmode"] = "numeric"
        number = self.fields["number"]
        number.widget.attrs.update(attrs)
        if not self.is_asked:
            number.label = capfirst(self.title)
        if issuer := self.fields.get("issuer"):
            issuer.widget.attrs.update({**attrs, "size": 32})
            issuer.widget.attrs.pop("inputmode", None)

    def _say_needed(self) -> str:
        return gettext("Fill this in for “%(document)s”, or tick “not presented”.") % {"document": self.title}

    @property
    def title(self) -> str:
        """The document's name in the language of the screen."""
        return str(self.kind.label)

    def has_changed(self) -> bool:
        """Tell whether the row was begun; the preset form of the identity document alone does not count."""
        return any(self.data.get(self.add_prefix(name)) for name in self.fields if name != "form")

    def clean_number(self) -> str:
        """Check the number by its kind; an identity document by what it is."""
        kind, typed = self.cleaned_data.get("form") or self.kind.value, self.cleaned_data["number"]
        number = clean_document_number(kind, typed)
        self.notices = number_notices(kind, typed, number)
        return number

    def clean(self) -> dict[str, Any]:
        """A document does not end before it was issued."""
        values: dict[str, Any] = super().clean() or {}
        issued, expires = values.get("issued_on"), values.get("expires_on")
        if issued and expires and expires < issued:
            self.add_error("expires_on", _("The document ends before it was issued."))
        return values

    @property
    def code(self) -> str:
        """The number of an IIN, SIK or RNN, for the card; presented or not."""
        return str(self.cleaned_data.get("number", ""))

    def document(self) -> DocumentData | None:
        """Return the document for the action, None when it was not presented."""
        values = self.cleaned_data
        if not self.is_asked or not values.get("number") or values.get("is_absent"):
            return None
        return DocumentData(
            kind=self.kind.value,
            number=values["number"],
            form=values.get("form", ""),
            issuer=values.get("issuer", ""),
            issued_on=values.get("issued_on"),
            expires_on=values.get("expires_on"),
            has_police_mark=values.get("has_police_mark", False),
        )


class DocumentSet:
    """The rows for a category under an edition; looks like a formset to the list of errors.

    `data` is what was posted and is checked; `initial` is what is shown unchecked. What was typed for a
    document that is no longer asked stays on the page, hidden (`left_over`).
    """

    def __init__(
        self,
        kinds: Iterable[DocumentKind],
        *,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.kinds = list(kinds)
        self._data, self._initial = data, initial or {}
        self.asked = [self._form(kind, is_asked=True) for kind in self.kinds]
        others = [kind for kind in map(DocumentKind, CODES) if kind not in self.kinds]
        self.others = [self._form(kind, is_asked=False) for kind in others]

    def _form(self, kind: DocumentKind, *, is_asked: bool) -> DocumentForm:
        if self._data is not None:
            return DocumentForm(kind, self._data, is_asked=is_asked)
        begin = f"{prefix_of(kind)}-"
        initial = {
            name.removeprefix(begin): value for name, value in self._initial.items() if name.startswith(begin)
        }
        return DocumentForm(kind, is_asked=is_asked, initial=initial)

    @property
    def forms(self) -> list[DocumentForm]:
        """All rows, in the order of the page."""
        return [*self.asked, *self.others]

    def non_form_errors(self) -> list[str]:
        """Return what is wrong with the set as a whole: nothing, what is missing is no error."""
        return []

    @property
    def left_over(self) -> list[tuple[str, Any]]:
        """Fields that were typed for documents no longer asked: name and value."""
        typed = self._data if self._data is not None else self._initial
        shown = {form.add_prefix(name) for form in self.forms for name in form.fields}
        return [
            (name, value)
            for name, value in typed.items()
            if name.startswith("doc-") and name not in shown and isinstance(value, str) and value
        ]

    def is_valid(self) -> bool:
        """Check all rows, so that every fault is told at once."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    def by_kind(self, kind: str) -> DocumentForm | None:
        """Return the row of a kind, if there is one."""
        return next((form for form in self.forms if form.kind == kind), None)

    @property
    def codes(self) -> dict[str, str]:
        """The three numbers for the card."""
        return {form.kind.value: form.code for form in self.forms if form.kind.value in CODES}

    @cached_property
    def documents(self) -> list[DocumentData]:
        """The documents that were presented; an IIN has issuer and date of the identity document it is on."""
        presented = [document for form in self.asked if (document := form.document()) is not None]
        identity = next((row for row in presented if row.kind == DocumentKind.IDENTITY), None)
        return [_on_identity(row, identity) if row.kind == DocumentKind.IIN else row for row in presented]

    @property
    def identity_number(self) -> str:
        """The number of the identity document, or of the certificate that is one (reading 61); else empty."""
        numbers = {row.kind: row.number for row in self.documents}
        return next((numbers[kind] for kind in IDENTITY_KINDS if kind in numbers), "")

    @property
    def missing(self) -> list[DocumentKind]:
        """What was asked for and not presented (clause 12)."""
        return [DocumentKind(kind) for kind in missing_documents(self.kinds, self.documents)]

    def notices(self, day: date) -> list[str]:
        """Return what is unusual without being wrong: an odd number, a document past its last day."""
        unusual = [f"{form.title}: {notice}" for form in self.forms for notice in form.notices]
        expired = [
            gettext("%(document)s: its last day was %(day)s. It counts as presented all the same.")
            % {"document": form.title, "day": f"{form.cleaned_data['expires_on']:%d.%m.%Y}"}
            for form in self.asked
            if (last := form.cleaned_data.get("expires_on")) and last < day
        ]
        return unusual + expired


def _on_identity(code: DocumentData, identity: DocumentData | None) -> DocumentData:
    if identity is None:
        return code
    return DocumentData(
        kind=code.kind, number=code.number, issuer=identity.issuer, issued_on=identity.issued_on
    )
