"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.envelopes, name="list"),
    path("<int:pk>/try-again", views.try_again, name="try_again"),
    path("collect", views.collect_now, name="collect"),
]
