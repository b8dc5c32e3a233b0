"""The lexicon covers the catalogue exactly, and a wrong list is refused."""

from __future__ import annotations

import pytest

from lamplighter import signs
from lamplighter.triage import lexicon as room
from lamplighter.triage.errors import LexiconUnreadable


def test_every_sign_has_phrases():
    phrases = room.lexicon().phrases
    assert all(phrases[sign.id] for sign in signs.signs())


def test_every_kind_can_be_said_outright_and_leant_to():
    phrases = room.lexicon().phrases
    for kind in signs.kinds():
        assert phrases[f"says:{kind.id}:strong"]
        assert phrases[f"says:{kind.id}:moderate"]
        assert phrases[f"leans:{kind.id}:0"]


@pytest.mark.parametrize("content", ["signs: [", "- a", "signs: {no-such-sign: x}\noutright: {strong: x}"])
def test_a_wrong_list_is_refused_by_name(tmp_path, monkeypatch, content):
    (tmp_path / "made_up.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(room, "folder", lambda: tmp_path)
    with pytest.raises(LexiconUnreadable, match="made_up"):
        room._phrases("made_up")
