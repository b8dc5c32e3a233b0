"""The pages for those who may leave a name: why a professional may share it, a receipt, a safe way to be reached."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lamplighter.report_site import conditions as when
from lamplighter.report_site import options
from lamplighter.report_site.fields import Field
from lamplighter.report_site.page import Page
from lamplighter.tips import MAX_CONTACT_ANSWER

WHY_SHARED: tuple[Page, ...] = (
    Page(
        key="work",
        title=_("Work"),
        heading=_("Why does it need to be shared?"),
        shown_when=when.is_professional,
        follows="you",
        fields=(
            Field(
                key="threshold",
                kind="one",
                label=_("Why does it need to be shared?"),
                hint=_("Pick the one that fits best."),
                options=options.THRESHOLDS,
            ),
        ),
    ),
    Page(
        key="basis",
        title=_("Reason"),
        heading=_("What lets you share it?"),
        shown_when=when.is_professional,
        follows="you",
        fields=(
            Field(
                key="basis",
                kind="one",
                label=_("What lets you share it?"),
                hint=_("This is your lawful basis. You do not need the person's consent to keep somebody safe."),
                options=options.BASES,
            ),
        ),
    ),
)

IN_TOUCH: tuple[Page, ...] = (
    Page(
        key="named",
        title=_("In touch"),
        heading=_("Do you want somebody to get in touch?"),
        above="named",
        shown_when=when.is_affected,
        fields=(
            Field(
                key="named",
                kind="one",
                label=_("Do you want somebody to get in touch?"),
                options=options.NAMED,
                unsaid="no",
            ),
        ),
    ),
    Page(
        key="reach",
        title=_("How"),
        heading=_("How can we reach you safely?"),
        above="reach",
        shown_when=when.wants_to_be_reached,
        follows="named",
        fields=(
            Field(key="name", kind="line", label=_("What should we call you?"), limit=MAX_CONTACT_ANSWER),
            Field(
                key="phone_or_email",
                kind="line",
                label=_("A phone number or e-mail that only you can see"),
                limit=MAX_CONTACT_ANSWER,
            ),
            Field(
                key="safe_time",
                kind="line",
                label=_("When is it safe?"),
                hint=_("For example: on weekdays between ten and two."),
                limit=MAX_CONTACT_ANSWER,
            ),
            Field(
                key="safe_way",
                kind="line",
                label=_("What is the safe way?"),
                hint=_("For example: call, but leave no message. Ring off if a man answers."),
                limit=MAX_CONTACT_ANSWER,
            ),
            Field(
                key="agreed_word",
                kind="line",
                label=_("A word we will say first"),
                hint=_("So that you know it is us. Nobody else should be able to guess it."),
                limit=MAX_CONTACT_ANSWER,
            ),
        ),
    ),
    Page(
        key="receipt",
        title=_("Receipt"),
        heading=_("Do you want a receipt?"),
        above="receipt",
        shown_when=when.is_professional,
        fields=(
            Field(key="receipt", kind="one", label=_("Do you want a receipt?"), options=options.RECEIPT, unsaid="no"),
        ),
    ),
    Page(
        key="sign",
        title=_("Name"),
        heading=_("Who is the receipt for?"),
        above="sign",
        shown_when=when.wants_receipt,
        follows="receipt",
        fields=(
            Field(key="name", kind="line", label=_("Your name"), limit=MAX_CONTACT_ANSWER),
            Field(key="organisation", kind="line", label=_("Where you work, and your post"), limit=MAX_CONTACT_ANSWER),
            Field(key="phone_or_email", kind="line", label=_("Your work phone or e-mail"), limit=MAX_CONTACT_ANSWER),
        ),
    ),
)
