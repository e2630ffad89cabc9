"""The programs that the measurement needs, and what to install where one is missing."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

WORDPRESS = Path("/usr/share/wordpress")
_ADVICE = "on Debian and Ubuntu: apt-get install --no-install-recommends wordpress mariadb-server php-cli php-mysql"
_SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


class Missing(Exception):
    """A package is not installed; the message is a sentence that says which."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of the programs, found."""

    php: str
    mariadbd: str
    install_database: str

    def versions(self) -> str:
        """PHP's and MariaDB's versions, as they say themselves."""
        php = _first_line(self.php, "-r", "echo PHP_VERSION;")
        return f"PHP {php}, MariaDB {_first_line(self.mariadbd, '--version').partition('Ver ')[2].split()[0]}"


def find_programs() -> Programs:
    """The programs. Raises `Missing` with what to install."""
    if not (WORDPRESS / "wp-load.php").is_file():
        raise Missing(f"WordPress is not at {WORDPRESS}; {_ADVICE}")
    php = _program("php")
    if "mysqli" not in subprocess.run([php, "-m"], capture_output=True, text=True, check=False).stdout.split():
        raise Missing(f"PHP has no mysqli extension; {_ADVICE}")
    return Programs(php, _program("mariadbd"), _program("mariadb-install-db"))


def _program(name: str) -> str:
    path = shutil.which(name, path=_SEARCHED)
    if path is None:
        raise Missing(f"{name} is not installed; {_ADVICE}")
    return path


def _first_line(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.partition("\n")[0]
