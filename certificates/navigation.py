"""The certificates' entries in the top bar: signing comes first for those who sign."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import NavigationItem, register_navigation

register_navigation(
    NavigationItem(
        url_name="signing_list",
        label=_("Signing"),
        key="alt+2",
        position=5,
        pages=frozenset({"signing_start", "signing_batch", "signing_return", "signing_void"}),
    ),
    NavigationItem(
        url_name="request_list",
        label=_("Requests"),
        key="alt+3",
        position=20,
        pages=frozenset(
            {
                "request_new",
                "request_detail",
                "request_pause",
                "request_resume",
                "request_withdraw",
                "decision_certificate",
                "decision_refusal",
            }
        ),
    ),
    NavigationItem(
        url_name="paper_list",
        label=_("Papers"),
        key="alt+4",
        position=30,
        pages=frozenset({"paper_detail", "paper_hand_over", "paper_correct", "paper_annul"}),
    ),
    NavigationItem(url_name="journals", label=_("Journals"), key="alt+5", position=40),
)
