"""Files that not every reader of the department's own lists may read: complaints, for whoever they are about.

An upper app registers the kind of its files («complaint» of «complaint:17») and from whom which of them are
hidden. The event log then tells of such a file who did what, but nothing of its content; the list of mail
leaves out what belongs to a hidden one.
"""

from collections.abc import Callable, Iterable

from astana_employment.department.models import StaffMember

_hidden: dict[str, Callable[[StaffMember], Iterable[str]]] = {}


def register_confidential(kind: str, hidden_from: Callable[[StaffMember], Iterable[str]]) -> None:
    """Make a kind of files confidential; `hidden_from` returns the files one member of staff must not see."""
    _hidden[kind] = hidden_from


def is_confidential(case_file: str) -> bool:
    """Tell whether a file's content is for those alone who may open it."""
    return case_file.partition(":")[0] in _hidden


def files_hidden_from(staff: StaffMember) -> list[str]:
    """Return the files that a member of staff must not see."""
    return [case_file for hidden_from in _hidden.values() for case_file in hidden_from(staff)]
