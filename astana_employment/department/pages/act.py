"""A page that asks one thing and does it by one act: shown (200), to be corrected (422), overtaken (409)."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.forms import BaseForm, Form, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
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

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PLACEHOLDER = re.compile(r"%\((\w+)\)")


class Fact(NamedTuple):
    """A line that says what the act is about: "label: value"."""

    label: "StrOrPromise"
    value: object


class ActView(ABC, View):
    """One act of the desk on one row, or without a row.

    A subclass names its form and its words, and says three things: `load` the row and check who asks,
    `act` on it with a form that is in order, `after` which address to go on. The words may be properties.
    What a colleague changed meanwhile is told on the same page: what was typed stays, the fields that were
    left alone show the colleague's values.
    """

    http_method_names = ["get", "head", "post"]

    template_name: str = "astana_employment/department/act.html"
    # The frame of the page: the sections of the department or of the indicators, or the plain desk.
    frame: ClassVar[str] = "base.html"
    # An act that asks for nothing more than the press of a button has an empty form.
    form_class: ClassVar[type[BaseForm]] = Form
    # A form with a table in it takes the whole width, and its buttons stay in sight.
    is_wide: ClassVar[bool] = False
    # Where the row of an address is found when nothing but the page's roles decides who may see it.
    rows: ClassVar[Any] = None
    # The list that a page leads back to, by its URL name; without one it is the row's own page.
    back_to: ClassVar[str] = ""

    title: Any = ""
    lead: Any = ""
    button: Any = ""
    # «%(name)s» is what was done, any other placeholder an attribute of it.
    said: Any = ""
    tone: Any = "primary"
    # Whether the button asks once more before an act that cannot be undone.
    is_asked: Any = False
    # What is asked then, if it is not the lead.
    question: Any = ""
    # What stands above the heading, and where it leads; without a text nothing does.
    over: Any = ""

    row: Any
    by: StaffMember
    # How the act went, once it was tried.
    tried: Attempt | None = None

    def load(self, by: StaffMember, *args: Any, **address: Any) -> Any:
        """Return the row of an address; Http404 or PermissionDenied where there is none for this person."""
        return get_object_or_404(self.rows, **address) if address else None

    def instead(self) -> HttpResponse | None:
        """Return what answers in place of this page when its row leads elsewhere."""
        return None

    def initial(self) -> dict[str, Any]:
        """Return what the form shows before anything is typed."""
        return {}

    def make_form(self, data: QueryDict | None) -> Any:
        """Return the form over the row as it is now, empty or with what was typed."""
        asked: dict[str, Any] = {"initial": self.initial()}
        if issubclass(self.form_class, ModelForm) and isinstance(self.row, self.form_class._meta.model):
            # It fills its instance with what was typed, so it is given a row of its own.
            asked["instance"] = self.form_class._meta.model._default_manager.get(pk=self.row.pk)
        return self.form_class(data, **asked)

    def more_forms(self, data: QueryDict | None) -> dict[str, Any]:
        """Return further forms and formsets by their names in the template; all are checked together."""
        return {}

    @abstractmethod
    def act(self, form: Any, *args: Any, **more: Any) -> Any:
        """Do what the form asks for and return what was done; may raise RuleViolation or StaleRecord.

        Further forms of the page come under their names.
        """

    def words(self, form: Any, done: Any) -> str:
        """Return what is said on the next page: `said`, which may name attributes of what was done."""
        text = str(self.said)
        names = _PLACEHOLDER.findall(text)
        return text % {name: done if name == "name" else getattr(done, name) for name in names}

    def after(self, done: Any) -> str:
        """Return the address that follows the act."""
        return self.back

    @property
    def back(self) -> str:
        """The address to go back to without acting."""
        return reverse(self.back_to) if self.back_to else str(self.row.get_absolute_url())

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
        """Show the page, with what was typed before the password was asked for (`web/password.py`)."""
        self._begin(request, address)
        typed = request.POST or None
        return self.instead() or self._shown(self.make_form(typed), self.more_forms(typed))

    @method_decorator(once)
    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        """Act, and go on; or show what is to be corrected, or what came in between."""
        self._begin(request, address)
        if (other := self.instead()) is not None:
            return other
        form, more = self.make_form(request.POST), self.more_forms(request.POST)
        tried = self.tried = attempt(form, lambda: self.act(form, **more), also=more.values())
        if tried.is_done:
            if text := self.words(form, tried.done):
                say(request, text, form)
            return HttpResponseRedirect(self.after(tried.done))
        if tried.is_stale:
            # The colleague may have acted after this row was read.
            self.row = self.load(self.by, **address)
            form = merged(form, self.make_form, self.originals(tried), self.typed(form))
        return self._shown(form, more)

    @property
    def version(self) -> int:
        """The version of the row under which the posted form was shown."""
        return posted_version(self.request)

    def _begin(self, request: HttpRequest, address: dict[str, Any]) -> None:
        # Inside `once`: a repeat is led to the first answer even when the act made its row unloadable.
        self.by = officer(request)
        self.row = self.load(self.by, **address)

    def _shown(self, form: BaseForm, more: Mapping[str, Any]) -> HttpResponse:
        present = getattr(self.versioned, "version", None)
        version = None if present is None else shown_version(self.request, present, self.tried)
        shown = {"act": self, "row": self.row, "form": form, "version": version, **more}
        shown["forms"] = [form, *more.values()]
        return show_form(self.request, self.template_name, shown | self.context(form), self.tried)


class DepartmentAct(ActView):
    """An act among the sections of the department's own pages."""

    frame = "astana_employment/department/department_base.html"
