"""When a page is shown, as pure functions of the answers so far."""

from __future__ import annotations

from collections.abc import Callable

from lamplighter.report_site import giveaway
from lamplighter.report_site.answers import Answers

Condition = Callable[[Answers], bool]


def always(_answers: Answers) -> bool:
    return True


def says_danger(answers: Answers) -> bool:
    return answers.danger_now == "yes"


def has_help_first(answers: Answers) -> bool:
    return answers.role in ("under_18", "affected", "professional")


def may_share_the_home(answers: Answers) -> bool:
    """Somebody who came across it in their work is not asked where they live."""
    return answers.role != "professional"


def is_professional(answers: Answers) -> bool:
    return answers.role == "professional"


def wants_receipt(answers: Answers) -> bool:
    return is_professional(answers) and answers.receipt == "yes"


def is_affected(answers: Answers) -> bool:
    return answers.role == "affected"


def wants_to_be_reached(answers: Answers) -> bool:
    return is_affected(answers) and answers.named == "yes"


def has_signs_to_tick(answers: Answers) -> bool:
    """Under-18s are not asked to go through lists of abuse, nor is whoever it is happening to."""
    return answers.role not in ("under_18", "affected") and bool(answers.known_kinds)


def has_places_to_pick(answers: Answers) -> bool:
    return bool(answers.offered)


def stays_without_a_name(answers: Answers) -> bool:
    return not (wants_receipt(answers) or wants_to_be_reached(answers))


def may_give_the_writer_away(answers: Answers) -> bool:
    """Whoever leaves a name has nothing to hide from us; for everybody else the words are looked through."""
    return stays_without_a_name(answers) and bool(giveaway.found(answers))


def is_adult(answers: Answers) -> bool:
    return answers.role != "under_18"


def says_more(answers: Answers) -> bool:
    """The short way ends after "where"; whoever does not choose it is asked on."""
    return is_adult(answers) and answers.more != "no"


def tells_of_others(answers: Answers) -> bool:
    """Whoever it is happening to is not asked how they know."""
    return says_more(answers) and not is_affected(answers)
