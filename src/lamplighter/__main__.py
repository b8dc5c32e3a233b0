"""`python -m lamplighter` is the `lamplighter` command."""

from __future__ import annotations

from lamplighter.cli import main

main()
