"""The journey as a table: every page, what it asks, and when it is shown. Nothing else decides the way through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter import signs
from lamplighter.report_site.answers import NOT_SURE, Answers
from lamplighter.report_site.fields import RATHER_NOT, Field, Option
from lamplighter.tips import MAX_ANSWER, MAX_STORY

if TYPE_CHECKING:
    from lamplighter.report_site.fields import Text

Condition = Callable[[Answers], bool]
CONTINUE = _("Continue")
MAX_ONLINE = 600


def always(_answers: Answers) -> bool:
    return True


def says_danger(answers: Answers) -> bool:
    return answers.danger_now == "yes"


def has_help_first(answers: Answers) -> bool:
    return answers.role in ("under_18", "affected", "professional")


def is_adult(answers: Answers) -> bool:
    return answers.role != "under_18"


def has_signs_to_tick(answers: Answers) -> bool:
    """Under-18s are not asked to go through lists of abuse."""
    return is_adult(answers) and bool(answers.known_kinds)


def has_places_to_pick(answers: Answers) -> bool:
    return bool(answers.offered)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the journey. `title` is what the browser's history shows, so it says nothing about crime.

    `follows` names the page whose answer this one completes: after a change from "check", only these are asked again.
    """

    number: int
    key: str
    title: Text
    heading: Text
    fields: tuple[Field, ...] = ()
    shown_when: Condition = always
    follows: str = ""
    above: str = ""
    button: Text = CONTINUE

    @property
    def above_template(self) -> str:
        return f"above/{self.above}.html"


def kind_options(_answers: Answers) -> tuple[Option, ...]:
    listed = tuple(Option(kind.id, _(kind.question)) for kind in signs.kinds())
    return (*listed, Option(NOT_SURE, _("I am not sure, or something else")))


def sign_options(answers: Answers) -> tuple[Option, ...]:
    """The signs of the kinds ticked, each once, under the first kind it belongs to."""
    found: dict[str, Option] = {}
    for kind_id in answers.known_kinds:
        for sign in signs.signs_of(kind_id):
            found.setdefault(sign.id, Option(sign.id, _(sign.sentence), group=_(signs.kind(kind_id).title)))
    return tuple(found.values())


def _listed(*options: tuple[str, Text]) -> Callable[[Answers], tuple[Option, ...]]:
    made = tuple(Option(value, label) for value, label in options)
    return lambda _answers: made


YES_NO_UNSURE = _listed(("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure")))
YES_NO_RATHER_NOT = _listed(("yes", _("Yes")), ("no", _("No")), (RATHER_NOT, _("I would rather not say")))

ROLES = _listed(
    ("neighbour", _("A neighbour, or somebody who noticed something")),
    ("family_friend", _("Family or a friend")),
    ("affected", _("The person it is happening to")),
    ("under_18", _("I am under 18")),
    ("professional", _("I came across it in my work")),
    (RATHER_NOT, _("I would rather not say")),
)

HOW_KNOWN = _listed(
    ("saw", _("I saw it")),
    ("heard", _("I heard it happen")),
    ("told", _("Somebody told me")),
    ("online", _("I saw it online")),
    ("guess", _("It is a guess, from what I have put together")),
    (RATHER_NOT, _("I would rather not say")),
)

