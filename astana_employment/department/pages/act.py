"""A page that asks one thing and does it by one act: shown (200), to be corrected (422), overtaken (409)."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.decorators import method_decorator
from django.views import View

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    merged,
    officer,
    originals_of,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.web.submission import once


class Fact(NamedTuple):
    """A line that says what the act is about: "label: value"."""

    label: str
    value: object


class ActView(ABC, View):
    """One act of the desk on one row, or without a row.

    A subclass names its form and its words, and says three things: `load` the row and check who asks,
    `act` on it with a form that is in order, `after` which address to go on. The words may be properties.
    What a colleague changed meanwhile is told on the same page: what was typed stays, the fields that were
    left alone show the colleague's values.
    """

    http_method_names = ["get", "head", "post"]

    template_name: ClassVar[str] = "astana_employment/department/act.html"
    # The frame of the page: the sections of the department or of the indicators, or the plain desk.
    frame: ClassVar[str] = "base.html"
    form_class: ClassVar[type[BaseForm]]

    title: Any = ""
    lead: Any = ""
    button: Any = ""
    said: Any = ""
    tone: Any = "primary"
    # Whether the button asks once more before an act that cannot be undone.
    is_asked: Any = False
    # What stands above the heading, and where it leads; without a text nothing does.
    over: Any = ""

    row: Any
    by: StaffMember

    def load(self, by: StaffMember, *args: Any, **kwargs: Any) -> Any:
        """Return the row of an address; Http404 or PermissionDenied where there is none for this person."""
        return None

    def initial(self) -> dict[str, Any]:
        """Return what the form shows before anything is typed."""
        return {}

    def make_form(self, data: QueryDict | None) -> Any:
        """Return the form over the row as it is now, empty or with what was typed."""
        return self.form_class(data, initial=self.initial())

    def more_forms(self, data: QueryDict | None) -> dict[str, BaseForm]:
        """Return further forms of the page by their names in the template; all are checked together."""
        return {}

    @abstractmethod
    def act(self, form: Any, *args: Any, **more: Any) -> Any:
        """Do what the form asks for and return what was done; may raise RuleViolation or StaleRecord.

        Further forms of the page come under their names.
        """

    def words(self, form: Any, done: Any) -> str:
        """Return what is said on the next page."""
        return str(self.said) % {"name": done} if self.said else ""

    def after(self, done: Any) -> str:
        """Return the address that follows the act."""
        return self.back

    @property
    def back(self) -> str:
        """The address to go back to without acting."""
        return str(self.row.get_absolute_url())

    @property
    def versioned(self) -> Any:
        """The row whose version tells that a colleague was faster."""
        return self.row

    def facts(self) -> Iterable[Fact]:
        """Return what describes the row above the form."""
        return ()

    def typed(self, form: Any) -> Mapping[str, Any] | None:
        """Return the typed values as the event log has them; None when they are the form's fields."""
        return None

    def originals(self, tried: Attempt) -> Mapping[str, Any]:
        """Return the values that the form's fields had before a colleague's act."""
        return originals_of(tried.changes)

    def context(self, form: Any) -> dict[str, Any]:
        """Return what the template is told besides the act, its row and its forms."""
        return {}

    def get(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        """Show the page."""
        self._begin(request, address)
        return self._shown(self.make_form(None), self.more_forms(None))

    @method_decorator(once)
    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        """Act, and go on; or show what is to be corrected, or what came in between."""
        self._begin(request, address)
        form, more = self.make_form(request.POST), self.more_forms(request.POST)
        tried = attempt(form, lambda: self.act(form, **more), also=more.values())
        if tried.is_done:
            if text := self.words(form, tried.done):
                say(request, text, form)
            return HttpResponseRedirect(self.after(tried.done))
        if tried.is_stale:
            form = merged(form, self.make_form, self.originals(tried), self.typed(form))
        return self._shown(form, more, tried)

    @property
    def version(self) -> int:
        """The version of the row under which the posted form was shown."""
        return posted_version(self.request)

    def _begin(self, request: HttpRequest, address: dict[str, Any]) -> None:
        # Inside `once`: a repeat is led to the first answer even when the act made its row unloadable.
        self.by = officer(request)
        self.row = self.load(self.by, **address)

    def _shown(
        self, form: BaseForm, more: Mapping[str, BaseForm], tried: Attempt | None = None
    ) -> HttpResponse:
        present = getattr(self.versioned, "version", None)
        version = None if present is None else shown_version(self.request, present, tried)
        shown = {"act": self, "row": self.row, "form": form, "version": version, **more}
        shown["forms"] = [form, *more.values()]
        return show_form(self.request, self.template_name, shown | self.context(form), tried)
