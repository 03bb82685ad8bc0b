"""The repository tests itself: the rules of the house that no tool holds."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
APPS = ("astana_employment", "registry", "certificates", "complaints", "indicators")
# The pure modules stand in the linter's contract, and nowhere else.
_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE = next(each["source_modules"] for each in _CONTRACTS if each["name"].startswith("Rules are pure"))
# Put together from halves, so that this file does not name what it looks for.
HOSTS = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + "js", "deb" + r"ian\.org")))


def tracked(*endings: str) -> list[Path]:
    """Return the files that git keeps, by their endings."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name.endswith(endings))
    return [path for path in paths if path.is_file()]


def code_of_apps() -> list[Path]:
    """Return the Python files of the apps, migrations left out."""
    return [
        path
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] in APPS and "migrations" not in path.parts
    ]


def test_no_module_over_400_lines():
    assert [path for path in code_of_apps() if path.read_text().count("\n") > 400] == []


def test_no_function_over_50_lines():
    long = [
        f"{path.name}:{node.name}"
        for path in code_of_apps()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_public_functions_say_what_they_do():
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in code_of_apps()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_text_to_translate_stands_where_its_collector_does_not_see_it():
    collected = {"_", "gettext", "pgettext", "ngettext"}
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in code_of_apps()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in collected
    ]
    assert hidden == []


def test_every_folder_says_what_lives_in_it():
    faces = [path for path in tracked("__init__.py") if "migrations" not in path.parts]
    assert [str(path.parent) for path in faces if not ast.get_docstring(ast.parse(path.read_text()))] == []


@pytest.mark.parametrize("name", PURE)
def test_rules_do_not_touch_the_database(name):
    tree = ast.parse((ROOT / f"{name.replace('.', '/')}.py").read_text())
    imported = {
        f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
    }
    rows = {name for name in imported if name.startswith(("django.db", "django.http"))}
    # Words for people, and no row.
    assert rows <= {"django.db.models.TextChoices"}


def test_nothing_is_left_undone_or_names_a_registry_host():
    undone = re.compile(r"\b(TO" + "DO|FIX" + r"ME)\b|pytest\.(mark\.)?(sk" + "ip|xf" + "ail)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(".py", ".html", ".js", ".css", ".toml", ".txt", ".md", ".yml", "Makefile", "run")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if undone.search(line) or HOSTS.search(line)
    ]
    assert found == []


def test_every_package_asked_for_is_locked_by_hash_and_names_no_address():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for group, wanted in {"desk": asked["project"]["dependencies"], **asked["dependency-groups"]}.items():
        text = (ROOT / "requirements" / f"{group}.txt").read_text()
        locked = re.findall(r"^([a-z0-9-]+)==(\S+).*\n +--hash=sha256:", text, re.MULTILINE)
        assert len(locked) == len(re.findall(r"^\w", text, re.MULTILINE))
        assert "://" not in text
        for line in map(Requirement, wanted):
            assert dict(locked)[line.name.lower()] in line.specifier, f"make lock: {line}"


def test_pages_have_no_inline_script_or_style():
    inline = re.compile(r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    pages = [path for path in tracked(".html") if "pdf" not in path.parts]
    assert pages
    assert [path.name for path in pages if inline.search(path.read_text())] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
