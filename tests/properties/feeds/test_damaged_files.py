"""A monthly file damaged in any way is read to its end: every line is accounted for and no sound row is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import small_county
import street_crime
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.feeds.police_uk import import_files
from lamplighter.feeds.street_rows import RefusedLine, StreetRow, street_rows
from lamplighter.places import Pack

HEADER = ",".join(street_crime.COLUMNS).encode()
SOUND = [",".join(street_crime.row(f"id{n}", place=(1, 1 + n / 10))).encode() for n in range(8)]
damage = st.binary(max_size=80).map(lambda bad: bad.replace(b"\n", b"").replace(b"\r", b""))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with small_county.pack(tmp_path_factory.mktemp("county")) as opened:
        yield opened


@given(lines=st.lists(st.one_of(st.sampled_from(SOUND), damage), max_size=20))
def test_sound_rows_survive_any_damage_around_them(lines: list[bytes]) -> None:
    found = list(street_rows(BytesIO(b"\n".join([HEADER, *lines]))))
    kept = [row.key for row in found if isinstance(row, StreetRow)]
    wanted = [line.split(b",")[0].decode() for line in lines if line in SOUND]
    assert [key for key in kept if key.startswith("id")] == wanted


@given(lines=st.lists(st.one_of(st.sampled_from(SOUND), damage), max_size=20))
def test_every_line_that_says_anything_is_a_row_or_a_refusal(lines: list[bytes]) -> None:
    said = [line for line in lines if line.strip(b"\r\n\t ,\x1a")]
    assert len(list(street_rows(BytesIO(b"\n".join([HEADER, *lines]))))) == len(said)


@given(content=st.binary(max_size=400))
def test_any_bytes_at_all_are_read_to_the_end(content: bytes) -> None:
    lines = content.count(b"\n") + 1
    for row in street_rows(BytesIO(content)):
        assert isinstance(row, StreetRow) or 1 <= row.line <= lines


@given(text=st.binary(min_size=1, max_size=60), at=st.integers(0, len(SOUND)))
def test_a_refusal_names_the_damaged_line(text: bytes, at: int) -> None:
    bad = b"\xff" + text.replace(b"\n", b" ")
    lines = [HEADER, *SOUND[:at], bad, *SOUND[at:]]
    refused = [row for row in street_rows(BytesIO(b"\n".join(lines))) if isinstance(row, RefusedLine)]
    assert [row.line for row in refused] == [at + 2]


@settings(max_examples=25)
@given(
    files=st.lists(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.sampled_from([0, 60])), max_size=8),
                   min_size=1, max_size=3)
)  # fmt: skip
def test_importing_again_adds_nothing_and_read_is_the_sum(pack: Pack, files: list[list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            street_crime.write(Path(folder) / f"{n}.csv", *(street_crime.row(i, place=(1, 1 + far)) for i, far in rows))
            for n, rows in enumerate(files)
        ]
        store = Path(folder) / "store.sqlite3"
        first, again = import_files(paths, store, pack), import_files(paths, store, pack)
    assert first.read == again.read == sum(map(len, files))
    assert (again.added, again.outside, again.refused) == (0, 0, 0)
    named = {i for rows in files for i, _ in rows if i}
    unnamed = {far: max(sum(row == ("", far) for row in rows) for rows in files) for far in (0, 60)}
    assert first.added + first.outside == len(named) + sum(unnamed.values())
