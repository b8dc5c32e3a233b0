"""Whatever a page or a state holds, it opens as it was and has one of few lengths."""

from __future__ import annotations

import gzip
import json
import random

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.report_site.filling import MOST_MORE, PLAIN, SHRUNK, STATE, filled, filled_state

# Text that shrinks a lot, little, and not at all.
TEXTS = st.one_of(
    st.text(max_size=400),
    st.builds(lambda part, times: part * times, st.text(max_size=40), st.integers(0, 4000)),
    st.builds(lambda seed, n: random.Random(seed).randbytes(n).hex(), st.integers(0, 99), st.integers(0, 80_000)),
)


def lengths(step: int) -> set[int]:
    found = [step]
    while found[-1] < 2_000_000:
        found.append(found[-1] + min(found[-1], MOST_MORE))
    return set(found)


@given(TEXTS)
def test_a_page_is_filled_with_nothing_but_a_comment(text: str) -> None:
    page = text.encode()
    plain = filled(HttpResponse(page), shrunk=False)
    shrunk = filled(HttpResponse(page), shrunk=True)
    assert shrunk.headers["Content-Encoding"] == "gzip"
    for found, content, step in (
        (plain, plain.content, PLAIN),
        (shrunk, gzip.decompress(shrunk.content), SHRUNK),
    ):
        assert content.startswith(page + b"<!--")
        assert content[len(page) :].replace(b" ", b"") == b"<!---->"
        assert len(found.content) in lengths(step)
        assert found.headers["Content-Length"] == str(len(found.content))


@given(st.dictionaries(st.text(max_size=20), TEXTS, max_size=3))
def test_what_a_form_carries_along_reads_as_it_was(found: dict[str, str]) -> None:
    filled_up = filled_state(json.dumps(found, ensure_ascii=False))
    assert json.loads(filled_up) == found
    assert len(filled_up) in lengths(STATE)


@pytest.mark.parametrize("short", range(-3, 4))
def test_at_every_edge_the_length_is_right(short: int) -> None:
    page = b"x" * (PLAIN - len(b"<!---->") + short)
    assert len(filled(HttpResponse(page), shrunk=False).content) == (PLAIN if short <= 0 else 2 * PLAIN)
