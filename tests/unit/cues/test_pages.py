"""What was built for pages is what the lists say now, and no more than a page acts on."""

from __future__ import annotations

import json
from pathlib import Path

from lamplighter import cues
from lamplighter.cues.pages import for_pages

BUILT = Path(cues.__file__).parent / "built/cues.json"


def test_what_was_built_is_what_the_lists_say() -> None:
    assert json.loads(BUILT.read_text(encoding="utf-8")) == json.loads(json.dumps(for_pages())), "run tools/assets.py"


def test_every_class_that_a_phrase_names_is_there() -> None:
    for name in ("contexts", "danger", "danger_in_other_languages", "giveaway"):
        listed = for_pages()[name]
        assert listed["phrases"], name
        cues.Matcher(listed["phrases"], listed["words"])
