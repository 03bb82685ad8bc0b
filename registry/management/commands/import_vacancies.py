"""`manage.py import_vacancies FILE`: load a list of vacancies, all or nothing (docs/vacancies.md)."""

from astana_employment.department.management.importing import ImportCommand
from registry.imports import VACANCIES


class Command(ImportCommand):
    """Loads vacancies, or writes the template for them."""

    help = "Load vacancies into the bank from an .xlsx, .xls, .ods or .csv file, all or nothing."
    kind = VACANCIES
