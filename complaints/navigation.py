"""The complaints' entry in the top bar; for the chancellery it stands beside its queue."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import NavigationItem, register_navigation

register_navigation(
    NavigationItem(
        url_name="complaint_list",
        label=_("Complaints"),
        key="alt+7",
        position=38,
        pages=frozenset(
            {
                "complaint_new",
                "complaint_arrived",
                "complaint_detail",
                "complaint_act",
                "complaint_decide",
                "complaint_journal",
                "complaint_calls",
                "complaint_call_new",
                "complaint_regimes",
                "complaint_regime_edit",
            }
        ),
    )
)
