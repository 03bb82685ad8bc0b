"""Run by `test_killed_steps.py` in a process of its own: takes a complaint in and is killed at a named step.

`python -m tests.complaints.killed STEP STAFF`; the database is that of DATABASE_URL.
"""

import os
import signal
import sys
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any

import django

# Where the desk is struck dead: module and name of what is called then; with «after» once it has been done.
STEPS = {
    "author": ("complaints.acts.intake", "Complainant"),
    "file": ("complaints.acts.attachments", "_store"),
    "after the files": ("complaints.acts.intake", "register"),
    "number": ("complaints.acts.intake", "next_number"),
    "second number": ("complaints.acts.intake", "new_issue_block"),
    "last row": ("complaints.acts.intake", "_record_registration"),
    "paper": ("complaints.acts.intake", "render_receipt"),
    "store": ("astana_employment.department.issuing", "store_paper"),
    "mail": ("complaints.acts.shared", "send_paper"),
}


def die(*_values: Any, **_named: Any) -> None:
    """Be killed, with no chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """Stands for a model whose rows cannot be made: the manager kills the process."""

    objects = type("Manager", (), {"create": staticmethod(die)})


def main(step: str, staff: int) -> None:
    """Take a complaint with a file in and make its receipt copy, dying at the step; «none» lives."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "astana_employment.settings"
    django.setup()
    from astana_employment.department.models import StaffMember
    from complaints.acts import intake
    from complaints.files import CheckedFile
    from complaints.inspection import Kind
    from tests.complaints import rows
    from tests.complaints.files import pdf

    if step in STEPS:
        module, name = STEPS[step]
        setattr(import_module(module), name, Deadly if name == "Complainant" else die)
    by = StaffMember.objects.get(pk=staff)
    content = pdf()
    file = CheckedFile("өтініш.pdf", Kind.PDF, len(content), sha256(content).hexdigest(), BytesIO(content))
    arrival = rows.arrival()
    complaint = intake.take_in(arrival=arrival, by=by, files=[file])
    intake.issue_receipt(complaint=complaint, by=by)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
