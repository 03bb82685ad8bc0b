"""What is typed at the desk about people and their documents."""

from registry.people.forms.documents import DocumentForm, DocumentSet
from registry.people.forms.late import LateEntryForm
from registry.people.forms.person import (
    CodeField,
    MergeForm,
    NameForm,
    NotSameForm,
    PersonEditForm,
    PersonForm,
    WindowForm,
)

__all__ = [
    "CodeField",
    "DocumentForm",
    "DocumentSet",
    "LateEntryForm",
    "MergeForm",
    "NameForm",
    "NotSameForm",
    "PersonEditForm",
    "PersonForm",
    "WindowForm",
]
