"""Addresses of the briefing."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.briefing import views

app_name = "briefing"
urlpatterns = [
    path("", views.page, name="page"),
    path("briefing.pdf", views.pdf, name="pdf"),
    path("briefing.html", views.html, name="html"),
    path("footholds.json", views.data, name="data"),
]
