"""Every page, on every branch: exact headers, no cookie, nothing from elsewhere, small, accessible, with a way out."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import report_server
from axe_playwright_python.sync_playwright import Axe
from every_page import BULLETIN, DANGER, GIVEN, OPEN_PAGES, ROLES, everywhere
from playwright.sync_api import Browser, Page

import browser

MOST_BYTES = 50_000
MOST_WITH_SCRIPTS = 90_000
EXIT = "https://www.bbc.co.uk/weather"
TELLING = (
    "crime",
    "police",
    "tip",
    "report",
    "abuse",
    "drug",
    "sex",
    "slave",
    "gang",
    "violence",
    "anonym",
    "safeguard",
)
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cache-control": "no-store",
    "x-robots-tag": "noarchive, nosnippet",
    # Not the name of the program that answers.
    "server": "web",
}
PRESENT = {*HEADERS, "permissions-policy", "content-type", "content-language", "content-length", "date", "connection"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[report_server.Server]:
    home = tmp_path_factory.mktemp("site")
    with report_server.running(home) as started:
        started.channel("/channel/publish", {"pages": [BULLETIN]})
        yield started


def test_every_answer_has_exactly_these_headers_and_sets_no_cookie(server: report_server.Server) -> None:
    person = server.visitor()
    for page in everywhere(person):
        sent = {name.lower(): value for name, value in person.answer_headers.items()}
        assert {name: sent.get(name) for name in HEADERS} == HEADERS, page
        assert set(sent) - {"vary"} <= PRESENT, page
        assert all(feature.endswith("=()") for feature in sent["permissions-policy"].split(", ")), page


def test_style_sheets_and_refusals_carry_the_same_policy(server: report_server.Server) -> None:
    for method, path in (
        ("GET", "/a/plain.css"),
        ("GET", "/a/mark.svg"),
        ("PUT", "/en/"),
        ("POST", "/channel/collect"),
    ):
        _, sent, _ = server.visitor().send(method, path, b"" if method != "GET" else None, {})
        found = {name.lower(): value for name, value in sent.items()}
        wanted = {name: value for name, value in HEADERS.items() if name != "cache-control"}
        assert {name: found.get(name) for name in wanted} == wanted, path
        assert not {"etag", "last-modified", "set-cookie", "access-control-allow-origin"} & set(found), path


def test_every_page_offers_a_way_out_and_other_ways_to_tell_somebody(server: report_server.Server) -> None:
    person = server.visitor()
    for page in everywhere(person):
        assert EXIT in person.page.links, page
        assert b'rel="noreferrer nofollow noopener">Leave this page' in person.body, page
        for other in ("0800 555 111", "Fearless", "101", "0800 1111", "999"):
            assert other in person.text, (page, other)


def test_no_page_that_is_asked_for_by_its_address_has_anything_to_write_in(server: report_server.Server) -> None:
    """A browser may keep it, with what was typed, for the back button; it keeps no answer to a form."""
    person = server.visitor()
    for path in (*OPEN_PAGES, "t"):
        person.get(f"/en/{path}")
        assert person.asks <= {"state"}, path


def test_titles_and_addresses_are_neutral(server: report_server.Server) -> None:
    person = server.visitor()
    for page in everywhere(person):
        shown = " ".join([person.page.title, person.page.action, *person.page.links]).lower()
        assert not [word for word in TELLING if word in shown], (page, shown)


def test_no_page_has_a_script_or_style_within_it_or_anything_from_elsewhere(server: report_server.Server) -> None:
    person = server.visitor()
    for page in everywhere(person):
        body = person.body.decode()
        scripts = re.findall(r"<script\b[^>]*>[^<]*", body)
        assert scripts, page
        assert not [each for each in scripts if not re.fullmatch(r'<script src="/a/\w+\.js" (async|defer)>', each)], (
            page
        )
        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", body), page
        elsewhere = set(re.findall(r"""(?:src|href|action)=["'](https?:[^"']*)""", body))
        assert elsewhere == {EXIT}, page


def test_no_page_promises_what_nobody_can_keep(server: report_server.Server) -> None:
    person = server.visitor()
    for page in everywhere(person):
        for claim in (
            "100%",
            "100 %",
            "completely anonymous",
            "totally anonymous",
            "guarantee",
            "GOV.UK crown",
            "wipe",
            "nothing was left",
        ):
            assert claim.lower() not in person.text.lower(), (page, claim)


def test_a_first_visit_to_any_page_is_small(server: report_server.Server) -> None:
    person = server.visitor()
    shared = sum(len(gzip.compress(person.send("GET", path, None, {})[2])) for path in ("/a/plain.css", "/a/mark.svg"))
    sizes = {page: shared + len(gzip.compress(person.body)) for page in everywhere(person)}
    assert max(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize(("scripts", "most"), [(False, MOST_BYTES), (True, MOST_WITH_SCRIPTS)])
def test_a_real_browser_fetches_a_first_visit_within_the_limit_and_from_nowhere_else(
    server: report_server.Server, chromium: Browser, scripts: bool, most: int
) -> None:
    for path in OPEN_PAGES:
        with browser.visitor(chromium, scripts=scripts, width="phone") as page:
            sizes: list[int] = []
            hosts: set[str] = set()
            page.on("requestfinished", lambda request, sizes=sizes: sizes.append(sum(request.sizes().values())))
            page.on("request", lambda request, hosts=hosts: hosts.add(request.url.split("/")[2]))
            page.goto(f"{server.address}/en/{path}", wait_until="networkidle")
            assert hosts == {server.address.removeprefix("http://")}, path
            assert sum(sizes) <= most, (path, sizes)
            assert page.context.cookies() == []


def in_browser(page: Page, address: str, roles: tuple[str, ...]) -> Iterator[str]:
    """Every page again, in a browser, on the branches of these people."""
    for path in OPEN_PAGES:
        page.goto(f"{address}/en/{path}")
        yield path
    for role in roles:
        page.goto(f"{address}/en/t")
        yield from walked(page, role)
    page.goto(f"{address}/en/t")
    for _ in range(4):
        browser.press(page, NEXT)
    page.check("#kinds")
    browser.press(page, NEXT)
    browser.press(page, NEXT)
    page.fill("#story", DANGER)
    browser.press(page, NEXT)
    yield page.inner_text("h1")
    yield from single(page, address)


def single(page: Page, address: str) -> Iterator[str]:
    """The whole report on one page: with what must be there left out, then with what must be thought over."""
    page.goto(f"{address}/en/o")
    browser.press(page, "button[value=begin]")
    browser.press(page, "button[value=plain]")
    yield "one page, with problems"
    page.fill("#story", GIVEN["story"])
    page.fill("#street", "Mill Lane")
    browser.press(page, "button[value=plain]")
    yield page.inner_text("h1")
    browser.press(page, "button[value=plain]")
    yield page.inner_text("h1")


NEXT = "button[name=go][value=next].govuk-button"


def walked(page: Page, role: str) -> Iterator[str]:
    for _ in range(40):
        heading = page.inner_text("h1")
        yield f"{heading} ({role})"
        if heading == "Thank you. Your report is kept.":
            page.reload()
            yield page.inner_text("h1")
            return
        for name, value in {**GIVEN, "role": role}.items():
            answer(page, name, value)
        if heading == "Where is it?" and not page.locator(".govuk-error-summary").count():
            page.fill("#street", "")
        browser.press(page, "button[value=words]" if heading == "Send it" else NEXT)
    raise AssertionError(f"the way of {role} has no end")


def answer(page: Page, name: str, value: str | list[str]) -> None:
    """Fill in one question, if the page asks it."""
    if not page.locator(f"[name={name}]").count():
        return
    if name in ("story", "street"):
        page.fill(f"#{name}", str(value))
        return
    for each in [value] if isinstance(value, str) else value:
        if page.locator(f"input[name={name}][value={each}]").count():
            page.check(f"input[name={name}][value={each}]")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "roles"), [(320, ROLES), (1280, ("neighbour",))])
