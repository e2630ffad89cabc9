"""A MariaDB of its own: no TCP port, a Unix socket and all data in one folder, gone with it."""

import getpass
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.wordpress.packages import Programs

NAME = "wordpress"
_START_SECONDS = 30.0


@contextmanager
def database(programs: Programs, folder: Path) -> Iterator[Path]:
    """An empty database `wordpress` whose server runs while the block does; gives its socket."""
    data, log = folder / "mariadb", folder / "mariadb.log"
    _install(programs, data)
    address = folder / "mariadb.sock"
    command = [programs.mariadbd, "--no-defaults", f"--user={getpass.getuser()}", f"--datadir={data}"]
    options = [
        f"--socket={address}",
        "--skip-networking",
        f"--pid-file={folder / 'mariadb.pid'}",
        f"--init-file={_first(folder)}",
    ]
    with log.open("wb") as output:
        server = subprocess.Popen([*command, *options], stdout=output, stderr=output)
    try:
        _await(server, address, log)
        yield address
    finally:
        server.terminate()
        _end(server)


def _install(programs: Programs, data: Path) -> None:
    command = [programs.install_database, "--no-defaults", f"--user={getpass.getuser()}", f"--datadir={data}"]
    options = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=60)


def _first(folder: Path) -> Path:
    """Statements for the first start. Who can reach the socket's folder is the only user there is."""
    path = folder / "first.sql"
    path.write_text(f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4;\n")
    return path


def _await(server: "subprocess.Popen[bytes]", address: Path, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(address))
        except OSError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"MariaDB did not start: {log.read_text(errors='replace')[-500:]}") from error
            time.sleep(0.1)
        else:
            return


def _end(server: "subprocess.Popen[bytes]") -> None:
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
