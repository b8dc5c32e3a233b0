"""The process that decodes: it may break, and it may do nothing but decode."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pictures import CANARY, SECRET, claiming_png, every_format, jpeg, png

from lamplighter.photos import cleaned, errors, process

DOOR = "from lamplighter.photos import child; child.close_the_door(); "


def running(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", program))


@pytest.mark.parametrize("name", list(every_format()))
def test_a_photo_is_made_anew_by_a_process_that_can_open_nothing(name: str) -> None:
    made = cleaned(every_format()[name])
    assert made.startswith(b"\xff\xd8\xff\xe0")
    assert SECRET not in made


def test_a_damaged_photo_is_refused_with_its_sentence() -> None:
    with pytest.raises(errors.PhotoDamaged):
        cleaned(png()[:-40])


def test_a_bomb_is_refused_before_a_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    running(monkeypatch, "raise SystemExit('it was started')")
    with pytest.raises(errors.TooManyPixels):
        cleaned(claiming_png(60_000, 60_000))


def test_the_process_that_asks_never_loads_a_decoder() -> None:
    program = "import sys, lamplighter.photos; print(sorted(name for name in sys.modules if name.startswith('PIL')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/dev/null')",
        "import socket; socket.socket()",
        "import os; os.close(0); open('/etc/hosts')",
        "import os; os.pipe()",
        "bytearray(900 * 1024 * 1024)",
    ],
)
def test_whoever_takes_over_the_decoder_can_open_nothing(monkeypatch: pytest.MonkeyPatch, attempt: str) -> None:
    answer = f"{DOOR}\nimport sys\ntry:\n    {attempt}\nexcept (OSError, MemoryError):\n    sys.exit(77)\n"
    done = subprocess.run([sys.executable, "-c", answer], capture_output=True, check=False)
    assert done.returncode == 77, done.stderr


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import sys; sys.exit(4)",
        "import sys; sys.exit(1)",
        "raise MemoryError",
        f"{DOOR} import signal, os; os.kill(os.getpid(), signal.SIGXCPU)",
    ],
)
def test_a_decoder_that_breaks_is_a_sentence(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    running(monkeypatch, program)
    with pytest.raises(errors.PhotoTooHard):
        cleaned(jpeg())


def test_a_decoder_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    running(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(errors.PhotoTooHard):
        cleaned(jpeg())


@pytest.mark.parametrize("answer", [b"<svg/>", png(), jpeg((2000, 10)), b"", jpeg() + bytes(400_000)])
def test_what_a_broken_decoder_answers_is_not_believed(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    program = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer!r})"
    running(monkeypatch, program if len(answer) < 9000 else "import sys; sys.stdout.buffer.write(bytes(400_000))")
    with pytest.raises(errors.PhotoError):
        cleaned(jpeg())


def test_nothing_of_our_surroundings_is_handed_to_the_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMPLIGHTER_MADE_UP", CANARY)
    running(monkeypatch, "import os, sys; sys.exit(3 if 'LAMPLIGHTER_MADE_UP' in os.environ else 4)")
    with pytest.raises(errors.PhotoTooHard):
        cleaned(jpeg())
