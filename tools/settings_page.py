"""Writes docs/settings.md from the settings themselves, so that the page cannot fall behind."""

from __future__ import annotations

import sys
from pathlib import Path

from lamplighter.config.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs/settings.md"
HEAD = """# Settings

Settings live in `lamplighter.toml` in the home folder (`LAMPLIGHTER_HOME`, default `var/`). Each can also be given in the
environment as `LAMPLIGHTER_` and its name in capitals, which wins. A key that is not in this table stops the start.
Paths are under the home folder unless given whole. This page is made by `python tools/settings_page.py`.

| setting | default | what it is |
|---|---|---|
"""


def default(name: str) -> str:
    value = Settings.model_fields[name].get_default()
    if isinstance(value, dict) and value:
        return "`" + ", ".join(f"{key} {text}" for key, text in value.items()) + "`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if value or value == 0 else "(empty)"


def page() -> str:
    rows = [
        f"| `{name}` | {default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
        if name != "home"
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            0 if PAGE.read_text(encoding="utf-8") == page() else "docs/settings.md is behind: run this without --check"
        )
    PAGE.write_text(page(), encoding="utf-8")
