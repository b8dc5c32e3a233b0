"""Typed settings, read once from one file and the environment; an unknown key stops the start with a sentence."""

from __future__ import annotations

from lamplighter.config.reading import SettingsRefused, load
from lamplighter.config.settings import Settings

__all__ = ["Settings", "SettingsRefused", "load"]
