"""Reads one catalogue file: an unknown key, a wrong type or a missing part is an error that names the file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lamplighter.signs.errors import CatalogueUnreadable

Slug = Field(pattern=r"^[a-z][a-z0-9_-]*[a-z0-9]$")
Strength = Literal["weak", "moderate", "strong"]


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SignEntry(Document):
    id: str = Slug
    sentence: str = Field(min_length=10, max_length=160)
    strength: Strength
    source: str
    lists: int = Field(default=1, ge=1)
    also: tuple[str, ...] = ()


class KindDocument(Document):
    id: str = Slug
    number: int = Field(ge=1, le=8)
    title: str = Field(min_length=5)
    question: str = Field(min_length=5)
    summary: str = Field(min_length=10)
    sources: Mapping[str, str]
    signs: tuple[SignEntry, ...] = Field(min_length=1)


class HelplineEntry(Document):
    name: str
    contact: str = Field(min_length=3)
    about: str
    hours: str = ""
    kinds: tuple[str, ...] = ()


class HelplinesDocument(Document):
    helplines: tuple[HelplineEntry, ...]


Read = TypeVar("Read", bound=Document)


def read(file: Traversable, shape: type[Read]) -> Read:
    """The file's content as `shape`, or an error that says what is wrong and where."""
    try:
        return shape.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CatalogueUnreadable(file=file.name, problem=str(error)) from error
