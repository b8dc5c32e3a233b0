"""Photos of the form on one page: made anew and sealed in the page, or by the site; where none may be, none can be."""

from __future__ import annotations

import base64
import io
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
import report_server
from pictures import SECRET, claiming_png, jpeg, png, webp
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect
from sealing_page import THANKS, collected, on_the_page, ready

import browser
from lamplighter.photos import LARGEST, LONGEST_SIDE, cleaned
from lamplighter.sealing import SIZES, sealed_size
from lamplighter.tips import Enclosure, Tip, join

pytestmark = pytest.mark.browser
STORY = "Quillfeather says men come and go all night."
TELLING = "I see it from my kitchen window."
NAME = "Quillfeather-2231.jpg"
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(40)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[report_server.Server]:
    with report_server.running(home) as started:
        yield started


@pytest.fixture(autouse=True)
def nothing_waits(server: report_server.Server) -> None:
    collected(server)


def pick(page: Page, *photos: bytes) -> None:
    files: list[FilePayload] = [{"name": NAME, "mimeType": "image/jpeg", "buffer": photo} for photo in photos]
    field = page.locator("#photo")
    if not field.is_visible():
        page.get_by_text("Add a photo. You do not need one.").click()
    field.set_input_files(files)


def photos(server: report_server.Server) -> tuple[Tip, list[bytes]]:
    """The one report the desk finds, and its photos."""
    found = [document for document, _ in collected(server)]
    (tip,) = [each for each in found if isinstance(each, Tip)]
    parts = [each for each in found if isinstance(each, Enclosure) and each.kind == "photo"]
    return tip, [join([part for part in parts if part.number == number]) for number in range(1, tip.photos + 1)]


