"""Copies, excerpts and quotations of real articles, recognised; beside SimHash and MinHash-LSH.

    python -m bench.duplicates [FOLDER…] [--items N] [--keep HOME] [--development] [--orders N] [--addresses N]

A folder holds `truth.jsonl` somewhere below it, with `url` and `body` of each article. Of these, two in three are
reported on; on the others the thresholds were tuned (`--development` shows them). Without a folder only the
look-up among many stored items is measured, in a MongoDB of its own that is removed at the end, or kept in a
folder of yours (`--keep`) so that the next measurement finds it filled. `--addresses 1000000` adds what no ordinary
day brings: texts of nothing and of 5 MB, ten thousand copies, and so many addresses of one text.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bench.duplicates import extremes, million, pairs, passes, report
from bench.duplicates.seeds import Seed, halves, read
from bench.duplicates.variants import Text, texts
from monitor.stories.examining import examine
from monitor.stories.fingerprint import fingerprint

FEWEST_SEEDS = 100
# Of several thresholds, the one that did best on the development half.
LSH_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def arguments() -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(prog="python -m bench.duplicates", description="Measure stories and their look-up.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--items", type=int, default=1_000_000, help="stored items for the look-up; 0 leaves it out")
    parser.add_argument("--keep", type=Path, help="a folder for the filled database, which is used again")
    parser.add_argument("--batches", type=int, default=200, help="batches of 50 that are looked up")
    parser.add_argument("--orders", type=int, default=5, help="orders in which the texts arrive")
    parser.add_argument("--development", action="store_true", help="show the seeds that the thresholds were tuned on")
    parser.add_argument("--addresses", type=int, default=0, help="addresses of one text, beside other extremes")
    return parser.parse_args()


def main() -> None:
    """Prints how well copies are recognised, how fast texts are read, and what a look-up costs."""
    asked, console = arguments(), Console(width=160, highlight=False)
    if asked.folders:
        recognise([seed for folder in asked.folders for seed in read(folder)], asked, console)
    if asked.items:
        look_up(asked, console)
    if asked.addresses:
        bear(asked.addresses, console)


def recognise(found: list[Seed], asked: Namespace, console: Console) -> None:
    """Pairs beside the peers, single passes, excerpts, speed."""
    development, other = halves(found)
    seeds = development if asked.development else other
    languages = Counter(seed.language for seed in seeds)
    console.print(f"{len(seeds)} seeds in {len(languages)} languages: {report.counted(languages)}")
    if len(seeds) < FEWEST_SEEDS:
        console.print(f"Fewer than {FEWEST_SEEDS} seeds: the folder holds too few long texts to say much.")
    made = family(seeds, found)
    threshold = best_threshold(family(development, found))
    rows = [(name, pairs.score(way(made), pairs.true_pairs(made))) for name, way in ways(threshold)]
    console.print(report.pair_table(rows))
    console.print(report.pass_table(passes.run(made, asked.orders), passes.excerpts(made)))
    console.print(report.language_table(made))
    console.print(
        f"{speed(found, one_by_one):,.0f} fingerprints a second on one core; with the origin {speed(found, whole):,.0f}"
    )


def family(seeds: Sequence[Seed], found: Sequence[Seed]) -> list[Text]:
    """The seeds with their copies; what quotes them are articles that are no seeds here."""
    chosen = {seed.name for seed in seeds}
    return texts(seeds, [seed for seed in found if seed.name not in chosen])


def ways(threshold: float) -> list[tuple[str, Callable[[Sequence[Text]], set[pairs.Pair]]]]:
    """Every method by its name."""
    return [
        ("monitor", pairs.monitor_pairs),
        (f"MinHash-LSH, {threshold} (best on the development half)", pairs.lsh_pairs(threshold)),
        ("MinHash-LSH, 0.5", pairs.lsh_pairs(0.5)),
        ("SimHash, 3 bits", pairs.simhash_pairs),
    ]


def best_threshold(made: Sequence[Text]) -> float:
    """The threshold at which MinHash-LSH does best."""
    wanted = pairs.true_pairs(made)
    return max(LSH_THRESHOLDS, key=lambda threshold: pairs.score(pairs.lsh_pairs(threshold)(made), wanted).f1)


def speed(seeds: Sequence[Seed], work: Callable[[Sequence[Seed]], object]) -> float:
    """Texts in a second of CPU time, all of them at least three times."""
    work(seeds[:20])
    started = time.process_time()
    for _ in range(3):
        work(seeds)
    return 3 * len(seeds) / (time.process_time() - started)


def one_by_one(seeds: Sequence[Seed]) -> object:
    """Fingerprints alone."""
    return [fingerprint(seed.text) for seed in seeds]


def whole(seeds: Sequence[Seed]) -> object:
    """All that is read of a text before it gets its story."""
    return examine([(seed.text, ()) for seed in seeds])


def look_up(asked: Namespace, console: Console) -> None:
    """The look-up among many stored items."""
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("Storing", total=asked.items)
        found = million.run(asked.items, asked.batches, lambda done: progress.update(task, completed=done), asked.keep)
    console.print(report.million_table(found))


def bear(addresses: int, console: Console) -> None:
    """What no ordinary day brings."""
    with console.status("") as status:
        console.print(report.extremes_table(extremes.run(addresses, status.update)))


if __name__ == "__main__":
    main()
