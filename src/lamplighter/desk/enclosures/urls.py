"""Addresses of what is enclosed. They hold the tip's number and nothing about it."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.enclosures import views

app_name = "enclosures"
urlpatterns = [
    path("<uuid:tip_id>/photo/<int:number>", views.photo, name="photo"),
    path("<uuid:tip_id>/photo/<int:number>.jpg", views.picture, name="picture"),
    path("<uuid:tip_id>/contact", views.contact, name="contact"),
]
