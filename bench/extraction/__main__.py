"""Dates, headline, authors, body, CPU time and memory on folders of real pages, beside four other tools.

    python -m bench.extraction FOLDER… [--every N] [--only READER] [--misses]

A folder holds `truth.jsonl` with `file url language title authors published body` of each page, null
where unknown, and the pages, packed with gzip; or it holds folders that do. Every page of such a folder is
an article, so each one that is refused is a miss. The readers run in processes of their own and take turns
page by page, so that a busy machine slows all. newspaper4k and readability-lxml are installed into
`.bench/readers` at the first run; where that fails their rows are left out with a word about it.
"""

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import defaultdict
from itertools import product
from pathlib import Path

from rich.console import Console

from bench.extraction.pages import Truth, truths
from bench.extraction.readers import PEERS, REQUIREMENTS, Reader
from bench.extraction.report import table
from bench.extraction.scores import Read, Tally
from bench.extraction.worker import READERS
from bench.folders import page_folders
from bench.peers import NotInstalledError, environment

Tallies = defaultdict[tuple[str, str], Tally]


def arguments() -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(
        prog="python -m bench.extraction", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every n-th page")
    parser.add_argument("--only", action="append", choices=list(READERS), help="only these readers")
    parser.add_argument("--misses", action="store_true", help="print each page that the monitor refused")
    return parser.parse_args()


def start(names: list[str], console: Console) -> list[Reader]:
    """The readers that can be had."""
    readers = [Reader.start(name, Path(sys.executable)) for name in names if name not in PEERS]
    peers = [name for name in names if name in PEERS]
    try:
        python = environment(Path(".bench") / "readers", REQUIREMENTS) if peers else Path()
    except NotInstalledError as error:
        console.print(f"{' and '.join(peers)}: {error}", highlight=False)
        return readers
    return readers + [Reader.start(name, python) for name in peers]


def main() -> None:
    """Prints a table with a line for each folder, one for each language, memory, and the ratio of CPU times."""
    asked, console = arguments(), Console(width=200)
    named = page_folders(asked.folders)
    readers = start(asked.only or list(READERS), console)
    folders, languages = Tallies(Tally), Tallies(Tally)
    for name, folder in named.items():
        pages = list(truths(folder, asked.every))
        warm_up(readers, pages[:1])
        for truth, reader in product(pages, readers):
            read = reader.read(truth)
            folders[name, reader.name].add(truth, read)
            languages[truth.language or "unknown", reader.name].add(truth, read)
            if asked.misses and reader.name == "monitor" and missed(read):
                console.print(f"{missed(read)}: {truth.url}", highlight=False)
    for reader in readers:
        reader.close()
    console.print(table("folder", folders))
    console.print(table("language", dict(sorted(languages.items()))))
    console.print(*(f"{reader.name}: {reader.peak:.0f} MB at most" for reader in readers), sep="; ", highlight=False)
    print_ratio(folders, console)


def warm_up(readers: list[Reader], pages: list[Truth]) -> None:
    """Makes each reader load what it loads with its first page; not counted."""
    for truth, reader in product(pages, readers):
        reader.read(truth)


def missed(read: Read) -> str:
    """Why a page gave no article; "" where it gave one."""
    return read.refused or read.crashed


def print_ratio(folders: Tallies, console: Console) -> None:
    """CPU time in all, beside Trafilatura's."""
    spent: defaultdict[str, float] = defaultdict(float)
    for (_, reader), tally in folders.items():
        spent[reader] += sum(tally.milliseconds)
    if spent["monitor"] and spent["trafilatura"]:
        console.print(f"CPU in all: {spent['monitor'] / spent['trafilatura']:.2f} × Trafilatura with metadata")


if __name__ == "__main__":
    main()
