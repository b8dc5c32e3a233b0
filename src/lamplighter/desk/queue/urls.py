"""Addresses of the queue. A tip's address holds its number and nothing about it."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.queue import views

app_name = "queue"
urlpatterns = [
    path("", views.tips, name="list"),
    path("county.json", views.county_outline, name="county"),
    path("<uuid:tip_id>", views.tip, name="tip"),
    path("<uuid:tip_id>/decide/<slug:about>", views.decide, name="decide"),
    path("<uuid:tip_id>/undo/<int:pk>", views.undo, name="undo"),
]
