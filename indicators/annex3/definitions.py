"""The twelve definitions in words: what is counted, on which day, what is left out and why.

They are shown on the page of the method and stand as a sheet in every spreadsheet. Raise `VERSION` with any
change of what an indicator counts: every issued report keeps the version it was computed under.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VERSION: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How one indicator is measured."""

    numerator: "StrOrPromise"
    denominator: "StrOrPromise"
    day: "StrOrPromise"
    left_out: "StrOrPromise"


def _survey(numerator: "StrOrPromise", denominator: "StrOrPromise") -> Definition:
    return Definition(
        numerator=numerator,
        denominator=denominator,
        day=_(
            "The day of the answer in Astana; a paper slip counts on the day it was filled in, whenever it "
            "is typed."
        ),
        left_out=_(
            "Whoever skipped the question: silence says neither yes nor no. How many answered of those asked "
            "is shown beside the share. Slips that were typed wrongly and voided, with the reason kept."
        ),
    )


DEFINITIONS: Final = MappingProxyType(
    {
        "1.1": Definition(
            numerator=_(
                "Cases decided on or before their due day: registered as unemployed, or the certificate or "
                "refusal notice signed."
            ),
            denominator=_(
                "Cases decided in the period, and cases whose due day passed in it undecided. Registrations "
                "and requests for the certificate are counted together, and shown apart beside it."
            ),
            day=_(
                "The day of the decision or the due day, whichever came first: a case counts once. A case "
                "whose due day has passed is late there and then, whatever follows. The due day is ten "
                "calendar days after the documents were handed in, or after the request."
            ),
            left_out=_(
                "Attempts that were turned back, because the documents were not handed in (they count in "
                "3.2); requests withdrawn before their due day, because nothing was left to decide; requests "
                "that wait for a vacancy or a referral, because their term does not run; cards brought over "
                "from the paper card index, because they do not tell when the documents were handed in."
            ),
        ),
        "1.2": Definition(
            numerator=_("Visitors who waited 40 minutes at most, all their waiting in one visit together."),
            denominator=_(
                "Visitors who were called and came, whose wait was measured from the ticket to the call; "
                "the two queues of clause 7, handing in and receiving documents."
            ),
            day=_("The day of the visit."),
            left_out=_(
                "Waits typed in later from paper notes, because they were not measured: they are counted "
                "apart. Visitors who left, did not come when called, or still waited when the hall closed: "
                "they are counted apart. Visits for a question or a complaint: they are told beside it, and "
                "so are the ten minutes of clause 7."
            ),
        ),
        "2.1": _survey(
            _("Answers “satisfied” on how the visitor was served."),
            _("All answers of visitors to this question."),
        ),
        "2.2": Definition(
            numerator=_(
                "Of these, documents that were never annulled or replaced for an error of the office, as far "
                "as is known on the day of computing."
            ),
            denominator=_("Certificates and refusal notices issued in the period, corrected ones too."),
            day=_("The day of issue of the document, even if the error is found later."),
            left_out=_(
                "Annulments and replacements that are no error of the office, such as a changed name: the "
                "document was right when it was issued. Notices on registrations, receipt copies and "
                "answers: they are not results of the service (clause 5)."
            ),
        ),
        "3.1": _survey(
            _("Answers “satisfied” on the information about the procedure."),
            _("All answers of visitors to this question."),
        ),
        "3.2": Definition(
            numerator=_("Cases whose first attempt to hand in the documents was complete."),
            denominator=_("All cases; the attempts of a person until acceptance are one case."),
            day=_("The day of the first attempt."),
            left_out=_(
                "First attempts that are still open, because their result is not known; cards brought over "
                "from the paper card index, because they do not tell of attempts."
            ),
        ),
        "3.3": Definition(
            numerator=_("Information items that stand under a public address."),
            denominator=_("All items that clauses 9 to 25 of the standard make the department publish."),
            day=_("As it stood on the last day of the period."),
            left_out=_(
                "Nothing. The monitoring department may set the value of a period by hand; the reason is "
                "kept and the computed value is shown beside it."
            ),
        ),
        "4.1": Definition(
            numerator=_(
                "Complaints registered in the period whose answer found them justified: satisfied in full or "
                "in part."
            ),
            denominator=_("Visits finished as served in the period."),
            day=_("The day of registration of the complaint; the day of the visit."),
            left_out=_(
                "Complaints not answered yet, because nobody has judged them: they come in when they are "
                "answered, and a revised report says so. Other appeals. Visits for a complaint. Lower is "
                "better here."
            ),
        ),
        "4.2": Definition(
            numerator=_(
                "Of these, complaints answered on or before the due day and satisfied in full or in part."
            ),
            denominator=_("Justified complaints whose due day fell in the period."),
            day=_("The due day of the answer, as it stands after an inquiry or an extension."),
            left_out=_(
                "Complaints that were not justified, or not answered yet. Answered in time alone is shown "
                "beside it, because what is justified is nearly always satisfied."
            ),
        ),
        "4.3": _survey(
            _("Answers “satisfied” on the procedure for complaints."),
            _("All answers of complainants to this question."),
        ),
        "4.4": _survey(
            _("Answers “satisfied” on the time the complaint took."),
            _("All answers of complainants to this question."),
        ),
        "5.1": _survey(
            _("Answers “satisfied” on the politeness of the staff."),
            _("All answers of visitors to this question."),
        ),
    }
)

# What stands beside a figure (`Beside.code`).
BESIDE: Final = MappingProxyType(
    {
        "intakes": _("registrations"),
        "requests": _("requests for the certificate"),
        "within_rule": _("waited 10 minutes at most (clause 7)"),
        "not_measured": _("wait typed in later or not measured"),
        "abandoned": _("left, did not come when called or still waited when the hall closed"),
        "other_visits": _("visits for a question or a complaint"),
        "responses": _("answered, of those asked"),
        "computed": _("computed by the desk"),
        "in_time": _("answered in time, satisfied or not"),
    }
)
