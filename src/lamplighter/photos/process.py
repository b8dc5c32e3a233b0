"""Has a photo made anew in a process of its own, through pipes: a decoder that breaks, breaks nothing but itself.

Nothing of the photo is on a disk, in an argument or in a log; the process that asks may hold keys, the one that decodes
holds one photo.
"""

from __future__ import annotations

import os
import subprocess
import sys

from lamplighter.photos.errors import PhotoDamaged, PhotoTooHard
from lamplighter.photos.header import header_of
from lamplighter.photos.limits import DAMAGED, LARGEST, LONGEST_SIDE

PATIENCE_SECONDS = 30
COMMAND = (sys.executable, "-P", "-m", "lamplighter.photos.child")
# Where the program is, if not where Python looks by itself; nothing else of our surroundings is handed on.
HANDED_ON = ("PYTHONPATH",)


def cleaned(photo: bytes) -> bytes:
    """Return the picture alone, as a small upright JPEG, or raise the sentence that says why there is none."""
    header_of(photo)
    surroundings = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own module, by our own Python, with nothing of the photo in it
            COMMAND,
            input=photo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
            cwd="/",
            env={**surroundings, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise PhotoTooHard from error
    if done.returncode == DAMAGED:
        raise PhotoDamaged
    if done.returncode != 0:
        raise PhotoTooHard
    return _checked(done.stdout)


def _checked(made: bytes) -> bytes:
    """What came back is looked at once more: a broken decoder could answer anything."""
    header = header_of(made)
    if header.format != "JPEG" or max(header.size) > LONGEST_SIDE or len(made) > LARGEST:
        raise PhotoDamaged
    return made
