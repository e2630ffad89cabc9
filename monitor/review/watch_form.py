"""A watch as a form, and back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from monitor.review.forms import Form
from monitor.watch import ANY_LANGUAGE, MAIL_LANGUAGES, Cadence, Recipient, Watch
from monitor.watches.problems import BrokenWatchError
from monitor.watches.reading import read_table
from monitor.watches.writing import to_table

CADENCES: tuple[Cadence, ...] = get_args(Cadence)
FLAGS = ("every_outlet", "edits", "takedowns", "paused")
MOST_QUERIES = 40


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says: the watch, or what is wrong with it."""

    watch: Watch | None
    wrong: tuple[str, ...] = ()


def fill(form: Form, name: str, before: Watch | None) -> Filled:
    """The watch in a form. What the form does not show, such as channels and hours, stays as it was before."""
    wrong: list[str] = []
    table = to_table(before) if before else {}
    table |= {"title": form.text("title", 200), "queries": queries(form), "owner": form.text("owner", 60)}
    table |= {"sources": _names(form, "sources"), "groups": _names(form, "groups")}
    table |= {flag: form.text(flag) == "on" for flag in FLAGS}
    table["recipient"] = [dict(line) for line in _recipients(form, before, wrong)]
    try:
        watch = read_table({key: value for key, value in table.items() if value}, name)
    except BrokenWatchError as error:
        return Filled(None, (*wrong, *(finding.message for finding in error.findings)))
    return Filled(None if wrong else replace(watch, version=before.version if before else 0), tuple(wrong))


def queries(form: Form) -> dict[str, str]:
    """The queries of a form by language."""
    pairs = zip(form.all("language"), form.all("query"), strict=False)
    return {code.strip() or ANY_LANGUAGE: query for code, query in list(pairs)[:MOST_QUERIES] if query.strip()}


def recipient_lines(watch: Watch | None) -> str:
    """The recipients as lines of address, cadence, and language where it is not the usual one."""
    return "\n".join(map(_line, watch.recipients if watch else ()))


def _line(recipient: Recipient) -> str:
    language = "" if recipient.language == MAIL_LANGUAGES[0] else f" {recipient.language}"
    return f"{recipient.address} {recipient.rhythm.cadence}{language}"


def _recipients(form: Form, before: Watch | None, wrong: list[str]) -> Iterator[dict[str, object]]:
    known = {one.address: one for one in (before.recipients if before else ())}
    for line in form.text("recipients", 50_000).splitlines():
        if not line.strip():
            continue
        address, *words = line.split()
        language = words.pop() if words and words[-1] in MAIL_LANGUAGES else MAIL_LANGUAGES[0]
        wanted = " ".join(words) or "daily"
        if wanted not in CADENCES:
            wrong.append(
                f"recipients: {wanted!r:.60} is no cadence; write {', '.join(CADENCES)}, and after it a language:"
                f" {', '.join(MAIL_LANGUAGES)}"
            )
            continue
        yield _recipient(replace(known.get(address, Recipient(address)), language=language), wanted)


def _recipient(recipient: Recipient, cadence: str) -> dict[str, object]:
    alone = Watch("x", "x", {}, recipients=(recipient,))
    table: dict[str, object] = to_table(alone)["recipient"][0]
    return {**table, "cadence": cadence}


def _names(form: Form, field: str) -> list[str]:
    return [name.strip() for name in form.text(field, 20_000).replace("\n", ",").split(",") if name.strip()]
