"""The one command, `lamplighter`: thin commands, one module a group; engines load only when a command runs."""

from __future__ import annotations

from lamplighter.cli.app import main

__all__ = ["main"]
