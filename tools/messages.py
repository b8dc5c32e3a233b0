"""Keeps the translations of the public site: gathers every text, merges it into each language, and compiles them.

    python tools/messages.py              gather, merge into every language, compile, and say what is missing
    python tools/messages.py compile      only compile (done at set-up; the compiled files are never committed)
    python tools/messages.py missing LANGUAGE            what is still to be said, as YAML to fill in
    python tools/messages.py fill LANGUAGE FILE...       put filled-in YAML (a list of `en` and `say`) into its place
    python tools/messages.py pseudo LANGUAGE FOLDER      a made-up language that shows what is not translated

Texts that nobody uses any more are dropped, and none is guessed from a similar one.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from lamplighter import cues, signs, tips
from lamplighter.config import Settings
from lamplighter.report_site import wording

SITE = Path(wording.__file__).parent
LOCALE = SITE / "locale"
# A language is worked on here as soon as it has a catalogue; the site offers it once it has an `about.yaml`.
LANGUAGES = tuple(sorted(path.parent.name for path in LOCALE.glob("*/LC_MESSAGES")))
HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy")),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def gathered() -> Catalog:
    """Every text a visitor may read, as the source has it now."""
    found = Catalog()
    for path in sorted(SITE.rglob("*.html")):
        _add_code(found, path, templatize(path.read_text(encoding="utf-8")))
    for path in sorted(SITE.rglob("*.py")):
        _add_code(found, path, path.read_text(encoding="utf-8"))
    found.add(Settings.model_fields["receiver"].default, locations=[("settings", 0)])
    for kind in wording.for_visitors():
        found.add(wording.sentence(kind), locations=[("errors", 0)])
    for text in _of_the_signs():
        found.add(text, locations=[("signs", 0)])
    for why in cues.giveaway_reasons():
        found.add(why, locations=[("cues", 0)])
    for reply in tips.approved_texts():
        found.add(reply.text, locations=[("approved", 0)])
    return found


def _add_code(found: Catalog, path: Path, source: str) -> None:
    where = path.relative_to(SITE).as_posix()
    options: dict[str, str] = {}
    for _line, function, texts, notes in extract_python(
        io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], options
    ):
        given = tuple(text for text in texts if text) if isinstance(texts, tuple) else (texts,)
        context, given = (given[0], given[1:]) if "pgettext" in function else (None, given)
        # Django marks a template's percent signs as doubled; `templatize` has already undone that.
        found.add(given if len(given) > 1 else given[0], locations=[(where, 0)], auto_comments=notes, context=context)


def _of_the_signs() -> Iterator[str]:
    for kind in signs.kinds():
        yield from (kind.title, kind.question, kind.summary)
    for sign in signs.signs():
        yield sign.sentence
    for line in signs.helplines():
        yield from filter(None, (line.about, line.hours))


def read(language: str) -> Catalog:
    """A language's catalogue as it stands, or a new one."""
    if not po(language).exists():
        return Catalog(locale=language)
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str) -> Catalog:
    """The catalogue with exactly the texts of the source; those it has not said yet are empty."""
    catalogue = read(language)
    catalogue.update(gathered(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False, omit_header=True)
    body = path.read_text(encoding="utf-8")
    path.write_text(_header(catalogue) + body, encoding="utf-8")


def _header(catalogue: Catalog) -> str:
    """Only what is needed: no dates and no tool's name, so that a merge changes nothing else."""
    told = dict(catalogue.mime_headers)
    lines = "".join(f'"{name}: {told[name]}\\n"\n' for name in HEADERS)
    return f'# Gathered by tools/messages.py; docs/how-to/add-a-language.md says how to work with it.\nmsgid ""\nmsgstr ""\n{lines}\n'


def empty(catalogue: Catalog) -> list[Message]:
    """What the language does not say yet."""
    return [message for message in catalogue if message.id and not _said(message)]


def _said(message: Message) -> bool:
    said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(said)


def compile_all() -> None:
    for language in LANGUAGES:
        compile_one(read(language), po(language).with_suffix(".mo"))


def compile_one(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # A fixed day, so that the same texts always make the same file.
        catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
        write_mo(file, catalogue)


def missing(language: str) -> str:
    """What is still to be said, ready to be filled in; several forms where the language counts in several."""
    forms = read(language).num_plurals
    asked = [
        {"context": message.context, "en": list(message.id), "say": [""] * forms}
        if isinstance(message.id, (list, tuple))
        else {"context": message.context, "en": message.id, "say": ""}
        for message in empty(merged(language))
    ]
    listed = [{name: value for name, value in each.items() if value is not None} for each in asked]
    return yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=1000)


def fill(language: str, files: Sequence[Path]) -> None:
    """Puts what was said into its place; a text the source does not have is an error."""
    catalogue = merged(language)
    for each in (entry for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))):
        message = catalogue.get(each["en"][0] if isinstance(each["en"], list) else each["en"], each.get("context"))
        if message is None:
            sys.exit(f"The site has no text {each['en']!r}. It may have changed: ask for what is missing again.")
        message.string = tuple(each["say"]) if isinstance(each["say"], list) else each["say"]
    write(catalogue, po(language))
    compile_one(catalogue, po(language).with_suffix(".mo"))


# A made-up language: every letter with a mark, so that what nobody may translate stands out, and longer, as German is.
MARKED = str.maketrans("aceinorsuyACEINORSUY", "áçéîñöřšûýÁÇÉÎÑÖŘŠÛÝ")
# A date's format is turned into a date, not read.
DATE = re.compile(r"(?:\\?[A-Za-z](?![A-Za-z])[ ,.:]*)+")
KEPT = re.compile(r"(<[^>]+>|%\(\w+\)s|%%|\{\w*\}|&\w+;)")


def pseudo(catalogue: Catalog) -> Catalog:
    """A catalogue in which every text is said, visibly not in English."""
    for message in catalogue:
        if message.id:
            given = message.id if isinstance(message.id, (list, tuple)) else [message.id]
            forms = [marked(given[min(form, len(given) - 1)]) for form in range(catalogue.num_plurals)]
            message.string = tuple(forms) if len(given) > 1 else forms[0]
    return catalogue


def marked(text: str) -> str:
    """The text in the made-up language; tags, places to fill in and date formats stay as they are."""
    if DATE.fullmatch(text):
        return text
    return "⟦" + "".join(p if KEPT.fullmatch(p) else p.translate(MARKED) for p in KEPT.split(text)) + " ··⟧"


def main(arguments: Sequence[str]) -> None:
    if not settings.configured:
        settings.configure(USE_I18N=True)
    match list(arguments):
        case []:
            for language in LANGUAGES:
                write(merged(language), po(language))
                print(f"{language}: {len(empty(read(language)))} of {len(read(language))} texts are still to be said")
            compile_all()
        case ["compile"]:
            compile_all()
        case ["missing", language]:
            print(missing(language), end="")
        case ["fill", language, *files]:
            fill(language, [Path(file) for file in files])
        case ["pseudo", language, folder]:
            compile_one(pseudo(gathered()), Path(folder) / language / "LC_MESSAGES" / "django.mo")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
