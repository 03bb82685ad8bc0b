"""Every address of the desk; who may open it stands beside it, in the `access.py` of its room."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"{floor}.access"))
    for floor in ("astana_employment.department", "registry", "certificates", "complaints", "indicators")
]

handler400 = "astana_employment.department.pages.errors.bad_request"
handler500 = "astana_employment.department.pages.errors.server_error"
