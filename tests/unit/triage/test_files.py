"""A file of tips becomes a file of assessments, a line each, and a bad line is refused by its number."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli.triage import register
from lamplighter.triage.errors import TipLineRefused
from lamplighter.triage.files import assess_file


def assessed(tmp_path, *tips: dict[str, str]) -> list[dict]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(tip) + "\n" for tip in tips), encoding="utf-8")
    assert assess_file(source, out) == len(tips)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_the_answer_has_the_agreed_keys(tmp_path):
    text = "He hits her. KV19 ABC outside 14 Mill Lane at 3am."
    [answer] = assessed(tmp_path, {"id": "a", "text": text})
    assert list(answer) == [
        *("id", "kinds", "urgency", "danger_now", "completeness", "novelty", "mentions", "signs", "reasons")
    ]
    assert set(answer["kinds"][0]) == {"kind", "probability"}
    assert all(set(mention) == {"type", "text", "start", "end", "value"} for mention in answer["mentions"])
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in answer["mentions"])
    assert all(set(sign) == {"sign", "start", "end", "weight"} for sign in answer["signs"])


def test_a_repeated_tip_is_not_new(tmp_path):
    tip = "People knock at all hours, stay for two minutes and go again."
    answers = assessed(tmp_path, {"id": "a", "text": tip}, {"id": "b", "text": "The hedge."}, {"id": "c", "text": tip})
    assert [answer["novelty"] for answer in answers] == [1.0, 1.0, 0.0]


def test_more_tips_than_the_first_room_for_sketches(tmp_path):
    answers = assessed(tmp_path, *({"id": str(number), "text": f"hedge {number}"} for number in range(1030)))
    assert answers[-1]["id"] == "1029"


@pytest.mark.parametrize(
    "line", [b"not json", b'{"id": 1, "text": "x"}', b'{"id": "a"}', b"[]", b'{"id": "a", "text": "\xff"}', b"3"]
)
def test_a_bad_line_is_refused_by_its_number(tmp_path, line):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"id": "a", "text": "x"}\n\n' + line)
    with pytest.raises(TipLineRefused, match=r"Line 3 of in\.jsonl"):
        assess_file(source, tmp_path / "out.jsonl")


def test_a_lone_surrogate_does_not_stop_the_file(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "he sells \\ud800 drugs"}\n', encoding="utf-8")
    assert assess_file(source, out) == 1
    assert json.loads(out.read_text(encoding="utf-8"))["kinds"][0]["kind"] == "drug_supply"


def test_the_command_writes_the_file(tmp_path):
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "The hedge."}\n', encoding="utf-8")
    shown = CliRunner().invoke(app, ["triage", str(source), "--out", str(out)])
    assert shown.exit_code == 0, shown.output
    assert json.loads(out.read_text(encoding="utf-8"))["kinds"][0]["kind"] == "none"
