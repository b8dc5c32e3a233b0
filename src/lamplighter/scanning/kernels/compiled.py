"""How this room compiles its kernels: free of Python's lock, plain floating point, kept on disk.

Numba keeps a compiled function while its own file is unchanged, even where a function it calls has changed. So the
folder they are kept in is named after the content of all kernels: a changed kernel never meets an old one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
from numba import njit
from numba.core import config
from numba.core.registry import cpu_target
from numba.core.typing.typeof import typeof_impl

Function = TypeVar("Function", bound=Callable[..., object])
Kind = TypeVar("Kind", bound=type)

HERE = Path(__file__).parent


def kernel(function: Function) -> Function:
    """Compiles on first use; the types mypy knows stay those of the Python function."""
    numbas = vars(config)
    others, numbas["CACHE_DIR"] = numbas["CACHE_DIR"], cache_folder()
    try:
        return cast("Function", njit(cache=True, nogil=True, error_model="numpy")(function))
    finally:
        numbas["CACHE_DIR"] = others


def argument(kind: Kind) -> Kind:
    """Tells Numba at once that a named tuple is a tuple; finding it out by itself takes longer than a small scan."""
    typeof_impl.register(kind, typeof_impl.dispatch(tuple))
    return kind


# Numba gets ready when it first meets a kernel. Better while modules load, once, than in whichever scan is first.
typeof_impl.register(np.uint64, typeof_impl.dispatch(np.generic))
cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()


@cache
def cache_folder() -> str:
    """Where Numba is told to keep things, else beside the kernels, else with the user's other caches."""
    users = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lamplighter"
    beside = HERE / "__pycache__" if os.access(HERE, os.W_OK) else users
    content = sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py"))))
    return str(Path(os.environ.get("NUMBA_CACHE_DIR") or beside) / f"kernels-{content.hexdigest()[:16]}")
