"""The facts in words, in the order a commander needs them: danger, footholds, the crackdown, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lamplighter.desk import county
from lamplighter.desk.briefing.chart import bars
from lamplighter.desk.briefing.document import Block, Bullets, Document, Figure, Heading, Paragraph, Table
from lamplighter.desk.briefing.facts import CrackdownFacts, Facts, OpenTips, area_name
from lamplighter.desk.footholds import reporting
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.footholds.selectors import Found
from lamplighter.desk.footholds.wording import carried_by, kind_counts, kind_title, stage
from lamplighter.desk.holds.wording import in_a_line
from lamplighter.desk.queue.models import Urgency
from lamplighter.places.drawing import Mark, county_svg

MARKING = "OFFICIAL-SENSITIVE"
MAP_WIDTH = 420


def document(facts: Facts) -> Document:
    """The whole briefing."""
    blocks = (
        *_summary(facts),
        *_danger(facts),
        *_footholds(facts),
        *_crackdowns(facts),
        *_priority(facts),
        *_reporting(facts),
        *_unknown(facts),
    )
    pack = county.pack()
    place = f"{pack.name}, " if pack else ""
    return Document(_("Briefing"), f"{place}{date_format(facts.day, 'l j F Y')}", MARKING, blocks)


def _summary(facts: Facts) -> Iterator[Block]:
    for each in facts.crackdowns:
        yield Paragraph(f"{each.crackdown}: {each.crackdown.clock}", strong=True)
    new, urgent = sum(facts.since_yesterday.values()), facts.since_yesterday[Urgency.IMMEDIATE]
    waiting = sum(each.waiting for each in facts.crackdowns)
    yield Bullets(
        [
            ngettext("%(n)d new tip since yesterday", "%(n)d new tips since yesterday", new) % {"n": new}
            + ngettext(", %(n)d of them immediate.", ", %(n)d of them immediate.", urgent) % {"n": urgent},
            ngettext(
                "%(n)d immediate tip is still open.", "%(n)d immediate tips are still open.", facts.immediate.total
            )
            % {"n": facts.immediate.total},
            ngettext("%(n)d priority tip is still open.", "%(n)d priority tips are still open.", facts.priority.total)
            % {"n": facts.priority.total},
            _standing_out(facts),
            ngettext(
                "%(n)d task waits for its safeguarding check.",
                "%(n)d tasks wait for their safeguarding check.",
                waiting,
            )
            % {"n": waiting},
        ]
    )


def _standing_out(facts: Facts) -> str:
    n = len(facts.scans.alarms)
    if facts.scans.provisional:
        said = ngettext(
            "%(n)d foothold stands out. That is provisional: what is usual is still being learnt.",
            "%(n)d footholds stand out. That is provisional: what is usual is still being learnt.",
            n,
        )
    else:
        said = ngettext("%(n)d foothold raises an alarm.", "%(n)d footholds raise an alarm.", n)
    return said % {"n": n}


def _danger(facts: Facts) -> Iterator[Block]:
    yield Heading(_("Danger first"))
    yield from _open_tips(_("Immediate tips still open"), facts.immediate)


def _priority(facts: Facts) -> Iterator[Block]:
    yield Heading(_("Priority tips"))
    yield from _open_tips(_("Priority tips still open"), facts.priority)


def _open_tips(caption: str, tips: OpenTips) -> Iterator[Block]:
    if not tips.rows:
        yield Paragraph(_("%(what)s: none.") % {"what": caption})
        return
    rows = [
        (
            str(row.pk)[:8],
            date_format(row.day, "j M"),
            kind_title(row.top_kind),
            area_name(row.area) or _("no place"),
            _("yes") if row.danger_now else "",
            row.get_status_display(),
        )
        for row in tips.rows
    ]
    head = (_("Tip"), _("Day"), _("Kind"), _("Area"), _("Danger now"), _("Status"))
    yield Table(f"{caption} ({tips.total})", head, rows)
    if tips.total > len(rows):
        yield Paragraph(_("The oldest %(n)d are shown; the queue has the rest.") % {"n": len(rows)})


def _footholds(facts: Facts) -> Iterator[Block]:
    yield Heading(_("Footholds"))
    yield Paragraph(
        _(
            "A foothold leads to reading, questions and reassurance. It is not a list of doors to knock on, and says nothing about any one person."
        )
    )
    scans = facts.scans
    if not scans.runs:
        yield Paragraph(_("This day has not been scanned."), strong=True)
        return
    if not scans.found:
        yield Paragraph(_("Nothing stands out. That does not mean that nothing is there."))
        return
    yield from _map(scans.found)
    if scans.alarms:
        stands_out = _("Stand out, provisionally (%(n)d)") if scans.provisional else _("Alarms (%(n)d)")
        yield _table(stands_out % {"n": len(scans.alarms)}, scans.alarms, 1)
        yield Paragraph(_("Reporting or recording? (numbers as in the table)"), strong=True)
        yield Bullets([_reporting_or_recording(number, each) for number, each in enumerate(scans.alarms, 1)])
        yield Paragraph(
            _("A leaflet in one street or a quarrel raises tips; a search operation raises recorded drugs and weapons.")
        )
    else:
        yield Paragraph(_("No alarm. Chance makes patterns as strong as the ones below too often to raise one."))
    if scans.weaker:
        yield _table(_("Weaker patterns (%(n)d)") % {"n": len(scans.weaker)}, scans.weaker, len(scans.alarms) + 1)


def _map(found: Sequence[Found]) -> Iterator[Block]:
    pack = county.pack()
    if pack is None:
        return
    marks = [
        Mark(each.foothold.lat, each.foothold.lon, str(each.foothold), each.foothold.radius_metres / 1000, "foothold")
        for each in found
    ]
    alt = _("Map of the county with each foothold as a numbered circle; the tables below name them in the same order.")
    yield Figure(
        county_svg(pack, marks, width=MAP_WIDTH, title=_("Footholds")), alt, _("Numbers as in the tables."), 9.0
    )


def _table(caption: str, found: Sequence[Found], first: int) -> Table:
    head = (_("No."), _("Where"), _("When"), _("Seen"), _("Usual"), _("By chance"), _("Kinds"), _("Judged"))
    rows = [_row(number, each) for number, each in enumerate(found, first)]
    return Table(caption, head, rows, numbers=(0, 3, 4))


def _reporting_or_recording(number: int, found: Found) -> str:
    """What a foothold is made of, in a line."""
    split = reporting.split(found.foothold)
    sides = [
        _("%(label)s %(seen)d, usual %(usual).1f") % {"label": side.label, "seen": side.seen, "usual": side.usual}
        for side in split.sides
    ]
    return f"{number}. {split} ({'; '.join(sides)})"


def _row(number: int, found: Found) -> tuple[str, ...]:
    each = found.foothold
    judged = found.judgement or found.earlier
    return (
        str(number),
        f"{each} ({carried_by(each)})",
        f"{date_format(each.start, 'j M')} – {date_format(each.end, 'j M')}",
        str(each.observed),
        f"{each.expected:.1f}",
        each.chance.how_often,
        kind_counts(each),
        judged.get_value_display() if judged else _("not yet"),
    )


def _crackdowns(facts: Facts) -> Iterator[Block]:
    yield Heading(_("Crackdown"))
    if not facts.crackdowns:
        yield Paragraph(_("None is running."))
    for each in facts.crackdowns:
        yield from _crackdown(each)


def _crackdown(each: CrackdownFacts) -> Iterator[Block]:
    yield Paragraph(f"{each.crackdown}: {each.crackdown.clock}", strong=True)
    yield Paragraph(each.crackdown.aim)
    head = (_("Planned"), _("Ready"), _("Started"), _("Closed"), _("Cancelled"), _("Wait for a safeguarding check"))
    row = (*(str(count) for count in each.states.values()), str(each.waiting))
    yield Table(_("Tasks of %(name)s") % {"name": each.crackdown}, head, [row], numbers=tuple(range(6)))
    if each.holds:
        yield Paragraph(_("Closed places, and whether they stayed closed:"))
        yield Bullets([in_a_line(watch) for watch in each.holds])
    if week := each.crackdown.clock.review_week:
        yield Paragraph(_("Week %(n)d: time to ask whether to rotate or to change tactics.") % {"n": week})


def _reporting(facts: Facts) -> Iterator[Block]:
    yield Heading(_("What people told us"))
    total = sum(facts.week.values())
    said = _("%(n)d tips in the last seven days, %(before)d in the seven before.")
    yield Paragraph(said % {"n": total, "before": facts.week_before})
    labels = [date_format(week.first, "j M") for week in facts.weeks]
    title = _("Tips by week, the week named by its first day; the dark part is immediate and priority tips")
    counts = [week.tips for week in facts.weeks], [week.urgent for week in facts.weeks]
    yield Figure(bars(labels, *counts, title=title), title, title, 3.6)
    rows = [(label, str(week.tips), str(week.urgent)) for label, week in zip(labels, facts.weeks, strict=True)]
    yield Table(_("Tips by week"), (_("From"), _("Tips"), _("Immediate or priority")), rows, numbers=(1, 2))
    kinds = [(kind_title(kind), str(count)) for kind, count in facts.kinds.most_common()]
    if kinds:
        yield Table(_("Kinds in the last seven days"), (_("Kind"), _("Tips")), kinds, numbers=(1,))
    yield Paragraph(
        _(
            "More tips mean that more people told us, not that there is more crime. Reports rise with trust and with publicity."
        )
    )


def _unknown(facts: Facts) -> Iterator[Block]:
    yield Heading(_("What is not known"))
    yield Bullets(
        [
            *_gaps(facts),
            _(
                "Who is not noticed and who does not tell: people in fear, without the language, or behind closed doors."
            ),
            _("Whether any one tip is true. Each starts untested (2/D), and nobody has a score here."),
            _("The states of tips and tasks are those of the moment this was made."),
        ]
    )


def _gaps(facts: Facts) -> Iterator[str]:
    for run in facts.scans.learning:
        yield _("For %(stream)s: %(why)s") % {"stream": run.get_stream_display(), "why": stage(run)}
    if facts.unplaced:
        yield ngettext(
            "Where %(n)d tip of the last seven days is: its words name no place.",
            "Where %(n)d tips of the last seven days are: their words name no place.",
            facts.unplaced,
        ) % {"n": facts.unplaced}
    if facts.last_recorded:
        yield _("Recorded crime after %(day)s: it is published by month and comes weeks late.") % {
            "day": date_format(facts.last_recorded, "j F Y")
        }
    elif not any(run.stream == Stream.RECORDED for run in facts.scans.runs):
        yield _("Recorded crime: none has been imported for this date.")
