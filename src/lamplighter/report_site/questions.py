"""The journey as a table: every page, what it asks, and when it is shown. Nothing else decides the way through."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lamplighter.report_site import conditions as when
from lamplighter.report_site import options
from lamplighter.report_site.answers import OWN_WORDS
from lamplighter.report_site.fields import RATHER_NOT, Field
from lamplighter.report_site.page import Page
from lamplighter.report_site.reaching import IN_TOUCH, WHY_SHARED
from lamplighter.tips import MAX_ANSWER, MAX_STORY

MAX_ONLINE = 600


PAGES: tuple[Page, ...] = (
    Page(key="before", title=_("Start"), heading=_("Before you start"), above="before"),
    Page(
        key="danger",
        title=_("Now"),
        heading=_("Is somebody in danger now?"),
        above="danger",
        fields=(
            Field(key="danger_now", kind="one", label=_("Is somebody in danger now?"), options=options.YES_NO_UNSURE),
        ),
    ),
    Page(
        key="call",
        title=_("Next"),
        heading=_("Please call 999 now"),
        above="call",
        shown_when=when.says_danger,
        follows="danger",
        button=_("Go on with this form"),
    ),
    Page(
        key="you",
        title=_("You"),
        heading=_("Which of these are you?"),
        above="you",
        fields=(
            Field(key="role", kind="one", label=_("Which of these are you?"), options=options.ROLES, unsaid=RATHER_NOT),
        ),
    ),
    Page(
        key="first",
        title=_("First"),
        heading=_("Before you go on"),
        above="first",
        shown_when=when.has_help_first,
        follows="you",
    ),
    Page(
        key="home",
        title=_("Home"),
        heading=_("Do you live with anybody this is about?"),
        shown_when=when.may_share_the_home,
        fields=(
            Field(
                key="same_home",
                kind="one",
                label=_("Do you live with anybody this is about?"),
                hint=_("If you do, we will leave you with nothing that could be found, unless you ask for it."),
                options=options.YES_NO_RATHER_NOT,
                unsaid=RATHER_NOT,
            ),
        ),
    ),
    *WHY_SHARED,
    Page(
        key="kinds",
        title=_("What"),
        heading=_("What is it about?"),
        fields=(
            Field(
                key="kinds",
                kind="many",
                label=_("What is it about?"),
                hint=_("Tick all that fit. If you are not sure, say so: that is fine."),
                options=options.kind_options,
            ),
        ),
    ),
    Page(
        key="signs",
        title=_("Noticed"),
        heading=_("What have you noticed?"),
        above="signs",
        shown_when=when.has_signs_to_tick,
        follows="kinds",
        fields=(Field(key="signs", kind="many", label=_("What have you noticed?"), options=options.sign_options),),
    ),
    Page(
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
        key="where",
        title=_("Where"),
        heading=_("Where is it?"),
        above="where",
        fields=(
            Field(key="postcode", kind="line", label=_("Postcode, or its first part"), limit=16),
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
        key="which",
        title=_("Which place"),
        heading=_("Did you mean one of these?"),
        shown_when=when.has_places_to_pick,
        follows="where",
        fields=(
            Field(
                key="candidate",
                kind="one",
                label=_("Did you mean one of these?"),
                short=_("On our map"),
                unsaid=OWN_WORDS,
            ),
        ),
    ),
    Page(
        key="more",
        title=_("More"),
        heading=_("Can you say more?"),
        above="more",
        shown_when=when.is_adult,
        fields=(Field(key="more", kind="one", label=_("Can you say more?"), options=options.MORE, unsaid="yes"),),
    ),
    Page(
        key="when",
        title=_("When"),
        heading=_("When does it happen?"),
        shown_when=when.says_more,
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
            Field(key="still_happening", kind="one", label=_("Is it still happening?"), options=options.YES_NO_UNSURE),
        ),
    ),
    Page(
        key="people",
        title=_("Who"),
        heading=_("Who is involved?"),
        above="people",
        shown_when=when.says_more,
        fields=(
            Field(
                key="people",
                kind="text",
                label=_("People"),
                hint=_(
                    "What they look like, about how old, what they wear. Then names or nicknames, if you know them."
                ),
            ),
        ),
    ),
    Page(
        key="vehicles",
        title=_("Getting about"),
        heading=_("Do they use cars, vans or bikes?"),
        shown_when=when.says_more,
        fields=(
            Field(
                key="vehicles",
                kind="text",
                label=_("Cars, vans or bikes"),
                hint=_("Colour, make, and any part of the number plate."),
                rows=3,
            ),
        ),
    ),
    Page(
        key="contacts",
        title=_("Names used"),
        heading=_("Do they use a phone or an online name?"),
        shown_when=when.says_more,
        fields=(
            Field(
                key="contacts",
                kind="text",
                label=_("Phone numbers or online names they use"),
                hint=_("Only what you already know. Please do not look in anybody's phone for us."),
                # Joined with the online name of "where" into one field of the tip: together they must fit it.
                limit=MAX_ANSWER - MAX_ONLINE - len("\n"),
                rows=3,
            ),
        ),
    ),
    Page(
        key="know",
        title=_("How you know"),
        heading=_("How do you know?"),
        shown_when=when.tells_of_others,
        fields=(
            Field(
                key="how_known", kind="one", label=_("How do you know?"), options=options.HOW_KNOWN, unsaid=RATHER_NOT
            ),
        ),
    ),
    Page(
        key="others",
        title=_("Others"),
        heading=_("Who else could know this?"),
        shown_when=when.tells_of_others,
        fields=(
            Field(
                key="who_else_knows",
                kind="line",
                label=_("Who else could know this?"),
                hint=_("This helps us keep you safe. If only you could know, we will take more care."),
            ),
        ),
    ),
    Page(
        key="hazards",
        title=_("Care"),
        heading=_("What should anybody who visits know?"),
        shown_when=when.says_more,
        fields=(
            Field(
                key="hazards",
                kind="text",
                label=_("Dangers to anybody who visits"),
                hint=_("Weapons, dogs, blocked doors, drugs being made."),
                rows=3,
            ),
        ),
    ),
    Page(
        key="at_risk",
        title=_("Who needs help"),
        heading=_("Does anybody need help?"),
        shown_when=when.says_more,
        fields=(
            Field(
                key="at_risk",
                kind="text",
                label=_("Children, or anybody who may need help"),
                hint=_("How many, about how old, and whether somebody is ill or cannot leave."),
                rows=3,
            ),
        ),
    ),
    *IN_TOUCH,
    Page(key="check", title=_("Check"), heading=_("Check your answers"), button=_("Go to the last page")),
    Page(
        key="giveaway",
        title=_("Look again"),
        heading=_("You may be giving yourself away"),
        shown_when=when.may_give_the_writer_away,
        button=_("Keep it as it is"),
    ),
    Page(key="send", title=_("Last page"), heading=_("Send it")),
)

BY_KEY = {page.key: page for page in PAGES}
PLACE_OF = {page.key: number for number, page in enumerate(PAGES)}
