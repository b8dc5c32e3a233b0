"""Addresses of the footholds."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.footholds import views

app_name = "footholds"
urlpatterns = [
    path("", views.footholds, name="list"),
    path("scan", views.scan, name="scan"),
    path("scan/<int:pk>/", views.scan_progress, name="scan_progress"),
    path("<int:pk>/", views.foothold, name="foothold"),
    path("<int:pk>/judge", views.judge, name="judge"),
    path("<int:pk>/undo/<int:judgement>", views.undo, name="undo"),
]
