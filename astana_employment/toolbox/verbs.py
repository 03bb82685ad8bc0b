"""What the acts in the event log are called. Each app registers its own in its `verbs.py`.

An act with a name that nobody registered cannot be recorded, so no screen ever shows a bare code.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_labels: "dict[str, _StrPromise]" = {}


def register_verbs(labels: "dict[str, _StrPromise]") -> None:
    """Add names of acts: {"person.registered": _("registered as unemployed")}."""
    _labels.update(labels)


def label_of(verb: str) -> "_StrPromise":
    """Return the name of an act on the screen; KeyError for one that was never registered."""
    return _labels[verb]


def all_labels() -> "dict[str, _StrPromise]":
    """Return every registered act with its name, for choosing among them."""
    return dict(_labels)
