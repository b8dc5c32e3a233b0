"""What a screen reader is given of a page: Chromium's own accessibility tree, with everything unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

FIELDS = ("textbox", "radio", "checkbox")
CONTROLS = (*FIELDS, "button", "link", "DisclosureTriangle")


@dataclass
class Heard:
    """One thing that is said: what it is, what it is called, and what is said besides."""

    role: str
    name: str
    told: str
    properties: dict[str, Any]
    parent: Heard | None = None
    inside: list[Heard] = field(default_factory=list)

    def everything(self) -> Iterator[Heard]:
        yield self
        for each in self.inside:
            yield from each.everything()

    @property
    def group(self) -> Heard | None:
        """The group of answers it belongs to."""
        above = self.parent
        while above and above.role not in ("group", "radiogroup"):
            above = above.parent
        return above


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


def heard(page: Page) -> list[Heard]:
    """All that is said, in the order in which it is."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    root = _read(nodes[0], by_id, None)
    return [each for top in root for each in top.everything()]


def _read(node: dict[str, Any], by_id: dict[str, dict[str, Any]], parent: Heard | None) -> list[Heard]:
    made = None if node.get("ignored") else _heard(node, parent)
    inside = [
        each for key in node.get("childIds", []) if key in by_id for each in _read(by_id[key], by_id, made or parent)
    ]
    if made is None:
        return inside
    made.inside = inside
    return [made]


def _heard(node: dict[str, Any], parent: Heard | None) -> Heard:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    return Heard(_text(node, "role"), _text(node, "name"), _text(node, "description"), properties, parent)


def _text(node: dict[str, Any], part: str) -> str:
    return " ".join(str(node.get(part, {}).get("value", "")).split())
