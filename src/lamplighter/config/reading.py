"""Reads `lamplighter.toml` under the home folder, then LAMPLIGHTER_* in the environment, which wins."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from lamplighter.config.settings import Settings
from lamplighter.errors import LamplighterError

FILE = "lamplighter.toml"
PREFIX = "LAMPLIGHTER_"


class SettingsRefused(LamplighterError):
    """The settings cannot be used. {reasons}"""


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings, or says in one sentence a key what is wrong with them."""
    environ = os.environ if environ is None else environ
    home = Path(environ.get(f"{PREFIX}HOME") or "var").absolute()
    values = {**_from_file(home / FILE), **_from_environment(environ), "home": home}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsRefused(reasons=_reasons(error)) from None


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsRefused(reasons=f"{FILE} is not valid TOML: {error}.") from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    named = {key[len(PREFIX) :].lower(): value for key, value in environ.items() if key.startswith(PREFIX)}
    named.pop("home", None)
    return {key: _value(key, text) for key, text in named.items()}


def _value(key: str, text: str) -> object:
    """Tables such as staffed_hours come as JSON; everything else is read by its type."""
    if not text.startswith("{"):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise SettingsRefused(reasons=f"{PREFIX}{key.upper()} is not valid JSON.") from None


def _reasons(error: ValidationError) -> str:
    return " ".join(_reason(part["loc"], part["type"], part["msg"]) for part in error.errors())


def _reason(where: tuple[int | str, ...], kind: str, message: str) -> str:
    key = ".".join(str(part) for part in where) or "settings"
    if kind == "extra_forbidden":
        return f"There is no setting called {key}."
    return f"{key}: {message}."
