"""`lamplighter signs` lists the catalogue."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli.signs import register


@pytest.fixture
def app():
    made = typer.Typer()
    made.callback()(lambda: None)
    register(made)
    return made


def test_every_sign_is_listed(app):
    shown = CliRunner().invoke(app, ["signs"])
    assert shown.exit_code == 0
    assert shown.stdout.count("[") == 175


def test_one_kind_can_be_listed_as_json(app):
    shown = CliRunner().invoke(app, ["signs", "--kind", "sexual_violence", "--json"])
    listed = [json.loads(line) for line in shown.stdout.splitlines()]
    assert len(listed) == 18
    assert all(sign["kinds"][0] == "sexual_violence" for sign in listed)
