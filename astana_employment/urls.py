"""Every address of the desk; who may open it stands in the `permissions.py` of its app."""

from allauth.account import views as account
from django.urls import include, path

from astana_employment.department.pages import devices, home, welcome

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", home.set_language, name="set_language"),
    path("health/", home.health, name="health"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("device/<str:secret>/", devices.device_open, name="device_open"),
    path("department/", include("astana_employment.department.access")),
    path("", include("registry.urls")),
    path("", include("certificates.urls")),
    path("", include("complaints.urls")),
    path("", include("complaints.page_urls")),
    path("", include("indicators.survey_urls")),
    path("", include("indicators.public_urls")),
    path("", include("indicators.urls")),
]

handler400 = "astana_employment.department.pages.errors.bad_request"
handler500 = "astana_employment.department.pages.errors.server_error"
