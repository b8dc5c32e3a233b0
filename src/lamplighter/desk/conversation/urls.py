"""Addresses of the conversation: writing alone has one; what was written is shown on the tip's own page."""

from __future__ import annotations

from django.urls import path

from lamplighter.desk.conversation import views

app_name = "conversation"
urlpatterns = [path("<uuid:tip_id>/reply", views.reply, name="reply")]
