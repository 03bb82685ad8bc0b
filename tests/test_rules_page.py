"""`docs/rules.md` is true: what it names is there, and no clause and no reading is left out."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "rules.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| |")
]
TESTS = set(
    re.findall(r"def (test_\w+)", "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py")))
)


def is_there(name: str) -> bool:
    """Tell whether a module, or what it defines, bears this name."""
    try:
        import_module(name)
    except ModuleNotFoundError:
        module, _dot, attribute = name.rpartition(".")
        return hasattr(import_module(module), attribute)
    return True


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_functions_and_tests_that_are_there(row):
    functions, tests = (re.findall(r"`([^`]+)`", cell) for cell in row[-2:])
    assert functions
    assert tests
    assert [name for name in functions if not is_there(name)] == []
    assert [name for name in tests if name not in TESTS] == []


def test_no_clause_and_no_reading_is_left_out():
    standard, _code, _indicators, readings = PAGE.split("\n## ")[1:]
    clauses = ", ".join(re.findall(r"^\| (\d[\d(), ]*) \|", standard, re.MULTILINE))
    assert {int(number) for number in re.findall(r"(?<![(\d])\d+", clauses)} == set(range(1, 26))
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", readings, re.MULTILINE)] == [*range(1, 64)]
