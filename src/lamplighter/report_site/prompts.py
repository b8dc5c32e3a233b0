"""What to think of while writing, by kind: small nudges towards what helps, never a form to fill in.

Where a child or sexual violence is concerned no account of the abuse is asked for, only what helps to find and protect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter.report_site.answers import Answers

if TYPE_CHECKING:
    from lamplighter.report_site.fields import Text

GENERAL: tuple[Text, ...] = (
    _("What did you see, hear or smell?"),
    _("What made you worry?"),
    _("Does it happen at certain times?"),
)

UNDER_18: tuple[Text, ...] = (
    _("You do not have to say what happened to you or to anybody."),
    _("Who are you worried about? A first name or nickname is fine."),
    _("Is there a grown-up you trust who knows?"),
)

AFFECTED: tuple[Text, ...] = (
    _("What is happening?"),
    _("What makes it worse, or more dangerous?"),
    _("Are there children? Is anybody hurt?"),
    _("What would help you most?"),
)

PROFESSIONAL: tuple[Text, ...] = (
    _("What did you see or hear yourself, and what were you told?"),
    _("Who knows already? Has a referral been made?"),
)

BY_KIND: dict[str, tuple[Text, ...]] = {
    "cuckooing": (
        _("Does the person who lives there live alone? Are they ill, frightened, or using drugs?"),
        _("Who answers the door now? How long do visitors stay?"),
        _("When was the person last seen? Does somebody else have a key?"),
        _("Are windows covered, or is there damage, or new bikes and cars?"),
    ),
    "county_lines": (
        _("Are children or teenagers there? At what times?"),
        _("How do people travel: train, taxi, hire car, bike?"),
        _("Where do they meet, and how do buyers order? Does the phone line or group have a name?"),
        _("Are there accents or number plates from somewhere else?"),
    ),
    "child_sexual_exploitation": (
        _("You do not have to describe any abuse."),
        _("About how old is the child? Is there a school uniform?"),
        _("Are there older friends, gifts, phones, hotels or taxis? Does the child go missing or get hurt?"),
        _("Which app and name is used, if it is online?"),
    ),
    "domestic_abuse": (
        _("What have you seen or heard? Are there children?"),
        _("Did anybody make threats, follow somebody, choke somebody or use a weapon?"),
        _("Are they breaking up, or did they break up not long ago?"),
        _("Is there a safe time and way for somebody to help?"),
    ),
    "sexual_violence": (
        _("You do not have to describe what happened. A place, a time or a description helps."),
        _(
            "If it was in the last few days, a sexual assault referral centre can help and keep evidence. "
            "You do not have to speak to the police for that."
        ),
    ),
    "modern_slavery": (
        _("Where do people work, and for how long each day?"),
        _("Who drives them, and in what? Who takes the money?"),
        _("Where do they sleep? Who keeps their papers?"),
    ),
    "drug_supply": (
        _("How do people buy: at a door, from a car, in a park?"),
        _("Are there smells, fans, covered windows or extra locks?"),
        _("Who comes to restock, and when?"),
    ),
    "organised_crime": (
        _("Which shop, yard, lock-up or house is used, and what for?"),
        _("Are there weapons? Where are they kept, and who can get at them?"),
        _("Where does the money seem to go? What may happen next?"),
    ),
}


def prompts(answers: Answers) -> tuple[Text, ...]:
    """What to think of, for these kinds and this person."""
    if answers.role == "under_18":
        return UNDER_18
    if answers.role == "affected":
        return (BY_KIND["sexual_violence"] if "sexual_violence" in answers.kinds else ()) + AFFECTED
    first = PROFESSIONAL if answers.role == "professional" else ()
    kinds = answers.known_kinds
    # Many kinds would make a wall of questions before the box to write in: then the first two of each.
    most = 4 if len(kinds) < 2 and not first else 2
    return first + (tuple(prompt for kind in kinds for prompt in BY_KIND[kind][:most]) or GENERAL)
