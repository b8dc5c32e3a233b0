"""Whatever the bytes, parsing gives a tip or a TipError; whatever the tip, it comes back."""

from __future__ import annotations

import base64
import json

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.tips import (
    ANSWERS,
    BASES,
    CHANNELS,
    HOW_KNOWN,
    MAX_PHOTOS,
    PRECISIONS,
    ROLES,
    SEALED_BY,
    THRESHOLDS,
    ReplyTo,
    Tip,
    TipError,
    TipPlace,
    Work,
    clean,
    dump,
    full_text,
    parse,
    sections,
)

words = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t"), max_size=60)
ids = st.lists(st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}", fullmatch=True), unique=True, max_size=5).map(tuple)
points = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
keys = st.binary(min_size=1216, max_size=1216).map(lambda raw: base64.b64encode(raw).decode())
replies = st.builds(ReplyTo, mailbox=st.from_regex(r"[0-9a-f]{32}", fullmatch=True), public_key=keys)


@st.composite
def places(draw: st.DrawFn) -> TipPlace:
    lat, lon = draw(points) or (None, None)
    text, precision = draw(words), draw(st.sampled_from(PRECISIONS))
    return TipPlace(text=text, label=draw(words), lat=lat, lon=lon, precision=precision)


tips = st.builds(
    Tip,
    language=st.sampled_from(["en", "cy", "pt-BR", "zh-Hans"]),
    story=words,
    kinds=ids,
    role=st.sampled_from(ROLES),
    danger_now=st.sampled_from(ANSWERS),
    signs=ids,
    place=st.none() | places(),
    when=words,
    how_often=words,
    still_happening=st.sampled_from(ANSWERS),
    people=words,
    vehicles=words,
    contacts=words,
    how_known=st.sampled_from(HOW_KNOWN),
    who_else_knows=words,
    hazards=words,
    at_risk=words,
    reply_to=st.none() | replies,
    channel=st.sampled_from(CHANNELS),
    sealed_by=st.sampled_from(SEALED_BY),
    photos=st.integers(0, MAX_PHOTOS),
    work=st.none() | st.builds(Work, threshold=st.sampled_from(THRESHOLDS), basis=st.sampled_from(BASES)),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)
field_names = st.sampled_from([*json.loads(dump(Tip(language="en"))), "email"])


def tip_or_refusal(document: bytes) -> Tip | None:
    try:
        return parse(document)
    except TipError:
        return None


@given(tips)
def test_every_tip_comes_back_from_its_document(tip: Tip) -> None:
    assert parse(dump(tip)) == tip


@given(tips)
def test_a_document_is_canonical(tip: Tip) -> None:
    assert dump(parse(dump(tip))) == dump(tip)


@given(tips)
def test_sections_lie_where_they_say(tip: Tip) -> None:
    text = full_text(tip)
    assert all(text[part.start : part.end] == part.text for part in sections(tip))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tip_or_a_refusal(document: bytes) -> None:
    found = tip_or_refusal(document)
    assert found is None or parse(dump(found)) == found


@given(st.dictionaries(field_names, json_values, max_size=6), st.sampled_from([1, 2]))
def test_any_object_gives_a_tip_or_a_refusal(fields: dict[str, object], version: int) -> None:
    found = tip_or_refusal(json.dumps({"version": version, "language": "en", **fields}).encode())
    assert found is None or parse(dump(found)) == found


@given(tips, st.data())
def test_a_cut_document_is_refused(tip: Tip, data: st.DataObject) -> None:
    document = dump(tip)
    cut = document[: data.draw(st.integers(0, len(document) - 1))]
    assert tip_or_refusal(cut) is None


@given(st.text(st.characters(), max_size=200))
def test_cleaned_text_is_always_accepted_and_stays_clean(raw: str) -> None:
    cleaned = clean(raw)
    assert clean(cleaned) == cleaned
    assert Tip(language="en", story=cleaned).story == cleaned
