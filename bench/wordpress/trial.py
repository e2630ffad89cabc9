"""Crawls one site in one way: a first run, a second, and where asked a third after changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.wordpress.content import AUTHORS, TITLE, Post, added_post, added_text, make_posts
from bench.wordpress.home import Home
from bench.wordpress.judging import Judged, folded, judge, reasons_of
from bench.wordpress.site import Site
from bench.wordpress.ways import ZONE, Variant, Way

EDITED, TRASHED = "story-54", "story-53"


@dataclass(slots=True)
class Trial:
    """A filled site and a home of the monitor; `posts` by slug are what the site was filled with."""

    site: Site
    home: Home
    posts: dict[str, Post]
    added: Post

    def set_up(self, variant: Variant) -> None:
        """Sets the site up as the variant says."""
        self.site.run("settings.php", variant.settings)

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
        result.requests = [run["requests"], again["requests"]]
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
        result.requests.append(run["requests"])
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
    site.run("fill.php", [asdict(post) for post in posts])
    added = added_post(now - timedelta(minutes=1))
    return Trial(site, home, {post.slug: post for post in [*posts, added]}, added)


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def probe_line(site: Site, home: Home) -> Mapping[str, Any]:
    """What `monitor sources probe` proposes for the site's home page."""
    return home.probe(f"{site.base}/")
