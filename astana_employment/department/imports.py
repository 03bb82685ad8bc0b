"""What can be read in from a file; each app registers its own in its `imports.py`.

The command and the page of the browser take the same from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from astana_employment.toolbox.tables_in.columns import Column
from astana_employment.toolbox.tables_in.importing import Report

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class ImportKind:
    """One kind of file: its key, what it is called, its tables, and the function that loads it.

    `importer` takes a `Source` as `argument`, `by`, `is_rehearsal` and the `report` to fill, and returns it.
    `tables` are the sheets of its template; `counts` says each thing that the report counts.
    """

    key: str
    label: "_StrPromise"
    importer: Callable[..., Report]
    tables: "Mapping[str | _StrPromise, Sequence[Column]]"
    counts: "Mapping[str, _StrPromise]"
    argument: str = "source"


_kinds: dict[str, ImportKind] = {}


def register_imports(*kinds: ImportKind) -> None:
    """Add kinds of files, in the order in which they are offered."""
    _kinds.update({kind.key: kind for kind in kinds})


def import_kinds() -> Mapping[str, ImportKind]:
    """Return the kinds of files by their keys."""
    return _kinds
