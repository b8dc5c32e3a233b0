"""Addresses of the crackdowns."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.crackdowns import views

app_name = "crackdowns"
urlpatterns = [
    path("", views.crackdowns, name="list"),
    path("new", views.start, name="start"),
    path("<int:pk>/", views.crackdown, name="crackdown"),
    path("<int:pk>/stop", views.stop, name="stop"),
    path("tasks/new", views.plan, name="plan"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/check", views.check, name="check"),
    path("tasks/<int:pk>/waive", views.waive, name="waive"),
    path("tasks/<int:pk>/take-back-waiver", views.take_back_waiver, name="take_back_waiver"),
    path("tasks/<int:pk>/address", views.address, name="address"),
    path("tasks/<int:pk>/corroborate", views.corroborate, name="corroborate"),
    path("tasks/<int:pk>/withdraw/<int:named>", views.withdraw, name="withdraw"),
    path("tasks/<int:pk>/move/<slug:move>", views.move, name="move"),
    path("tasks/<int:pk>/close", views.close, name="close"),
]
