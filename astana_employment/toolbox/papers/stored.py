"""What a paper is printed from, as typed values and as the JSON that is kept of them, there and back.

Every snapshot, every issue block and what stands inside of them is `Stored`: a frozen dataclass whose
annotations say how its values are read back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, Literal, Self, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.papers.font import PaperError

Json = dict[str, Any]
Language = Literal["kk", "ru"]


# What a page says instead of a `DocumentError`, whose own text is for the log.
OUTDATED: Final = _(
    "This paper was prepared under an earlier version of its text. Prepare and review it again."
)


class DocumentError(PaperError, ValueError):
    """A stored snapshot or issue block is not what this version of the desk can print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Values that are kept as JSON; a field that is empty by default may be missing there."""

    def to_json(self) -> Json:
        """Return the values as plain JSON, dates as 2008-03-31, without what is None as by default."""
        return {
            field.name: _plain(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) is not None or field.default is not None
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        if not isinstance(data, Mapping):
            raise DocumentError(f"{cls.__name__} is misshapen: {data!r}")
        kinds = _kinds(cls)
        may_lack = {field.name for field in fields(cls) if field.default in (None, "")}
        if differing := (kinds.keys() - may_lack - data.keys()) | (data.keys() - kinds.keys()):
            raise DocumentError(f"{cls.__name__} lacks or does not know: {', '.join(sorted(differing))}")
        try:
            return cls(**{name: _read(kinds[name], value) for name, value in data.items()})
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise DocumentError(f"{cls.__name__} is misshapen: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Stored):
    """Every value printed on one kind of paper but the issue block's; each kind gives version and kind.

    The version is raised with every change of what the templates print: a snapshot that was reviewed under
    another one must be prepared and reviewed again, not printed with a text its signer has never seen.
    `older_versions` are read as well: of a paper that nobody reviews, so that what has its number is made.
    `signed_versions` are read of a paper that has its number: its signing was cut short, and it is finished.
    """

    older_versions: ClassVar[frozenset[int]] = frozenset()
    signed_versions: ClassVar[frozenset[int]] = frozenset()
    language: Language
    template_version: int
    kind: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, is_signed: bool = False) -> Self:
        """Read what `to_json` wrote; `DocumentError` also for a version that is not in use.

        `is_signed` tells of a paper that has its number.
        """
        snapshot = super(Snapshot, cls).from_json(data)
        in_use = next(field.default for field in fields(cls) if field.name == "template_version")
        signed = cls.signed_versions if is_signed else frozenset()
        if snapshot.template_version not in {in_use, *cls.older_versions, *signed}:
            raise DocumentError(
                f"The paper was reviewed under version {snapshot.template_version!r} of its text; "
                f"version {in_use} is in use: prepare and review it again"
            )
        return snapshot

    def values(self) -> Json:
        """Return the values by their names, as templates print them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _kinds(cls: type[Stored]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def _plain(value: Any) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def _read(kind: Any, value: Any) -> Any:
    """Read a plain value as the annotation says; ValueError, TypeError or the like when it is none."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None else _read(next(part for part in parts if part is not NoneType), value)
    if origin is Literal and value not in parts:
        raise ValueError(f"{value!r} is none of {parts}")
    if origin is dict:
        return {key: _read(parts[1], each) for key, each in value.items()}
    if origin is tuple and parts[-1] is not Ellipsis:
        return tuple(_read(part, each) for part, each in zip(parts, value, strict=True))
    if origin in (list, tuple):
        return origin(_read(parts[0], each) for each in value)
    return _read_one(kind, value)


def _read_one(kind: Any, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if kind is int:
        return int(value)
    if hasattr(kind, "from_json"):
        return kind.from_json(value)
    if hasattr(kind, "_fields"):  # a named tuple is kept as a list
        hints = get_type_hints(kind).values()
        return kind(*(_read(part, each) for part, each in zip(hints, value, strict=True)))
    return value
