"""nginx on loopback, one address a site; started for a benchmark and stopped with it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.crawl.web import Web

FIRST_PORT, LAST_PORT = 18080, 18180
_START_SECONDS = 10.0
# Addresses are told apart by politeness rules, ports are not: hence one address of 127/8 a site.
_SITE = """  server {{
    listen {address};
    root {root};
    index index.html;
  }}
"""
_CONFIG = """{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; application/rss+xml xml; text/plain txt; }}
  default_type application/octet-stream;
  charset utf-8;
  charset_types application/rss+xml text/plain;
  log_format lap '$status\\t$bytes_sent\\t$request_uri';
  access_log {folder}/access.log lap;
  sendfile on;
  gzip_static on;
  keepalive_requests 100000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{sites}}}
"""


def site_addresses(count: int) -> list[str]:
    """`count` base addresses on loopback that share one free port.

    >>> site_addresses(2)[1].startswith("http://127.0.1.2:")
    True
    """
    hosts = [f"127.0.1.{number}" for number in range(1, count + 1)]
    port = next(port for port in range(FIRST_PORT, LAST_PORT) if all(_is_free(host, port) for host in hosts))
    return [f"http://{host}:{port}" for host in hosts]


def _is_free(host: str, port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@contextmanager
def serve(web: Web, folder: Path) -> Iterator[Path]:
    """Serves the web while the block runs; gives the access log: status, bytes sent and path, a line a request."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise FileNotFoundError("nginx is not installed; on Debian and Ubuntu: apt-get install nginx-light")
    folder.mkdir(parents=True, exist_ok=True)
    config, log = folder / "nginx.conf", folder / "access.log"
    config.write_text(configuration(web, folder), encoding="utf-8")
    log.write_bytes(b"")
    server = subprocess.Popen([program, "-c", config, "-p", folder, "-e", folder / "error.log"])
    try:
        _await_answers(server, web)
        yield log
    finally:
        server.terminate()
        server.wait(timeout=10)


def configuration(web: Web, folder: Path) -> str:
    """The text of nginx.conf for that web, with logs and temporary files in `folder`."""
    sites = "".join(_SITE.format(address=urlsplit(site.base).netloc, root=web.folder / site.name) for site in web.sites)
    # Started by root, nginx would read the files as nobody, who may not enter the folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return _CONFIG.format(user=user, folder=folder, sites=sites)


def _await_answers(server: subprocess.Popen[bytes], web: Web) -> None:
    deadline = time.monotonic() + _START_SECONDS
    address = urlsplit(web.sites[-1].base)
    while True:
        try:
            socket.create_connection((address.hostname, address.port or 80), timeout=1).close()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("nginx did not start; see error.log in the benchmark's folder") from error
            time.sleep(0.05)
        else:
            return
