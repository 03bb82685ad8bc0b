"""Forms about staff: accounts, names, posts, passwords, one's own preferences."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, StaffMember
from astana_employment.department.posts import usual_posts
from astana_employment.toolbox.fields import FormWithNotices, Group, NameField, PrintableField

NAMES = ("surname", "given_name", "patronymic")
_ROLE = ("role", "home_window")
POSTS = ("post_kk", "post_ru", "post_en")


class UserNameField(forms.CharField):
    """A name to sign in with: small Latin letters, digits, dot, hyphen, underscore."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": 40, "min_length": 3})
        message = _("Use Latin letters, digits, dot, hyphen and underscore only.")
        self.validators.append(RegexValidator(r"^[a-z0-9._-]+$", message))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep the browser from offering the administrator's own name."""
        return {
            **super().widget_attrs(widget),
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def to_python(self, value: Any) -> str:
        """Return the user name in small letters."""
        return str(super().to_python(value) or "").lower()


class PasswordField(forms.CharField):
    """A new password; what it must be like is told by the validators themselves."""

    widget = forms.PasswordInput

    def __init__(self, **kwargs: Any) -> None:
        help_text = password_validation.password_validators_help_text_html()
        super().__init__(
            **{"label": _("Password"), "strip": False, "max_length": 128, "help_text": help_text, **kwargs}
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell password managers that this is a new one."""
        return {**super().widget_attrs(widget), "autocomplete": "new-password"}


class PersonForm(FormWithNotices, forms.ModelForm):  # type: ignore[type-arg]
    """The names under which somebody works and signs in."""

    class Meta:
        model = StaffMember
        fields: Sequence[str] = ("username", *NAMES)
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "username": UserNameField,
            **dict.fromkeys(NAMES, NameField),
            **dict.fromkeys(POSTS, PrintableField),
        }


class StaffForm(PersonForm):
    """Everything about a member of staff but the password."""

    groups = (
        Group(_("The person"), (*NAMES, "username", "password", "email", "language")),
        Group(
            _("The work"),
            ("role", "home_window", *POSTS, "is_active"),
            _("The post as it is printed on papers. Left empty, it is the usual post of the role."),
        ),
    )

    class Meta(PersonForm.Meta):
        fields: Sequence[str] = ("username", *NAMES, *_ROLE, *POSTS, "email", "language", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in POSTS:
            self.fields[name].required = False
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=[("", _("choose")), *Role.choices])
        self.fields["home_window"].help_text = _("Only clerks have one.")
        self.fields["email"].help_text = _("Reminders go there, such as of a report that is due.")
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = _("Without the tick the person is signed out at once.")

    def clean(self) -> dict[str, Any]:
        """Fill in the usual post of the role where none was typed; ask a clerk for a window."""
        data = super().clean() or self.cleaned_data
        role = data.get("role")
        if role:
            usual = usual_posts(role)
            data.update({name: data.get(name) or usual[name] for name in POSTS})
        if role != Role.CLERK:
            data["home_window"] = None
        elif not data.get("home_window") and "home_window" not in self.errors:
            self.add_error("home_window", _("A clerk needs a home window."))
        return data

    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed in the form, and those alone, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class NewStaffForm(StaffForm):
    """A new member of staff, with the first password."""

    password = PasswordField()

    class Meta(StaffForm.Meta):
        fields = tuple(name for name in StaffForm.Meta.fields if name != "is_active")


class WelcomeForm(PersonForm):
    """The first administrator, who names and introduces themselves."""

    password = PasswordField()


class PasswordForm(forms.Form):
    """A new password for somebody else."""

    password = PasswordField()


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """What everybody sets for themselves."""

    class Meta:
        model = StaffMember
        fields = ("language", "has_shortcuts")
        help_texts: ClassVar[dict[str, Any]] = {
            "has_shortcuts": _("Single keys such as N; those with Ctrl or Alt always work.")
        }
