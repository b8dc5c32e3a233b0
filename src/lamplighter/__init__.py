"""Lamplighter: from a resident's sealed tip to protection, and an honest account of what worked."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version pip installed, or that of a bare checkout."""
    try:
        return version("lamplighter")
    except PackageNotFoundError:
        return "0+checkout"


__version__ = installed_version()
