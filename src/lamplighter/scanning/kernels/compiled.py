"""How this room compiles its kernels: cached on disk, free of Python's lock, plain floating point."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def kernel(function: Function) -> Function:
    """Compiles on first use; the types mypy knows stay those of the Python function."""
    return cast("Function", njit(cache=True, nogil=True, error_model="numpy")(function))
