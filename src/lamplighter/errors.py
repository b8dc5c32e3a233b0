"""The base of every error that Lamplighter raises on purpose.

An error's docstring is the sentence a person reads, with its fields filled in; a traceback is for us, a sentence is
for them.
"""

from __future__ import annotations

import inspect


class LamplighterError(Exception):
    """Something went wrong that Lamplighter expected might."""

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        self.sentence = " ".join(inspect.cleandoc(self.__class__.__doc__ or "").split()).format(**fields)
        super().__init__(self.sentence)

    def __getattr__(self, name: str) -> object:
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None
