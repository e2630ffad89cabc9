"""A real WordPress in a folder of its own, served by PHP's own web server on loopback."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.wordpress.database import NAME
from bench.wordpress.packages import WORDPRESS, Programs

_PHP = Path(__file__).with_name("php")
_WORKERS = "4"
_SALTS = ("AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY",
          "AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT")  # fmt: skip
_REST_OF_CONFIGURATION = """$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
"""
_START_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Site:
    """A WordPress site. `base` is its address without a slash at the end."""

    programs: Programs
    folder: Path
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, script: str, given: object) -> Any:
        """Runs one of the scripts in `php/` with a value; gives the JSON that it prints, or None."""
        job = self.folder.parent / "job.json"
        job.write_text(json.dumps(given))
        environ = os.environ | {"BENCH_HOST": f"127.0.0.1:{self.port}", "BENCH_FOLDER": str(self.folder)}
        command = [self.programs.php, "-d", "display_errors=stderr", str(_PHP / script), str(job)]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=90, check=False)
        if done.returncode:
            raise RuntimeError(f"{script} failed: {(done.stderr or done.stdout)[-800:]}")
        return json.loads(done.stdout) if done.stdout.strip() else None


def copy_wordpress(programs: Programs, folder: Path, address: Path) -> Site:
    """The files of the package, with a configuration for the database at that socket."""
    leave_out = shutil.ignore_patterns("wp-config.php", ".htaccess")
    shutil.copytree(WORDPRESS, folder, ignore=leave_out, ignore_dangling_symlinks=True)
    shutil.copytree(_PHP / "mu-plugins", folder / "wp-content" / "mu-plugins")
    site = Site(programs, folder, _free_port())
    (folder / "wp-config.php").write_text(_configuration(site, address))
    return site


@contextmanager
def served(site: Site) -> Iterator[Path]:
    """Serves the site while the block runs; gives the log: a line a request with status and path."""
    log = site.folder.parent / "php.log"
    command = [
        site.programs.php,
        "-d",
        "opcache.enable_cli=1",
        "-d",
        "display_errors=0",
        "-S",
        site.base[7:],
        "-t",
        str(site.folder),
    ]
    environ = os.environ | {"PHP_CLI_SERVER_WORKERS": _WORKERS}
    with log.open("wb") as output:
        # A session of its own: the workers of the server end with it and nothing else does.
        server = subprocess.Popen(
            [*command, str(_PHP / "router.php")], env=environ, stdout=output, stderr=output, start_new_session=True
        )
    try:
        _await(server, site, log)
        yield log
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def _configuration(site: Site, address: Path) -> str:
    constants = {
        "DB_NAME": NAME, "DB_USER": "root", "DB_PASSWORD": "", "DB_HOST": f"localhost:{address}",
        "DB_CHARSET": "utf8mb4", "DB_COLLATE": "", "WP_HOME": site.base, "WP_SITEURL": site.base,
        # Nothing leaves the machine, and nothing happens that no visitor asked for.
        "WP_HTTP_BLOCK_EXTERNAL": True, "DISABLE_WP_CRON": True, "AUTOMATIC_UPDATER_DISABLED": True,
    } | {name: secrets.token_urlsafe(48) for name in _SALTS}  # fmt: skip
    lines = [f"define( {json.dumps(name)}, {json.dumps(value)} );" for name, value in constants.items()]
    return "\n".join(["<?php", *lines, _REST_OF_CONFIGURATION])


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _await(server: "subprocess.Popen[bytes]", site: Site, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", site.port), timeout=1).close()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PHP did not start: {log.read_text(errors='replace')[-500:]}") from error
            time.sleep(0.05)
        else:
            return
