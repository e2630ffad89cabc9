"""Mails as files of a directory, for the demo and for trying things out."""

import asyncio
import os
from datetime import datetime
from pathlib import Path

from monitor.alerts.channels.answers import Answer, Verdict


class MailFiles:
    """Writes each mail to a file of its own; the same mail again takes the place of the first."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    async def write(self, delivery: str, date: datetime, message: bytes) -> Answer:
        """The file appears whole or not at all."""
        path = self.directory / f"{date:%Y%m%d-%H%M%S}-{delivery[:12]}.eml"
        try:
            await asyncio.to_thread(self._write, path, message)
        except OSError as error:
            return Answer(Verdict.AWAY, f"{self.directory} cannot be written: {error.strerror}")
        return Answer(Verdict.ACCEPTED, f"written to {path}")

    def _write(self, path: Path, message: bytes) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        draft.write_bytes(message)
        draft.replace(path)