PAGES: tuple[Page, ...] = (
    Page(
        number=1,
        key="danger",
        title=_("Start"),
        heading=_("Is somebody in danger now?"),
        above="danger",
        fields=(Field(key="danger_now", kind="one", label=_("Is somebody in danger now?"), options=YES_NO_UNSURE),),
    ),
    Page(
        number=2,
        key="call",
        title=_("Call first"),
        heading=_("Please call 999 now"),
        above="call",
        shown_when=says_danger,
        follows="danger",
        button=_("Go on with this form"),
    ),
    Page(
        number=3,
        key="you",
        title=_("About you"),
        heading=_("Which of these are you?"),
        above="you",
        fields=(
            Field(key="role", kind="one", label=_("Which of these are you?"), options=ROLES),
            Field(
                key="same_home",
                kind="one",
                label=_("Do you live in the same home as somebody this is about?"),
                hint=_("If you do, we will leave you with nothing that could be found, unless you ask for it."),
                options=YES_NO_RATHER_NOT,
            ),
        ),
    ),
    Page(
        number=4,
        key="first",
        title=_("First"),
        heading=_("Before you go on"),
        above="first",
        shown_when=has_help_first,
        follows="you",
    ),
    Page(
        number=5,
        key="kinds",
        title=_("What"),
        heading=_("What is it about?"),
        fields=(
            Field(
                key="kinds",
                kind="many",
                label=_("What is it about?"),
                hint=_("Tick all that fit. If you are not sure, say so: that is fine."),
                options=kind_options,
            ),
        ),
    ),
    Page(
        number=6,
        key="signs",
        title=_("Noticed"),
        heading=_("What have you noticed?"),
        above="signs",
        shown_when=has_signs_to_tick,
        follows="kinds",
        fields=(Field(key="signs", kind="many", label=_("What have you noticed?"), options=sign_options),),
    ),
    Page(
        number=7,
        key="story",
        title=_("Your words"),
        heading=_("Tell us what you noticed"),
        above="story",
        fields=(
            Field(
                key="story",
                kind="text",
                label=_("In your own words"),
                hint=_("Leave out your own name and anything that only you could know, if you can."),
                limit=MAX_STORY,
                rows=10,
            ),
        ),
    ),
    Page(
        number=8,
        key="where",
        title=_("Where"),
        heading=_("Where is it?"),
        above="where",
        fields=(
            Field(key="postcode", kind="line", label=_("Postcode, if you know it"), limit=16),
            Field(
                key="street",
                kind="line",
                label=_("Street, building or what it is near"),
                hint=_("For example: the flats behind the shops on Mill Road. You do not need a house number."),
                limit=600,
            ),
            Field(key="town", kind="line", label=_("Town or village"), limit=200),
            Field(
                key="online",
                kind="line",
                label=_("If it is online: the app or site, and the name used there"),
                limit=MAX_ONLINE,
            ),
        ),
    ),
    Page(
        number=9,
        key="which",
        title=_("Which place"),
        heading=_("Did you mean one of these?"),
        shown_when=has_places_to_pick,
        follows="where",
        fields=(Field(key="candidate", kind="one", label=_("Did you mean one of these?"), short=_("On our map")),),
    ),
    Page(
        number=10,
        key="when",
        title=_("When"),
        heading=_("When does it happen?"),
        shown_when=is_adult,
        fields=(
            Field(
                key="when",
                kind="line",
                label=_("When did you notice it?"),
                hint=_("For example: most Fridays after dark. A rough time is safer for you than an exact one."),
            ),
            Field(
                key="how_often",
                kind="line",
                label=_("How often?"),
                hint=_("Is it getting worse? Do you know when it may happen next?"),
            ),
            Field(key="still_happening", kind="one", label=_("Is it still happening?"), options=YES_NO_UNSURE),
        ),
    ),
    Page(
        number=11,
        key="people",
        title=_("Who"),
        heading=_("Who is involved?"),
        above="people",
        shown_when=is_adult,
        fields=(
            Field(
                key="people",
                kind="text",
                label=_("People"),
                hint=_(
                    "What they look like, about how old, what they wear. Then names or nicknames, if you know them."
                ),
            ),
            Field(
                key="vehicles",
                kind="text",
                label=_("Cars, vans or bikes"),
                hint=_("Colour, make, and any part of the number plate."),
                rows=3,
            ),
            Field(
                key="contacts",
                kind="text",
                label=_("Phone numbers or online names they use"),
                # Joined with the online name of "where" into one field of the tip: together they must fit it.
                limit=MAX_ANSWER - MAX_ONLINE - len("\n"),
                rows=3,
            ),
        ),
    ),
    Page(
        number=12,
        key="know",
        title=_("How you know"),
        heading=_("How do you know?"),
        shown_when=is_adult,
        fields=(
            Field(key="how_known", kind="one", label=_("How do you know?"), options=HOW_KNOWN),
            Field(
                key="who_else_knows",
                kind="line",
                label=_("Who else could know this?"),
                hint=_("This helps us keep you safe. If only you could know, we will take more care."),
            ),
        ),
    ),
    Page(
        number=13,
        key="hazards",
        title=_("Care"),
        heading=_("What should anybody who visits know?"),
        shown_when=is_adult,
        fields=(
            Field(
                key="hazards",
                kind="text",
                label=_("Dangers to anybody who visits"),
                hint=_("Weapons, dogs, blocked doors, drugs being made."),
                rows=3,
            ),
            Field(
                key="at_risk",
                kind="text",
                label=_("Children, or anybody who may need help"),
                hint=_("How many, about how old, and whether somebody is ill or cannot leave."),
                rows=3,
            ),
        ),
    ),
    Page(number=14, key="check", title=_("Check"), heading=_("Check your answers"), button=_("Go to the last page")),
    Page(number=15, key="send", title=_("Last page"), heading=_("Send it")),
)

BY_NUMBER = {page.number: page for page in PAGES}
BY_KEY = {page.key: page for page in PAGES}
