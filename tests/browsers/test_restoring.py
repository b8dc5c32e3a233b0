"""What Firefox writes down to open its tabs again, and keeps in its folder; the other two offer no look at it."""

from __future__ import annotations

from collections.abc import Iterator

import firefox
import pytest
from whole_site import Site
from window import LOADED, open_page, press, seen, until

TYPED = "Quillfeather comes at night"
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])


@pytest.fixture
def opened() -> Iterator[firefox.Firefox]:
    with firefox.launched() as launched:
        yield launched


def write(window: firefox.Tab, site: Site) -> None:
    open_page(window, f"{site.address}/en/o")
    press(window, "button[value=begin]")
    window.write("#story", TYPED)
    assert TYPED in seen(window)


def test_firefox_does_write_down_what_is_typed_on_other_sites(opened: firefox.Firefox, site: Site) -> None:
    with opened.visit(scripts=True) as window:
        open_page(window, f"{site.elsewhere}box")
        window.write("textarea", TYPED)
        until(lambda: TYPED in window.restored(), "what was typed is kept")


@scripts_on_and_off
def test_what_is_typed_on_ours_is_not_written_down_and_a_tab_opened_again_shows_none_of_it(
    opened: firefox.Firefox, site: Site, scripts: bool
) -> None:
    with opened.visit(scripts=scripts) as window:
        write(window, site)
        assert site.address in window.restored()
        assert TYPED not in window.restored()
        window.close_and_open_again()
        there = site.exit if scripts else f"{site.address}/en/o"
        until(lambda: window.address == there and window.run(f"return {LOADED}"), "it is open again")
        assert TYPED not in seen(window)
    files = [path for path in opened.profile.rglob("*") if path.is_file()]
    assert {"places.sqlite", "cookies.sqlite"} <= {path.name for path in files}
    assert [path for path in files if b"Quillfeather" in path.read_bytes()] == []
