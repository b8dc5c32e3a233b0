"""`lamplighter demo`: a made-up county, half a year of tips, a crackdown on its 23rd day, both sites, and a briefing.

Each step is the command or service that a real deployment uses. A demo that is already built is started, not built again.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from lamplighter import __version__
from lamplighter.config import Settings, load
from lamplighter.errors import LamplighterError

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User

BASELINE_WEEKS = 26
CRACKDOWN_DAY = 23
SEED = 20200714
PASSWORD = "lamplighter-demo"  # noqa: S105 - printed on screen, of a demo that listens to this machine only
STAFF = (
    ("officer", "Dana Okoro", "duty_officer"),
    ("analyst", "Rhys Calder", "analyst"),
    ("lead", "Imogen Vale", "safeguarding_lead"),
    ("commander", "Tom Aske", "commander"),
    ("auditor", "Nell Farrow", "auditor"),
)
WORDS = "made_up_code_words.txt"
PARTS = ("report-site", "desk", "worker")
LONGEST_FAREWELL_SECONDS = 20
console = Console(stderr=True)


class HomeInUse(LamplighterError):
    """{home} holds something else than a demo, and a demo must not be mixed with it. Name an empty folder in
    LAMPLIGHTER_HOME, or remove that one.
    """


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Start both sites and the worker at the end.")
    ] = True,
    weeks: Annotated[int, typer.Option(help="Weeks of tips before the crackdown.", min=4)] = BASELINE_WEEKS,
    population: Annotated[int, typer.Option(help="People in the made-up county.", min=20_000)] = 750_000,
) -> None:
    """Build the whole demonstration, run its main job, and start it."""
    settings = start_home()
    marker = settings.home / "demo.json"
    if marker.exists():
        typer.echo(f"The demo in {settings.home} is built already. To build it anew, remove that folder.")
    else:
        build(settings, Scene.ending(date.today(), weeks, population))  # noqa: DTZ011 - the person's own day
        marker.write_text(json.dumps({"version": __version__, "day": str(date.today())}))  # noqa: DTZ011
    tell(settings)
    if serve:
        serve_all()


@dataclass(frozen=True)
class Scene:
    """When the made-up story happens, and to how many people."""

    first: date
    crackdown: date
    last: date
    population: int
    weeks: int

    @classmethod
    def ending(cls, last: date, weeks: int, population: int) -> Scene:
        """A story of whole weeks that ends on its last day, with at least `weeks` of them before the crackdown."""
        whole = weeks + -(-CRACKDOWN_DAY // 7)
        first = last - timedelta(weeks=whole, days=-1)
        return cls(first, last - timedelta(days=CRACKDOWN_DAY - 1), last, population, whole)


def start_home() -> Settings:
    """Makes the home folder a demo's, so that every later command knows; refuses a folder with other things in it."""
    home = load().home
    file = home / "lamplighter.toml"
    if home.exists() and any(home.iterdir()) and not (file.exists() and "demo = true" in file.read_text()):
        raise HomeInUse(home=home)
    home.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(
            "# Made by `lamplighter demo`: made-up people only.\ndemo = true\nreply_delay_seconds = 60\n",
            encoding="utf-8",
        )
    return load()


def build(settings: Settings, scene: Scene) -> None:
    """Runs every step once, with its progress shown."""
    with steps() as step:
        step("Making the desk's keys", lambda: make_keys(settings))
        step(f"Making up a county of {scene.population:,} people", lambda: make_county(settings, scene))
        step(f"Making up {scene.weeks} weeks of tips and recorded crime", lambda: make_stream(settings, scene))
        step("Importing recorded crime", lambda: import_crime(settings))
        step("Preparing the desk", lambda: prepare_desk(settings))
        step("Sealing, receiving and assessing every tip", lambda: send_tips(settings))
        step("Scanning for footholds", lambda: scan(scene))
        step("Deciding the older tips", lambda: read_backlog(scene))
        step("Running the crackdown so far", lambda: run_crackdown(scene))
        step("Writing to and fro with two reporters", lambda: hold_conversations(settings, scene))
        step("Writing the briefing", lambda: write_briefing(settings, scene))
        step("Printing the posters", print_posters)


