"""What a watch says, in plain words made from the numbers it keeps. It never says more than the evidence bears."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds.models import HoldReading, State
from lamplighter.desk.holds.selectors import Standing
from lamplighter.evaluation.displacement import LEAST_TO_DIVIDE
from lamplighter.evaluation.verdict import FEWEST_COUNTED, FEWEST_WEEKS, LEVEL

PARTS: dict[str, str | Promise] = {
    "place": gettext_lazy("The place"),
    "ring": gettext_lazy("The ring round it"),
    "comparison": gettext_lazy("The comparison"),
}
DIFFERENCES: dict[str, str | Promise] = {
    "fall": gettext_lazy("The place, since the closing"),
    "recent": gettext_lazy("The place, lately"),
    "overall": gettext_lazy("The place and the ring together"),
}


def plainly(reading: HoldReading | None) -> str:
    """The state in a sentence."""
    if reading is None:
        return _("Nothing has been looked at yet. The first look is made within the day.")
    if reading.state in (State.NO_MAP, State.LEARNING, State.WAITING):
        return _nothing_yet(reading)
    return _verdict(reading)


def _nothing_yet(reading: HoldReading) -> str:
    found, tips = reading.found, reading.stream == Stream.TIPS
    if found["why"] == "no_map":
        return _("The areas of this watch are not in the county pack that is in use now.")
    if found["why"] == "no_comparison":
        return _("Nothing was counted in the comparison before the closing, so nothing can be compared.")
    if found["why"] == "too_short" and not found["have"]:
        return (
            _("No tip is known from before the closing.")
            if tips
            else _("No recorded crime is known from before the closing.")
        )
    if found["why"] == "too_short":
        said = (
            _(
                "Only %(have)d weeks of tips are known from before the closing; %(needed)d are needed to say what is usual."
            )
            if tips
            else _(
                "Only %(have)d whole months of recorded crime are known from before the closing; %(needed)d are needed "
                "to say what is usual."
            )
        )
        return said % {"have": found["have"], "needed": found["needed"]}
    if tips:
        return _("The first whole week since the closing is not over.")
    return _("No whole month since the closing has been published. Recorded crime comes weeks late.")


def _verdict(reading: HoldReading) -> str:
    said = {
        State.HOLDING: _(
            "Holding: less is noticed here than before, beyond what chance would make, and no test raises an alarm of a "
            "return or a move."
        ),
        State.REFILLED: _(
            "Refilled: more is noticed at the place again. The test, the scan and the difference all say so."
        ),
        State.DISPLACED: _(
            "Displaced: more is noticed in the ring than before. The test, the scan and the difference all say so."
        ),
    }.get(State(reading.state)) or _too_early(reading.found, tips=reading.stream == Stream.TIPS)
    also = _(" The ring rose too.") if reading.found["moved_too"] else ""
    return f"{said}{also}"


def _too_early(found: dict[str, Any], *, tips: bool) -> str:
    """The same four reasons, in the same order, as the engine's own."""
    periods = found["periods"]
    if any(part["look"]["alarm_week"] for part in found["evidence"].values()):
        return _("Too early to say: the test raised an alarm, but the scan and the difference do not both bear it out.")
    if periods < FEWEST_WEEKS:
        known = (
            ngettext("%(n)d week is over", "%(n)d weeks are over", periods)
            if tips
            else ngettext("%(n)d month is published", "%(n)d months are published", periods)
        ) % {"n": periods}
        return _("Too early to say: %(known)s; at least %(needed)d are needed.") % {
            "known": known,
            "needed": FEWEST_WEEKS,
        }
    if found["counts"]["place"]["before"] < FEWEST_COUNTED:
        return _(
            "Too early to say: fewer than %(n)d were counted at the place before the closing, so a fall could not be seen."
        ) % {"n": FEWEST_COUNTED}
    return _("Too early to say: there is no alarm, but no fall either that chance could not explain.")


