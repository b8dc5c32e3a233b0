"""What a writer says that speaks for advice before they are asked anything."""

from __future__ import annotations

import pytest

from lamplighter import cues


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My partner deals from our house.", ["close"]),
        ("I asked him what was in the bag.", ["close"]),
        ("Men come at night. He told me he owes them money.", ["close"]),
        ("I went round to his flat on Sunday.", ["close"]),
        ("I can find out more if you want.", ["offering"]),
        ("Do you want me to film it?", ["offering"]),
        ("I'll keep an eye on it.", ["offering"]),
        ("I don't know him.", []),
        ("Different men go in and out all night.", []),
        ("My car was blocked by a van.", []),
        ("My neighbour's door was kicked in.", []),
        ("They shout at one another and I hear it through the wall.", []),
    ],
)
def test_closeness_and_offers_are_noticed_and_what_a_neighbour_sees_is_not(text: str, found: list[str]) -> None:
    assert [cue.id for cue in cues.boundary(text)] == found
