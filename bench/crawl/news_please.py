"""The virtual environment of news-please: its own, since it pins and drags in much that this project does not want."""

import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("news_please.txt")
_INSTALL_SECONDS = 300


class NotInstalledError(RuntimeError):
    """Raised by `environment`: the package index did not give what is needed; says what pip said last."""


def environment(parent: Path) -> Path:
    """The Python of that environment below `parent`, made at the first call."""
    folder = parent / "news-please"
    python, finished = folder / "bin" / "python", folder / "finished"
    if finished.exists() and finished.read_text() == REQUIREMENTS.read_text():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", folder])
    _run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS])
    finished.write_text(REQUIREMENTS.read_text())
    return python


def _run(command: list[str | Path]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_INSTALL_SECONDS)
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no reason given"]
        raise NotInstalledError(f"not installed: {lines[-1][:160]}") from error
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(f"not installed: pip took longer than {_INSTALL_SECONDS} seconds") from error
