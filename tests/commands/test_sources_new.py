"""`monitor sources new` with the crawler's own fetch against a loopback site."""

import os
import subprocess
import sys
from pathlib import Path

from monitor.sources.catalogue import load_paths
from tests.site.server import Site

MONITOR = [sys.executable, "-m", "monitor", "sources"]
FEED = """<rss version="2.0"><channel><title>Lagoon</title><item><title>Tide</title><link>{}</link>
<pubDate>Mon, 25 May 2026 08:00:00 +0200</pubDate></item></channel></rss>"""


def test_a_site_becomes_a_source_file(tmp_path: Path) -> None:
    with Site() as site:
        site.add("/", '<html lang="fr-BE"><title>Lagoon</title><link rel="alternate" type="text/xml" href="/f"></html>')
        site.add("/f", FEED.format(site.url("/tide")), content_type="text/xml")
        site.robots("User-agent: *\nDisallow: /sitemap\n")
        result = _run(tmp_path, "new", site.url("/"), "--name", "lagoon", "--group", "coast")
        assert result.returncode == 0, result.stderr
        path = tmp_path / "sources" / "coast" / "lagoon.toml"
        assert str(path) in result.stdout
        assert "monitor crawl lagoon" in result.stderr
        assert "scrapy" not in result.stderr
        assert site.count("/sitemap.xml") == 0
        source = load_paths([path]).get("lagoon")
        assert [entry.url for entry in source.entries] == [site.url("/f")]


def test_a_site_without_any_entry_is_not_saved(tmp_path: Path) -> None:
    with Site() as site:
        site.add("/", "<html><title>Lagoon</title><p>Under construction.</p></html>")
        result = _run(tmp_path, "new", site.url("/"), "--name", "lagoon")
        assert result.returncode == 1
        assert "Nothing was saved" in result.stderr
        assert not (tmp_path / "sources").exists()
        assert _run(tmp_path, "probe", site.url("/")).returncode == 1


def _run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "MONITOR_HOME": str(home),
        "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
        "MONITOR_BUNDLED_SOURCES": "0",
    }
    return subprocess.run([*MONITOR, *words], env=environment, capture_output=True, text=True, timeout=120, check=False)