def test_axe_finds_nothing_and_nothing_runs_off_a_small_screen(
    server: report_server.Server, chromium: Browser, width: int, roles: tuple[str, ...]
) -> None:
    # Axe is itself a script, which our policy rightly keeps out of the page.
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    # The site seals, as for an old browser; what the page shows where it seals is in test_sealed_in_the_page.py.
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = context.new_page()
    seen = 0
    for name in in_browser(page, server.address, roles):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        seen += 1
    assert seen > 30
    context.close()


STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: (await caches.keys()).length,
  folders: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "workers": 0, "caches": 0, "folders": []}


@pytest.mark.browser
def test_no_page_stores_anything_asks_anybody_else_or_makes_a_browser_complain_where_scripts_run(
    server: report_server.Server, chromium: Browser
) -> None:
    with browser.visitor(chromium, scripts=True) as page:
        # The site seals, as for an old browser; what the page does where it seals is in test_sealed_in_the_page.py.
        page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
        asked: set[str] = set()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.add(request.url.partition("/en/")[0].partition("/a/")[0]))
        seen = 0
        for name in in_browser(page, server.address, ROLES):
            assert page.evaluate(STORED) == NOTHING, name
            seen += 1
        assert page.context.cookies() == []
        assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
        assert asked == {server.address}
        # A page that says what is wrong has a status that says so too, and Chromium notes it.
        assert [each for each in said if "Failed to load resource: the server responded" not in each] == []
    assert seen > 60


