"""What the forms of a page ask: their hidden fields, every answer that can be picked, and every button."""

from __future__ import annotations

import html.parser
from dataclasses import dataclass, field


@dataclass
class PageForm:
    """One form as a browser sees it."""

    action: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    picks: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reading(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(found.get("action", "")))
        elif self.forms and "name" in found:
            self._note(tag, found)

    def _note(self, tag: str, found: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], found["name"], found.get("type", "")
        pair = (name, found.get("value", ""))
        if tag == "button" or kind == "submit":
            form.buttons.append(pair)
        elif kind == "hidden":
            form.hidden.append(pair)
        elif kind in ("radio", "checkbox"):
            form.picks.append(pair)
        elif kind == "file":
            form.files.append(name)
        else:
            form.texts.append(name)


def forms(body: bytes) -> list[PageForm]:
    reading = _Reading()
    reading.feed(body.decode("utf-8", "replace"))
    return reading.forms
