"""What the registry reads in from files."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.imports import ImportKind, register_imports
from registry.index.columns import COLUMNS
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.index.register import import_register
from registry.vacancies.importing import COLUMNS as VACANCY_COLUMNS
from registry.vacancies.importing import import_vacancies

_ENTRIES = _("Entries of the cards: %(added)d added, %(there)d already there.")

REGISTER = ImportKind(
    "register",
    _("Card index: people, registrations, entries"),
    import_register,
    # Translators: the names of the two sheets of the template
    {_("People"): COLUMNS, _("Entries"): ENTRY_COLUMNS},
    {
        "people": _("People: %(added)d added, %(there)d already there."),
        "registrations": _("Registrations: %(added)d added, %(there)d already there."),
        "documents": _("Documents: %(added)d added."),
        "entries": _ENTRIES,
    },
)
ENTRIES = ImportKind(
    "entries",
    _("Entries of cards that are here already"),
    import_register,
    {_("Entries"): ENTRY_COLUMNS},
    {"entries": _ENTRIES},
    argument="entries",
)
VACANCIES = ImportKind(
    "vacancies",
    _("Vacancies"),
    import_vacancies,
    {_("Vacancies"): VACANCY_COLUMNS},
    {"vacancies": _("Vacancies: %(added)d added, %(there)d already there.")},
)
register_imports(REGISTER, ENTRIES, VACANCIES)