FORBIDDEN = {
    "text made into elements": "document.body.innerHTML = '<p>x</p>'",
    "text made into code": "window.eval('1')",
    "a script of somebody else's": "document.createElement('script').src = 'https://example.org/x.js'",
    "a policy that lets it all through": "trustedTypes.createPolicy('x', { createHTML: (text) => text })",
    "compiled code": "new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))",
    "a worker": "new Worker('/a/plain.js')",
}


@pytest.mark.browser
@pytest.mark.parametrize("attempt", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_policy_holds_in_a_real_browser(server: report_server.Server, chromium: Browser, attempt: str) -> None:
    with browser.visitor(chromium, scripts=True) as page:
        page.goto(f"{server.address}/en/help")
        # A moment later, when the tester's tool, which may do anything, is out of it.
        tried = f"try {{ {attempt}; give('') }} catch (error) {{ give(error.name) }}"
        refused = page.evaluate(f"new Promise((give) => setTimeout(() => {{ {tried} }}))")
        assert refused, attempt


@pytest.mark.browser
def test_nothing_can_be_told_to_another_address(server: report_server.Server, chromium: Browser) -> None:
    with browser.visitor(chromium, scripts=True) as page:
        page.goto(f"{server.address}/en/help")
        told = page.evaluate("fetch('https://example.org/').then(() => 'told', (error) => error.name)")
        assert told == "TypeError"
        violation = """() => new Promise((give) => {
            document.addEventListener('securitypolicyviolation', (event) => give(event.effectiveDirective));
            const picture = new Image();
            picture.src = 'https://example.org/x.png';
        })"""
        assert page.evaluate(violation) == "img-src"


def test_the_style_sheet_has_no_font_picture_or_name_of_somebody_else(server: report_server.Server) -> None:
    sheet = server.visitor().send("GET", "/a/plain.css", None, {})[2].decode().lower()
    assert "gds transport" not in sheet
    assert "@font-face" not in sheet
    assert "url(" not in sheet
    assert "crown" not in sheet


def test_what_the_pages_need_is_built(server: report_server.Server) -> None:
    built = Path(report_server.__file__).parents[2] / "src/lamplighter/report_site/static/built"
    assert {path.name for path in built.iterdir()} >= {
        "plain.css",
        "plain.css.br",
        "plain.css.gz",
        "plain.js",
        "plain.js.gz",
        "mark.svg",
    }
