"""The desk's addresses: the home page, then each duty's own under its prefix (see duties.py)."""

from __future__ import annotations

from django.urls import include, path

from lamplighter.desk import lookout, views
from lamplighter.desk.duties import duties

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("lookout", lookout.look, name="lookout"),
    *(path(duty.prefix, include(f"{duty.name}.urls")) for duty in duties()),
]
handler403 = "lamplighter.desk.views.not_permitted"
handler404 = "lamplighter.desk.views.not_found"
handler500 = "lamplighter.desk.views.fault"
