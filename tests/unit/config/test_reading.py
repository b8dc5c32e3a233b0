from __future__ import annotations

from pathlib import Path

import pytest

from lamplighter.config import Settings, SettingsRefused, load
from lamplighter.config.settings import GO_LIVE


def test_an_unknown_key_stops_the_start_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="no setting called site_nam"):
        load({"LAMPLIGHTER_HOME": str(tmp_path), "LAMPLIGHTER_SITE_NAM": "x"})


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "lamplighter.toml").write_text('site_name = "From the file"\nreport_port = 9001\n')
    settings = load({"LAMPLIGHTER_HOME": str(tmp_path), "LAMPLIGHTER_REPORT_PORT": "9002"})
    assert (settings.site_name, settings.report_port) == ("From the file", 9002)


def test_every_path_lies_under_home_unless_it_is_given_whole(tmp_path: Path) -> None:
    settings = load({"LAMPLIGHTER_HOME": str(tmp_path), "LAMPLIGHTER_KEYRING": "/elsewhere/keyring.json"})
    assert settings.letterbox == tmp_path / "report_site/letterbox"
    assert settings.keyring == Path("/elsewhere/keyring.json")


def test_a_broken_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lamplighter.toml").write_text("site_name = ")
    with pytest.raises(SettingsRefused, match="not valid TOML"):
        load({"LAMPLIGHTER_HOME": str(tmp_path)})


def test_outside_the_demo_every_document_must_be_recorded(tmp_path: Path) -> None:
    bare = load({"LAMPLIGHTER_HOME": str(tmp_path)})
    ready = load({"LAMPLIGHTER_HOME": str(tmp_path)} | {f"LAMPLIGHTER_{name.upper()}": "DOC-1" for name in GO_LIVE})
    assert bare.missing_for_go_live == GO_LIVE
    assert ready.missing_for_go_live == ()


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_weekday_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="funday"):
        load({"LAMPLIGHTER_HOME": str(tmp_path), "LAMPLIGHTER_STAFFED_HOURS": '{"funday": "08:00-12:00"}'})
