"""Whatever is filled in, the page's script makes the very document that the site would have made of the same form."""

from __future__ import annotations

import base64
from dataclasses import replace

import page_code
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplighter.report_site import sections
from lamplighter.report_site.answers import Answers, contact, tip
from lamplighter.report_site.formbody import Form
from lamplighter.sealing import mailbox_keys, make_words
from lamplighter.tips import Enclosure, ReplyTo, Tip, clean, join, parse_contact, read

FIELDS = [field for section in sections.SECTIONS for field in section.page.fields]
TYPED = {field.key: field.limit for field in FIELDS if field.kind in ("line", "text")}
ID = "0" * 32
Filled = list[tuple[str, str]]

# What Unicode has had for long: Node may know letters that this Python does not.
letters = st.characters(max_codepoint=0x2FFF, exclude_categories=("Cn", "Co", "Cs")) | st.sampled_from("\r\n\t 😀é́")


def text_within(limit: int) -> st.SearchStrategy[str]:
    """What both sides take: a letter is at most three once it is in its usual form; longer answers are sent back."""
    return st.text(letters, max_size=min(40, limit // 3))


@st.composite
def filled_in(draw: st.DrawFn) -> Filled:
    """A form as a browser would send it."""
    pairs = [
        (name, draw(text_within(TYPED[name]))) for name in draw(st.lists(st.sampled_from(list(TYPED)), unique=True))
    ]
    for field in FIELDS:
        offered = [option.value for option in field.options(Answers())]
        if field.kind == "many":
            pairs += [(field.key, value) for value in draw(st.lists(st.sampled_from(offered), unique=True, max_size=5))]
        elif field.kind == "one" and draw(st.booleans()):
            pairs.append((field.key, draw(st.sampled_from(offered))))
    return pairs


def made_here(filled: Filled, reply_to: ReplyTo | None) -> tuple[Tip, object]:
    values: dict[str, tuple[str, ...]] = {}
    for name, raw in filled:
        values[name] = (*values.get(name, ()), clean(raw))
    answers, _problems = sections.read(Form(values), None)
    there = replace(tip(answers, language="pl", pack=None, reply_to=reply_to), sealed_by="browser")
    return there, contact(answers)


# Starting Node costs more than a hundred forms: each example is many.
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(filled_in(), min_size=10, max_size=20))
def test_the_page_makes_the_same_document_and_the_same_contact(forms: list[Filled]) -> None:
    keys = mailbox_keys(make_words())
    public = base64.b64encode(keys.public_key).decode()
    reply_to = ReplyTo(mailbox=keys.mailbox, public_key=public)
    there = {"mailbox": keys.mailbox, "publicKey": public}
    calls = [{"call": "report", "given": form, "language": "pl", "replyTo": there} for form in forms]
    for form, answer in zip(forms, page_code.run(calls), strict=True):
        document, apart = answer["gives"]
        wanted, wanted_apart = made_here(form, reply_to)
        assert read(base64.b64decode(document)) == wanted
        assert (parse_contact(join([enclosed(apart)])) if apart else None) == wanted_apart


def enclosed(apart: str) -> Enclosure:
    found = read(base64.b64decode(apart))
    assert isinstance(found, Enclosure)
    assert (found.tip, found.kind) == (ID, "contact")
    return found
