"""Crawls one site in one way: a first run, a second, and where asked a third after changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.wordpress.content import AUTHORS, TITLE, Post, added_post, added_text, make_posts
from bench.wordpress.home import Home
from bench.wordpress.judging import Judged, folded, judge, reasons_of
from bench.wordpress.site import Site
from bench.wordpress.ways import VARIANTS, ZONE, Variant, Way

EDITED, TRASHED = "story-54", "story-53"


@dataclass(slots=True)
class Trial:
    """A filled site and a home of the monitor; `posts` by slug are what the site was filled with."""

    site: Site
    home: Home
    posts: dict[str, Post]
    added: Post

    def state(self) -> Any:
        """What the site's own database holds now."""
        return self.site.run("state.php", {})

    def crawl_twice(self, variant: Variant, way: Way, state: list[dict[str, Any]]) -> Judged:
        """Crawls the site once and again, and judges what the first run found."""
        base = self.site.base
        entries = tuple((kind, base + path) for kind, path in way.entries)
        self.home.write_source(way.name, f"{base}/", entries, ZONE if variant.settings["timezone_string"] else "")
        run = self.home.crawl(way.name, way.newest)
        result = judge(variant.name, way, state, self.posts, self.home.items(way.name))
        again = self.home.crawl(way.name, way.newest)
        _add_traffic(result, run)
        _add_traffic(result, again)
        result.again_new = again["new"]
        result.status, result.reasons, result.errors = run["status"], reasons_of(run), dict(run["errors"])
        return result

    def change(self) -> None:
        """Publishes one post, edits one and throws one away."""
        self.site.run("fill.php", [asdict(self.added)])
        self.site.run("change.php", {"edit": EDITED, "trash": TRASHED, "text": added_text()})

    def third_run(self, way: Way, result: Judged) -> None:
        """Crawls once more after the change, and says what came of each of the three."""
        run = self.home.crawl(way.name, way.newest)
        items = {_slug(item["url"]): item for item in self.home.items(way.name)}
        _add_traffic(result, run)
        edited = folded(added_text()) in folded(items.get(EDITED, {}).get("body", ""))
        result.after = ", ".join([
            f"{run['new']} new" + ("" if self.added.slug in items else ", the added one not found"),
            "edit seen" if edited else "edit not seen",
            "trashed one kept" if TRASHED in items else "trashed one gone",
        ])  # fmt: skip


def fill(site: Site, home: Home) -> Trial:
    """Installs WordPress by its own steps and fills it."""
    now = datetime.now(UTC).replace(microsecond=0)
    posts = make_posts(now)
    site.run("install.php", {"title": TITLE, "authors": AUTHORS})
    # The zone comes first: WordPress keeps each post's clock time as it was when it was written.
    set_up(site, VARIANTS[0])
    site.run("fill.php", [asdict(post) for post in posts])
    added = added_post(now - timedelta(minutes=1))
    return Trial(site, home, {post.slug: post for post in [*posts, added]}, added)


def set_up(site: Site, variant: Variant) -> None:
    """Sets the options; the addresses of a site's own types follow when the next process asks for them."""
    site.run("settings.php", variant.settings)
    site.run("settings.php", {})


def _add_traffic(result: Judged, run: Mapping[str, Any]) -> None:
    result.requests.append(run["requests"])
    result.kilobytes.append(round(run["bytes"] / 1000))


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
