"""Looks at sites in a process of their own: the pages know no Scrapy, and what a site sends stays outside."""

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.review.visit import House
from monitor.store.looks import Kind

# A probe asks for 25 addresses, a second apart, and some hosts are slow.
SECONDS = 240.0
MOST_AT_ONCE = 4
LARGEST = 4_000_000
_UNDER_WAY: set[asyncio.Task[None]] = set()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be looked at: an address, or a source with the text of its file."""

    kind: Kind
    of: str
    text: str = ""


async def begin(house: House, wanted: Wanted, by: str) -> str:
    """Begins a look and says under which id its result will be found; "" when too many are under way."""
    now = house.clock()
    if await house.store.looks.under_way(now) >= MOST_AT_ONCE:
        return ""
    id_ = await house.store.looks.begin(wanted.kind, wanted.of, by, now, wanted.text)
    task = asyncio.create_task(_look(house, wanted, id_))
    _UNDER_WAY.add(task)
    task.add_done_callback(_UNDER_WAY.discard)
    return id_


async def _look(house: House, wanted: Wanted, id_: str) -> None:
    found, trouble = await _seen(wanted)
    await house.store.looks.end(id_, found, trouble, house.clock())


async def _seen(wanted: Wanted) -> tuple[dict[str, Any], str]:
    if wanted.kind == "probe":
        return await _ask("probe", "--json", "--", wanted.of)
    with tempfile.TemporaryDirectory(prefix="monitor-test-") as directory:
        return await _ask("test", "--json", "--", str(_written(Path(directory, "own"), wanted)))


def _written(directory: Path, wanted: Wanted) -> Path:
    directory.mkdir()
    path = directory / f"{wanted.of}.toml"
    path.write_text(wanted.text, encoding="utf-8")
    return path


async def _ask(*words: str) -> tuple[dict[str, Any], str]:
    """What `monitor sources` answers, or why it does not."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", "sources", *words, stdout=PIPE, stderr=PIPE, limit=LARGEST
    )
    try:
        async with asyncio.timeout(SECONDS):
            said, complaint = await process.communicate()
    except TimeoutError:
        return {}, f"The site did not answer within {SECONDS / 60:.0f} minutes."
    finally:
        await _end(process)
    try:
        found = json.loads(said[:LARGEST])
    except ValueError:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        return {}, lines[-1].removeprefix("monitor: ") if lines else "The visit gave no result."
    return (found, "") if isinstance(found, dict) else ({}, "The visit gave no result.")


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()
