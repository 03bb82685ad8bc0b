"""Gives the web process's database role its rights, and no more."""

from argparse import ArgumentParser
from collections.abc import Iterator

import pghistory.models
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

# Nothing here lets a role TRUNCATE, which no trigger for rows would see, or change the schema.
_GRANTS = """
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""


class Command(BaseCommand):
    """Grant rows, never the schema; on append-only tables only reading and adding."""

    help = "Grant a database role what the web process needs. Run as the owner of the tables, after migrate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the role."""
        parser.add_argument("role")

    @transaction.atomic
    def handle(self, *_args: object, role: str, **_options: object) -> None:
        """Bring the role's rights to exactly these. Raises CommandError when there is no such role."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, to_regrole(quote_ident(%s)) IS NOT NULL", [role])
            owner, known = cursor.fetchone()
            if not known:
                raise CommandError(f"The database has no role “{role}”.")
            if role == owner:
                return  # a department with one role only: the owner may everything anyway
            cursor.execute(sql.SQL(_GRANTS).format(role=sql.Identifier(role)).as_string())
            for table, rights in _withheld():
                statement = sql.SQL("REVOKE {rights} ON {table} FROM {role}").format(
                    rights=sql.SQL(rights), table=sql.Identifier(table), role=sql.Identifier(role)
                )
                cursor.execute(statement.as_string())


def _withheld() -> Iterator[tuple[str, str]]:
    """Tables and the rights the web process does not get on them."""
    for model in apps.get_models(include_auto_created=True):
        if getattr(model, "append_only", False) or issubclass(model, pghistory.models.Event):
            yield model._meta.db_table, "UPDATE, DELETE"
        elif any(trigger.name == "never_deleted" for trigger in getattr(model._meta, "triggers", ())):
            # A trigger can be told to look away within a session; a right that is missing cannot.
            yield model._meta.db_table, "DELETE"
    yield pghistory.models.Context._meta.db_table, "DELETE"
    yield MigrationRecorder.Migration._meta.db_table, "INSERT, UPDATE, DELETE"