def evidence(found: dict[str, Any], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The three questions for the place and for the ring, a row each."""
    for part in ("place", "ring"):
        given = found["evidence"][part]
        yield {
            "part": PARTS[part],
            "test": _test(given["look"]),
            "scan": _scan(given["scan"], names),
            "rise": _rise(given),
            "agreed": given["agreed"],
        }


def _test(look: dict[str, Any]) -> str:
    numbers = {"observed": look["observed"], "expected": f"{look['expected']:.1f}", "since": look["since"]}
    run = _("since look %(since)d, %(observed)d counted where a quiet watch would allow %(expected)s") % numbers
    if look["alarm_week"]:
        return _("Alarm at look %(look)d: %(run)s.") % {"look": look["alarm_week"], "run": run}
    return _("No alarm: %(run)s; a quiet watch gets as far in %(often)s.") % {
        "run": run,
        "often": _often(look["p_value"]),
    }


def _often(share: float) -> str:
    if share > 0.5:
        return _("most cases")
    return _("about 1 case in %(n)d") % {"n": round(1 / share)}


def _rise(given: dict[str, Any]) -> str:
    """Only an alarm has a rise to speak of."""
    if not given["look"]["alarm_week"]:
        return _("No alarm, so nothing to size up.")
    if given["rise"] is None:
        return _("No quiet weeks came first, so a return cannot be told from never having left.")
    said = _("%(estimate)s (standard error %(standard_error)s; 95 %% interval %(low)s to %(high)s)")
    return said % _signed(given["rise"])


def _signed(found: dict[str, float]) -> dict[str, str]:
    """To one place, with its sign; a standard error has none."""
    return {name: f"{value:.1f}" if name == "standard_error" else f"{value:+.1f}" for name, value in found.items()}


def differences(found: dict[str, Any]) -> list[tuple[str | Promise, dict[str, str]]]:
    """The weighted displacement differences, by name."""
    return [(name, _signed(found["differences"][key])) for key, name in DIFFERENCES.items()]


def regions(stream: Stream) -> dict[str, str]:
    """Names of the parts that scroll, different for each stream."""
    given = {"stream": stream.label.capitalize()}
    return {
        "chart": _("%(stream)s: chart") % given,
        "table": _("%(stream)s: the chart as a table") % given,
        "evidence": _("%(stream)s: the three questions") % given,
        "differences": _("%(stream)s: the differences") % given,
    }


def _scan(scan: dict[str, Any], names: dict[str, str]) -> str:
    if scan["p_value"] > LEVEL:
        return _("No cluster alive now that chance would not make.")
    where = ", ".join(names.get(area, area) for area in scan["areas"])
    return _("A cluster alive now: %(where)s (p = %(p)s).") % {"where": where, "p": f"{scan['p_value']:.3f}"}


def quotient(found: dict[str, Any]) -> tuple[str, str]:
    """The displacement quotient and how it reads, or why it is not shown."""
    value = found["quotient"]
    if value is not None:
        return f"{value:.2f}", _reading(value)
    if min(count for change in found["counts"].values() for count in change.values()) < LEAST_TO_DIVIDE:
        return "", _("Not shown: a count is below %(n)d, and a quotient of it would swing.") % {"n": LEAST_TO_DIVIDE}
    return "", _("Not shown: the place did not fall against its comparison, so nothing could move away.")


def _reading(value: float) -> str:
    if value > 0:
        more = _("Nearby improved by more than the place itself.")
        return more if value > 1 else _("Nearby improved too, by less than the place itself.")
    if value == 0:
        return _("Nearby did not change.")
    less = _("Nearby got worse, by less than the place improved.")
    return less if value >= -1 else _("Nearby got worse by more than the place improved.")


def in_a_line(standing: Standing) -> str:
    """A watch in the briefing: the area, since when, and the state of each stream."""
    watch = standing.watch
    said = "; ".join(
        f"{stream.label}: {State(reading.state).label.lower() if reading else _('not looked at yet')}"
        for stream, reading in standing.readings
    )
    since = _("%(place)s, closed on %(day)s") % {"place": watch, "day": date_format(watch.closed, "j F Y")}
    if standing.ending:
        return _("%(since)s: the watch was ended (%(why)s)") % {"since": since, "why": standing.ending.why}
    return f"{since} – {said}."
