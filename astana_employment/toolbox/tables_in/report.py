"""What came of an import: counts of everything, and the first lines of what people have to read."""

from dataclasses import dataclass, field

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row: its line, the heading of the column («» for the whole row), and what.

    `table` names the sheet or file when it is not the first one.
    """

    line: int
    column: str
    reason: str
    table: str = ""


@dataclass
class Report:
    """Counts, the remarks of the first 200 bad rows, and the first 200 notices.

    However long the file, the report stays short: what lies beyond is counted, not kept.
    """

    rows: int = 0
    bad_rows: int = 0
    notice_count: int = 0
    problems: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    people_added: int = 0
    people_there: int = 0
    registrations_added: int = 0
    registrations_there: int = 0
    documents_added: int = 0
    entries_added: int = 0
    entries_there: int = 0

    def add_problems(self, problems: list[Remark]) -> None:
        """Count a bad row and keep what is wrong with it, if it is among the first."""
        self.bad_rows += 1
        if self.bad_rows <= LONGEST_LIST:
            self.problems += problems

    def add_notices(self, notices: list[Remark]) -> None:
        """Count notices, and keep those that are among the first."""
        self.notice_count += len(notices)
        self.notices += notices[: max(LONGEST_LIST - len(self.notices), 0)]