@contextlib.contextmanager
def steps() -> Iterator[Callable[[str, Callable[[], object]], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:

        def step(title: str, work: Callable[[], object]) -> None:
            shown = progress.add_task(title, total=None)
            work()
            progress.update(shown, total=1, completed=1)

        yield step


def make_keys(settings: Settings) -> None:
    from lamplighter.cli.keys import make_keys as make

    if not settings.keyring.exists():
        make(generate_passphrase=True)


def make_county(settings: Settings, scene: Scene) -> None:
    from lamplighter.feeds.county import build as build_county
    from lamplighter.simulation import county

    county(settings.home / "county", seed=SEED, population=scene.population)
    build_county(settings.home / "county", settings.county_pack)


def make_stream(settings: Settings, scene: Scene) -> None:
    from lamplighter.places import Pack
    from lamplighter.simulation import stream

    stream(
        Pack.open(settings.county_pack),
        settings.home / "stream",
        seed=SEED,
        start=scene.first,
        weeks=scene.weeks,
        crackdown_start=scene.crackdown,
    )


def import_crime(settings: Settings) -> None:
    from lamplighter.feeds.police_uk import import_files
    from lamplighter.places import Pack

    import_files([settings.home / "stream"], settings.recorded_crime, Pack.open(settings.county_pack))


def prepare_desk(settings: Settings) -> None:
    from lamplighter.desk.serve import set_up

    set_up(settings)
    from lamplighter.desk.staff.services import add_staff

    for username, name, role in STAFF:
        add_staff(username, PASSWORD, [role], name=name)


def send_tips(settings: Settings) -> None:
    from lamplighter.cli.sending import send

    send(settings.home / "stream", settings)


def scan(scene: Scene) -> None:
    from lamplighter.desk.footholds.services import run_scans

    run_scans(scene.last)


def member(username: str) -> User:
    from lamplighter.desk.staff.models import User

    return User.objects.get(username=username)


def read_backlog(scene: Scene) -> None:
    from lamplighter.cli import story

    story.read_backlog(scene.last, member)


def run_crackdown(scene: Scene) -> None:
    """Starts the crackdown, plans visits to what the scan found, and carries one through to the bulletin."""
    from lamplighter.cli import story

    story.tell(scene.crackdown, scene.last, member)


def hold_conversations(settings: Settings, scene: Scene) -> None:
    """Keeps the words of one made-up reporter, so that whoever tries the demo can open the mailbox."""
    from lamplighter.cli import conversations

    words = conversations.hold(settings, scene.last, member)
    (settings.home / WORDS).write_text(f"{words}\n", encoding="utf-8")


def print_posters() -> None:
    """In a process of its own: they speak the report site's languages, and this one is the desk."""
    subprocess.run([sys.executable, "-m", "lamplighter", "posters"], check=True, stdout=subprocess.DEVNULL)


def write_briefing(settings: Settings, scene: Scene) -> None:
    from lamplighter.desk.briefing.services import write

    write(scene.last, settings.home / "briefing")


def tell(settings: Settings) -> None:
    """Prints where everything is."""
    names = ", ".join(f"{username} ({role.replace('_', ' ')})" for username, _, role in STAFF)
    typer.echo(f"Report site  {settings.report_origin}/en/")
    typer.echo(f"Desk         {settings.desk_origin}/")
    typer.echo(f"Logins       {names}; password {PASSWORD}")
    if (settings.home / WORDS).exists():
        words = (settings.home / WORDS).read_text(encoding="utf-8").strip()
        typer.echo(f"Mailbox      {settings.report_origin}/en/m; words of a made-up reporter: {words}")
    typer.echo(f"Briefing     {settings.home / 'briefing' / 'briefing.html'} (and .pdf, footholds.json)")


def serve_all() -> None:
    """Runs both sites and the worker until one of them ends or somebody presses Ctrl-C."""
    running = [subprocess.Popen([sys.executable, "-m", "lamplighter", "serve", part]) for part in PARTS]
    typer.echo("Everything is running. Press Ctrl-C to stop.")
    with contextlib.suppress(KeyboardInterrupt):
        wait_for_any(running)
    for process in running:
        process.terminate()
    for process in running:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Waits until a part has ended, and ends it where it does not."""
    try:
        process.wait(timeout=LONGEST_FAREWELL_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()


def wait_for_any(running: list[subprocess.Popen[bytes]]) -> None:
    while all(process.poll() is None for process in running):
        with contextlib.suppress(subprocess.TimeoutExpired):
            running[0].wait(timeout=1)
