"""Virtual environments of peers: their own, since they pin and drag in much that this project does not want."""

import shutil
import subprocess
import sys
from pathlib import Path

_INSTALL_SECONDS = 300


class NotInstalledError(RuntimeError):
    """Raised by `environment`: the package index did not give what is needed; says what pip said last."""


def environment(folder: Path, requirements: Path) -> Path:
    """The Python of an environment in `folder` with what `requirements` pins, made where it is missing or of others."""
    python, finished = folder / "bin" / "python", folder / "finished"
    wanted = requirements.read_text()
    if finished.exists() and finished.read_text() == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", folder])
    _run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements])
    finished.write_text(wanted)
    return python


def _run(command: list[str | Path]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_INSTALL_SECONDS)
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no reason given"]
        raise NotInstalledError(f"not installed: {lines[-1][:160]}") from error
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(f"not installed: pip took longer than {_INSTALL_SECONDS} seconds") from error
