"""What PostgreSQL reads to answer: the plans of the statements that a block of a test sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Plan:
    """The plan of one SELECT, as EXPLAIN (ANALYZE, FORMAT JSON) tells it."""

    root: dict[str, Any]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """All nodes of the plan, the root first."""
        found = [self.root]
        for node in found:
            found += node.get("Plans", [])
        return found

    @property
    def rows_read(self) -> int:
        """Rows that its scans touched, also those that a filter threw away."""
        read = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        scans = [node for node in self.nodes if "Scan" in node["Node Type"]]
        return int(sum(node.get(key, 0) * node["Actual Loops"] for node in scans for key in read))


@contextmanager
def captured_plans(table: str) -> Iterator[list[Plan]]:
    """Collect the plans of the SELECTs from a table that are sent in the block; each is sent twice for it."""
    plans: list[Plan] = []

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and f'FROM "{table}"' in sql:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                plans.append(Plan(cursor.fetchone()[0][0]["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield plans
