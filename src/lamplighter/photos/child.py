"""The process that decodes one photo and ends: it has little memory and time, no key, and no way to open anything.

It reads the photo on its standard input and answers on its standard output: `python -m lamplighter.photos.child`.
"""

from __future__ import annotations

import os
import resource
import sys

from lamplighter.photos.errors import PhotoError
from lamplighter.photos.limits import DAMAGED, MOST_BYTES, TOO_MUCH
from lamplighter.photos.picture import made_anew

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 15
POLITENESS = 10

# No file, socket or process can be opened any more, nothing written, and no image of the memory kept; what is open stays
# open, which is standard input and output.
LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: CPU_SECONDS,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 0,
    resource.RLIMIT_NPROC: 0,
}


def close_the_door() -> None:
    """Give up what decoding does not need, before a byte of the photo is read."""
    os.nice(POLITENESS)
    for what, limit in LIMITS.items():
        resource.setrlimit(what, (limit, limit))


def main() -> int:
    close_the_door()
    try:
        made = made_anew(sys.stdin.buffer.read(MOST_BYTES + 1))
    except PhotoError:
        return DAMAGED
    except MemoryError:
        return TOO_MUCH
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    # Without Python's own farewell, which may want to open something.
    os._exit(main())
