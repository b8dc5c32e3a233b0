"""The examples in the engine's docstrings say what they say."""

from __future__ import annotations

import doctest

from lamplighter.scanning import engine, inference


def test_the_examples_run() -> None:
    for module in (engine, inference):
        told = doctest.testmod(module)
        assert told.attempted > 0
        assert told.failed == 0