def is_bare(photo: bytes) -> None:
    """A small upright JPEG of the scene with nothing beside the picture, which the desk makes anew without ado."""
    assert SECRET not in photo
    image = Image.open(io.BytesIO(photo))
    assert (image.format, dict(image.getexif())) == ("JPEG", {})
    assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(image.info)
    assert max(image.size) <= LONGEST_SIDE
    assert len(photo) <= LARGEST
    red, _green, blue = image.convert("RGB").getpixel((image.width // 8, image.height * 3 // 4))  # type: ignore[misc] # three colours
    assert (red > 200, blue < 60) == (True, True)
    assert Image.open(io.BytesIO(cleaned(photo))).size == image.size


def test_photos_are_made_anew_and_sealed_in_the_page_and_the_desk_opens_them(
    server: report_server.Server, chromium: Browser, home: Path
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        pick(visit.page, jpeg((3000, 2000)), png((300, 200)), webp((120, 200)))
        visit.press("words")
        visit.thanked()
        expect(visit.page.get_by_text("3 photos are kept with it.")).to_be_visible()
        expect(visit.page.get_by_text("2 photos are kept with it.")).to_be_hidden()
        assert visit.said == []
    (sent,) = (urllib.parse.parse_qs(body, strict_parsing=True) for body in visit.sent if "sealed=" in body)
    assert set(sent) == {"state", "sealed", "apart", "apart_id"}
    envelopes = [base64.b64decode(each) for each in (*sent["sealed"], *sent["apart"])]
    assert {len(each) for each in envelopes} <= {sealed_size(size) for size in SIZES}
    held = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    tip, made = photos(server)
    assert (tip.sealed_by, len(made)) == ("browser", 3)
    for photo, size in zip(made, ((1600, 1067), (300, 200), (120, 200)), strict=True):
        is_bare(photo)
        assert Image.open(io.BytesIO(photo)).size == size
    sought = [SECRET, NAME.encode(), *(photo[start : start + 24] for photo in made for start in (300, len(photo) // 2))]
    everywhere = [*held, *envelopes, *(path.read_bytes() for path in home.rglob("*") if path.is_file())]
    assert [mark for mark in sought for data in everywhere if mark in data] == []


def test_a_large_noisy_photo_takes_several_parts_and_a_turned_one_is_turned_upright(
    server: report_server.Server, chromium: Browser
) -> None:
    noise = io.BytesIO()
    Image.effect_noise((1700, 1500), 90).save(noise, "JPEG", quality=95)
    with on_the_page(chromium, server, width="phone") as visit:
        ready(visit)
        visit.write(STORY)
        pick(visit.page, noise.getvalue(), jpeg((60, 80), orientation=6))
        visit.press("plain")
        visit.thanked()
    found = [document for document, _ in collected(server)]
    parts = [each for each in found if isinstance(each, Enclosure)]
    assert 1 < max(part.parts for part in parts) <= 4
    turned = join([part for part in parts if part.number == 2])
    assert Image.open(io.BytesIO(turned)).size == (80, 60)


@pytest.mark.parametrize(
    ("name", "value"), [("kinds", "child_sexual_exploitation"), ("kinds", "sexual_violence"), ("role", "under_18")]
)
def test_where_no_photo_may_be_the_field_goes_at_once_with_what_was_in_it(
    server: report_server.Server, chromium: Browser, name: str, value: str
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        page = visit.page
        visit.write(STORY)
        expect(page.locator("#photos-elsewhere")).to_be_hidden()
        pick(page, jpeg())
        page.check(f"input[name={name}][value={value}]")
        expect(page.locator("#photos")).to_be_hidden()
        for who in ("Report Remove", "Internet Watch Foundation", "CEOP"):
            expect(page.locator("#photos-elsewhere")).to_contain_text(who)
        expect(page.locator("#photos-elsewhere")).to_be_visible()
        visit.press("plain")
        visit.thanked()
    tip, made = photos(server)
    assert (tip.photos, made) == (0, [])


def test_a_kind_that_is_no_longer_ticked_gives_the_field_back_empty(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        pick(visit.page, jpeg())
        kind = visit.page.locator("input[name=kinds][value=sexual_violence]")
        kind.check()
        kind.uncheck()
        expect(visit.page.locator("#photos")).to_be_visible()
        assert visit.page.evaluate("document.getElementById('photo').files.length") == 0


NOISE = """CanvasRenderingContext2D.prototype.getImageData = () => ({ data: Uint8ClampedArray.from([255, 254, 253, 255]) })"""
CANNOT = {
    "a format we do not take": ("", [jpeg(), HEIC], "Photo 2: We can take JPEG, PNG and WebP photos only."),
    "damaged": ("", [jpeg()[:300]], "Photo 1: The photo could not be opened."),
    "a bomb": ("", [claiming_png(60_000, 60_000)], "Photo 1: The photo could not be opened."),
    "too large": ("", [b"\xff\xd8\xff" + bytes(10 * 1024 * 1024)], "more than 10 megabytes"),
    "too many": ("", [jpeg()] * 4, "We can take 3 photos and you added 4."),
    "no pictures in scripts": ("delete window.createImageBitmap", [jpeg()], "cannot make photos again on this page"),
    "a browser that hides how it draws": (NOISE, [jpeg()], "cannot make photos again on this page"),
    "no JPEG": ("HTMLCanvasElement.prototype.toBlob = (give) => give(null)", [jpeg()], "cannot make photos again"),
}


@pytest.mark.parametrize(("before", "added", "why"), CANNOT.values(), ids=CANNOT)
def test_a_photo_that_cannot_be_taken_is_explained_and_the_next_press_sends_without(
    server: report_server.Server, chromium: Browser, before: str, added: list[bytes], why: str
) -> None:
    with on_the_page(chromium, server, before=before, width="phone") as visit:
        ready(visit)
        visit.write(STORY)
        pick(visit.page, *added)
        visit.press("plain")
        problem = visit.page.locator("#sealing-problems")
        expect(problem).to_contain_text(why)
        expect(problem).to_contain_text("Nothing was sent yet.")
        problem.get_by_role("link").click()
        expect(visit.page.locator("#photo")).to_be_focused()
        assert not any("sealed=" in body for body in visit.sent)
        visit.press("plain")
        visit.thanked()
        assert visit.page.locator("[data-photos]:visible").count() == 0
    tip, made = photos(server)
    assert (tip.sealed_by, tip.photos, made) == ("browser", 0, [])


def test_what_was_decided_before_stays_decided_when_a_photo_is_picked_again(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(TELLING)
        pick(visit.page, HEIC)
        visit.press("plain")
        visit.page.click("#sealing-giveaway [data-on]")
        expect(visit.page.locator("#sealing-problems")).to_contain_text("Photo 1")
        pick(visit.page, jpeg())
        visit.press("plain")
        visit.thanked()
    _tip, (photo,) = photos(server)
    is_bare(photo)


def test_where_the_page_cannot_seal_the_site_takes_the_photo_and_makes_it_anew(
    server: report_server.Server, chromium: Browser
) -> None:
    broken = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
    with on_the_page(chromium, server, before=broken) as visit:
        expect(visit.page.locator("#sealed-not-in-page")).to_be_visible()
        visit.write(STORY)
        pick(visit.page, jpeg())
        visit.press("plain")
        visit.thanked()
        expect(visit.page.get_by_text("1 photo is kept with it.")).to_be_visible()
    tip, (photo,) = photos(server)
    assert tip.sealed_by == "server"
    is_bare(photo)


def without_scripts(page: Page, server: report_server.Server, **ticked: str) -> Locator:
    page.goto(f"{server.address}/en/o")
    page.click("button[value=begin]")
    page.fill("#story", ticked.pop("story", STORY))
    page.fill("#street", "Mill Lane")
    for name, value in ticked.items():
        page.check(f"input[name={name}][value={value}]")
    return page.locator("h1")


def test_without_scripts_the_site_makes_them_anew_and_seals_them(
    server: report_server.Server, chromium: Browser, home: Path
) -> None:
    with browser.visitor(chromium, scripts=False, width="phone") as page:
        heading = without_scripts(page, server)
        pick(page, jpeg((1800, 1200)), png())
        page.click("button[value=plain]")
        expect(heading).to_have_text(THANKS)
        expect(page.get_by_text("2 photos are kept with it.")).to_be_visible()
    held = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    _tip, made = photos(server)
    for photo in made:
        is_bare(photo)
    marks = [SECRET, NAME.encode(), *(photo[300:324] for photo in made)]
    assert [mark for mark in marks for data in held if mark in data] == []


@pytest.mark.parametrize(
    "ticked", [{"kinds": "child_sexual_exploitation"}, {"kinds": "sexual_violence"}, {"role": "under_18"}]
)
def test_without_scripts_no_photo_is_taken_where_none_may_be_and_who_can_help_is_shown(
    server: report_server.Server, chromium: Browser, home: Path, ticked: dict[str, str]
) -> None:
    with browser.visitor(chromium, scripts=False) as page:
        heading = without_scripts(page, server, **ticked)
        expect(page.locator("#photos-elsewhere")).to_contain_text("Report Remove")
        pick(page, jpeg())
        page.click("button[value=plain]")
        expect(page.locator(".govuk-error-summary").first).to_contain_text("We cannot take photos with this report.")
        for who in ("Report Remove", "Internet Watch Foundation", "CEOP"):
            expect(page.locator("#photos-elsewhere")).to_contain_text(who)
        expect(page.locator("#photos")).to_be_hidden()
        assert collected(server) == []
        assert not any(SECRET in path.read_bytes() for path in home.rglob("*") if path.is_file())
        page.click("button[value=plain]")
        expect(heading).to_have_text(THANKS)
    assert photos(server)[1] == []


def test_without_scripts_a_photo_is_asked_for_again_after_a_page_in_between(
    server: report_server.Server, chromium: Browser
) -> None:
    with browser.visitor(chromium, scripts=False, width="phone") as page:
        heading = without_scripts(page, server, story=f"{TELLING} He has a knife and is going to kill her right now.")
        pick(page, jpeg())
        page.click("button[value=plain]")
        expect(heading).to_contain_text("danger")
        expect(page.get_by_text("A photo cannot wait here.")).to_be_visible()
        pick(page, jpeg())
        page.click("button[value=plain]")
        expect(heading).to_have_text("You may be giving yourself away")
        pick(page, jpeg())
        page.click("button[value=plain]")
        expect(heading).to_have_text(THANKS)
        expect(page.get_by_text("1 photo is kept with it.")).to_be_visible()
    assert len(photos(server)[1]) == 1
