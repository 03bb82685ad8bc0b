"""Addresses of the public page, and of the files that came with a complaint."""

from django.urls import path

from complaints.pages import attachments
from complaints.pages import public as page

urlpatterns = [
    path("complaints/new/", page.public_complaint, name="public_complaint"),
    path("complaints/arrived/<uuid:token>/", page.public_complaint_arrived, name="public_complaint_arrived"),
    path("complaints/attachments/<int:pk>/", attachments.complaint_attachment, name="complaint_attachment"),
]
