"""What Firefox writes down to open its tabs again, and keeps in its folder; the other two offer no look at it."""

from __future__ import annotations

from pathlib import Path

import firefox
import pytest
from whole_site import Site
from window import LOADED, open_page, press, seen, until

TYPED = "Quillfeather comes at night"
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])


def write(window: firefox.Tab, site: Site) -> None:
    open_page(window, f"{site.address}/en/o")
    press(window, "button[value=begin]")
    window.write("#story", TYPED)
    assert TYPED in seen(window)


def test_firefox_does_write_down_what_is_typed_on_other_sites(tmp_path: Path, site: Site) -> None:
    with firefox.launched_in(tmp_path) as opened, opened.visit(scripts=True) as window:
        open_page(window, f"{site.elsewhere}box")
        window.write("textarea", TYPED)
        until(lambda: TYPED in window.restored(), "what was typed is kept")


@scripts_on_and_off
def test_what_is_typed_on_ours_is_not_written_down_and_a_tab_opened_again_shows_none_of_it(
    tmp_path: Path, site: Site, scripts: bool
) -> None:
    with firefox.launched_in(tmp_path) as opened, opened.visit(scripts=scripts) as window:
        write(window, site)
        assert site.address in window.restored()
        assert TYPED not in window.restored()
        window.close_and_open_again()
        there = site.exit if scripts else f"{site.address}/en/o"
        until(lambda: window.address == there and window.run(f"return {LOADED}"), "it is open again")
        assert TYPED not in seen(window)
    found = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    # That this site was opened is in the history: see "What no page can do".
    assert f"{site.address}/en/o".encode() in found["places.sqlite"] + found.get("places.sqlite-wal", b"")
    assert [name for name, kept in found.items() if b"Quillfeather" in kept] == []
