"""Addresses of the login and the staff list."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.staff import views

app_name = "staff"
urlpatterns = [
    path("login", views.login, name="login"),
    path("logout", views.logout, name="logout"),
    path("people", views.people, name="people"),
]
