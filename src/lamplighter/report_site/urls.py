"""Every address of the site. They are short and neutral: they stay in a browser's history."""

from __future__ import annotations

from django.urls import include, path, register_converter

from lamplighter.report_site import channel, health, mailbox_pages, pages, single, views
from lamplighter.report_site.language import LanguageConverter
from lamplighter.report_site.posters import views as posters

register_converter(LanguageConverter, "language")

handler400 = "lamplighter.report_site.refusals.unreadable"
handler404 = "lamplighter.report_site.refusals.not_found"
handler500 = "lamplighter.report_site.refusals.out_of_order"

in_a_language = [
    path("", pages.start, name="start"),
    path("t", views.form, name="form"),
    path("o", single.form, name="single"),
    path("x", pages.leave, name="leave"),
    path("g/", pages.guides, name="guides"),
    path("g/<int:number>", pages.guide, name="guide"),
    path("g/<int:number>.pdf", posters.sheet, name="poster"),
    path("n/", pages.bulletins, name="bulletins"),
    path("n/<int:number>", pages.bulletin, name="bulletin"),
    path("m", mailbox_pages.messages, name="messages"),
    path("after", pages.after, name="after"),
    path("help", pages.plain, {"name": "help"}, name="help"),
    path("privacy", pages.plain, {"name": "privacy"}, name="privacy"),
    path("accessibility", pages.plain, {"name": "accessibility"}, name="accessibility"),
    path("attribution", pages.attribution, name="attribution"),
]

urlpatterns = [
    path("", pages.front),
    path("<language:language>/", include(in_a_language)),
    path("health", health.health),
    path("channel/collect", channel.collect),
    path("channel/acknowledge", channel.acknowledge),
    path("channel/publish", channel.publish),
    path("channel/replies", channel.replies),
    path("channel/keys", channel.keys),
    path("channel/watch", channel.watched),
]
