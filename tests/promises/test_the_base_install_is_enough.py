"""The public process must not be able to load what it must not know, so it runs on the base install alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START = """
import sys
allowed = set({allowed!r})
class OnlyTheBase:
    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in {installed!r} and top not in allowed:
            raise ModuleNotFoundError(f"{{name}} is not in the base install", name=top)
sys.meta_path.insert(0, OnlyTheBase())
from lamplighter.config import load
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.wsgi import application
application(load(), FormKeys())
from django.test import Client
answer = Client(headers={{"Host": "127.0.0.1"}}).get("/en/")
assert answer.status_code == 200, answer.status_code
loaded = {{name.split(".")[0] for name in sys.modules}}
print("started without", ",".join(sorted(set({installed!r}) - allowed - loaded))[:40])
"""


def base_closure() -> set[str]:
    """The distributions that the base dependencies bring, followed to the end."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    waiting, seen = [re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        needs = distribution(name).requires or []
        waiting += [
            re.split(r"[\[<>=~!; (]", line)[0].lower()
            for line in needs
            if not any(elsewhere in line for elsewhere in ("extra ==", "win32", "Windows"))
        ]
    return {name.replace("_", "-") for name in seen}


def modules(of: set[str] | None) -> list[str]:
    names = packages_distributions().items()
    return sorted(top for top, owners in names if of is None or {o.lower().replace("_", "-") for o in owners} & of)


def test_the_report_site_starts_without_the_desks_packages(tmp_path: Path) -> None:
    program = START.format(allowed=[*modules(base_closure()), "lamplighter"], installed=modules(None))
    env = {
        **os.environ,
        "LAMPLIGHTER_HOME": str(tmp_path),
        "LAMPLIGHTER_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "lamplighter.report_site.settings",
    }
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "started without" in done.stdout


def test_the_engines_are_not_in_the_base_install() -> None:
    assert not {"numpy", "numba", "shapely", "pyproj", "altair", "django-tasks"} & base_closure()
