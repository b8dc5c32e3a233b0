"""An error's sentence in the language of the page: its docstring is what translators are given."""

from __future__ import annotations

import inspect

from django.utils.translation import gettext

from lamplighter.errors import LamplighterError


def told(error: LamplighterError) -> str:
    """The sentence a person reads, with its fields filled in."""
    sentence = " ".join(inspect.cleandoc(type(error).__doc__ or "").split())
    return gettext(sentence).format(**error.fields)
