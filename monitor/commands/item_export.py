"""Writes items out one by one, whatever their number."""

import csv
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TextIO

import typer

from monitor.commands.item_fields import FIELDS, cell, record
from monitor.errors import MonitorError

Format = Literal["jsonl", "csv"]
Items = AsyncIterator[dict[str, Any]]


async def write_items(items: Items, output: TextIO, form: Format, progress: Callable[[str, int], None]) -> int:
    """Writes items as they come and says how many there were."""
    write = _csv_writer(output) if form == "csv" else _jsonl_writer(output)
    count = 0
    async for item in items:
        write(record(item))
        count += 1
        progress("items", count)
    output.flush()
    return count


def _jsonl_writer(output: TextIO) -> Callable[[dict[str, Any]], None]:
    def write(values: dict[str, Any]) -> None:
        output.write(json.dumps(values, ensure_ascii=False) + "\n")

    return write


def _csv_writer(output: TextIO) -> Callable[[dict[str, Any]], None]:
    writer = csv.writer(output, lineterminator="\r\n")  # RFC 4180
    writer.writerow(FIELDS)

    def write(values: dict[str, Any]) -> None:
        writer.writerow([cell(values[name]) for name in FIELDS])

    return write


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """The standard output, or a file that gets its name when everything is in it."""
    if path is None:
        yield typer.get_text_stream("stdout", encoding="utf-8")
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def be_quiet() -> None:
    """For when the reader of the output, such as `head`, has had enough: Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
