"""Addresses of the hold watches."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.holds import views

app_name = "holds"
urlpatterns = [
    path("start/<int:outcome>", views.start, name="start"),
    path("<int:pk>/", views.watch, name="watch"),
    path("<int:pk>/end", views.end, name="end"),
    path("<int:pk>/again", views.again, name="again"),
]
