"""A bare "none" hides that nobody asked."""

from __future__ import annotations

import pytest

from lamplighter.desk.sentences import is_an_answer


@pytest.mark.parametrize(
    "text", ["", "  ", "none", "None.", "N/A", "no", "nil", "-", "unknown", "none known", "not known", "None known at all", "no one known here", "two words"]
)  # fmt: skip
def test_no_answer(text: str) -> None:
    assert not is_an_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "None known, because the school was asked today.",
        "none known: checked with the health visitor",
        "No children are registered at the address.",
        "A boy of about six; his aunt is called first.",
        "Nobody, because the flat has been empty since May.",
    ],
)
def test_an_answer(text: str) -> None:
    assert is_an_answer(text)
