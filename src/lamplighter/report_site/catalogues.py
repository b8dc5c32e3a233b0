"""The languages besides English: a folder each, with its texts, its glossary, and whether a person has checked it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Language:
    """One of `locale`'s folders; `reviewed_by` names the person who has checked the texts, and is empty if none has."""

    code: str
    name: str
    reviewed_by: str


@cache
def found(folder: Path) -> tuple[Language, ...]:
    """The languages of a folder, by the name their own speakers give them."""
    read = [_language(path) for path in folder.glob("*/about.yaml")]
    return tuple(sorted(read, key=lambda language: language.name))


def compiled(folder: Path) -> tuple[Language, ...]:
    """The languages the site can speak now: half a page in English is worse than a language that is not offered."""
    return tuple(each for each in found(folder) if (folder / each.code / "LC_MESSAGES" / "django.mo").exists())


def reviewed(code: str, folders: Sequence[Path]) -> bool:
    """Whether a person has checked this language's texts; English is what we wrote."""
    listed = [language for folder in folders for language in found(folder) if language.code == code]
    return all(language.reviewed_by for language in listed)


def _language(path: Path) -> Language:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Language(path.parent.name, told["name"], told["reviewed_by"])
