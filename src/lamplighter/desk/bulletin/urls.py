"""Addresses of the bulletin."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.bulletin import views

app_name = "bulletin"
urlpatterns = [
    path("", views.bulletins, name="list"),
    path("new", views.draft, name="draft"),
    path("send-again", views.send_again, name="send_again"),
    path("<int:pk>/", views.bulletin, name="bulletin"),
    path("<int:pk>/edit", views.edit, name="edit"),
    path("<int:pk>/publish", views.publish, name="publish"),
    path("<int:pk>/withdraw", views.withdraw, name="withdraw"),
]
