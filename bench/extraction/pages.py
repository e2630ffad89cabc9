"""Folders of real pages with known answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.folders import TRUTH


@dataclass(frozen=True, slots=True)
class Truth:
    """One page and what is known of it; None, or "" for the language, is unknown."""

    path: Path
    url: str
    language: str
    title: str | None
    authors: list[str] | None
    body: str | None
    day: date | None
    instant: datetime | None


def truths(folder: Path, every: int = 1) -> Iterator[Truth]:
    """The pages of a folder that holds `truth.jsonl`, or every n-th of them."""
    with (folder / TRUTH).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[::every]:
        moment = datetime.fromisoformat(row["published"]) if row["published"] else None
        yield Truth(
            path=folder / row["file"],
            url=row["url"],
            language=row["language"] or "",
            title=row["title"],
            authors=row["authors"],
            body=row["body"],
            day=moment.date() if moment else None,
            instant=moment.astimezone(UTC) if moment and moment.tzinfo else None,
        )
