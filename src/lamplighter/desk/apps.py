"""The desk itself, as an app: the frame that every duty's pages hang in."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lamplighter.desk"
    label = "desk"
