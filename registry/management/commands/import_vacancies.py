"""`manage.py import_vacancies FILE`: load a list of vacancies, all or nothing (docs/vacancies.md)."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.management.importing import ImportCommand
from registry.vacancies.importing import COLUMNS, import_vacancies


class Command(ImportCommand):
    """Loads vacancies from CSV or XLSX, or writes the template for them."""

    help = "Load vacancies into the bank from FILE.csv or FILE.xlsx, all or nothing."
    importer = staticmethod(import_vacancies)
    tables = {_("Vacancies"): COLUMNS}
    counts = {"vacancies": _("Vacancies: %(added)d added, %(there)d already there.")}
