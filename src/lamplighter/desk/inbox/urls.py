"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.envelopes, name="list"),
    path("<int:pk>/try-again", views.try_again, name="try_again"),
    path("try-all-again", views.try_all_again, name="try_all_again"),
    path("looked-through", views.looked_through, name="looked_through"),
    path("collect", views.collect_now, name="collect"),
]
