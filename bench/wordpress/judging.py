"""What the crawls of one way found, held against what WordPress's own database says."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from bench.wordpress.content import Post
from bench.wordpress.ways import Way

# More text than this beyond the post's own is not the post's: comments, menus, related posts.
_SURPLUS = 1.15
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(slots=True)
class Judged:
    """One way's result. `requests` and `kilobytes` are of the first, the second and, after changes, the third run."""

    variant: str
    way: str
    expected: int = 0
    found: int = 0
    missing: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    instants: int = 0
    days: int = 0
    undated: int = 0
    wrong_dates: list[str] = field(default_factory=list)
    whole: int = 0
    cut: list[str] = field(default_factory=list)
    padded: list[str] = field(default_factory=list)
    wrong_titles: list[str] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    kilobytes: list[int] = field(default_factory=list)
    again_new: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    status: str = ""
    after: str = ""


def promised(way: Way, state: Sequence[Mapping[str, Any]]) -> set[str]:
    """What the way should find: of the newest that the site shows, those that anyone may read."""
    public = [row for row in state if row["status"] == "publish" and row["type"] in way.types]
    newest = sorted(public, key=lambda row: str(row["date_gmt"]), reverse=True)[way.skip : way.skip + way.limit]
    return {row["slug"] for row in newest if not row["password"]}


def judge(
    variant: str,
    way: Way,
    state: Sequence[Mapping[str, Any]],
    posts: Mapping[str, Post],
    items: Sequence[dict[str, Any]],
) -> Judged:
    """Found, missing and more than expected; dates, bodies and titles of what was expected."""
    result = Judged(variant, way.name)
    by_page = {page_of(row["link"]): row for row in state}
    wanted = promised(way, state)
    result.expected = len(wanted)
    found = set()
    for item in items:
        row = by_page.get(page_of(item["url"])) or by_page.get(page_of(item["canonical_url"]))
        if row is None or row["slug"] not in wanted:
            result.surplus.append(row["slug"] if row else item["url"])
            continue
        found.add(row["slug"])
        _judge_date(result, row, item)
        _judge_text(result, posts[row["slug"]], item)
    result.found = len(found)
    result.missing = sorted(wanted - found)
    return result


def page_of(url: str) -> str:
    """Path and query of an address, which tell the pages of one site apart."""
    parts = urlsplit(url)
    return (
        unquote(parts.path).rstrip("/")
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )


def _judge_date(result: Judged, row: Mapping[str, Any], item: Mapping[str, Any]) -> None:
    true = datetime.fromisoformat(row["date_gmt"]).replace(tzinfo=UTC)
    if item["published"]:
        said = datetime.fromisoformat(item["published"])
        if said == true.replace(second=true.second if said.second else 0):
            result.instants += 1
        else:
            result.wrong_dates.append(f"{row['slug']}: {item['published']} for {true.isoformat()}")
    elif item["published_day"]:
        near = abs((datetime.fromisoformat(item["published_day"]).date() - true.date()).days) <= 1
        result.days += near
        if not near:
            result.wrong_dates.append(f"{row['slug']}: {item['published_day']} for {true.isoformat()}")
    else:
        result.undated += 1


def _judge_text(result: Judged, post: Post, item: Mapping[str, Any]) -> None:
    body, parts = folded(item["body"]), [folded(part) for part in post.paragraphs]
    if not all(part in body for part in parts):
        result.cut.append(f"{post.slug}: {sum(part in body for part in parts)} of {len(parts)} paragraphs")
    elif len(body) > _SURPLUS * len(" ".join(parts)):
        result.padded.append(f"{post.slug}: {len(body)} characters for {len(' '.join(parts))}")
    else:
        result.whole += 1
    if folded(item["headline"]) != folded(post.title):
        result.wrong_titles.append(f"{post.slug}: {item['headline']}")


def folded(text: str) -> str:
    """Text with plain quotes and dashes and single blanks: WordPress makes typographic ones."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()


def reasons_of(run: Mapping[str, Any]) -> dict[str, int]:
    """Why addresses of a run gave no item, with how often."""
    counted: Counter[str] = Counter()
    for name in ("not_article_reasons", "quarantine_reasons", "left_reasons", "duplicate_reasons"):
        counted.update(run[name])
    return dict(counted)
