"""What was measured as tables, with what was to be reached beside it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.table import Table

from bench.duplicates.extremes import Outcome
from bench.duplicates.million import Found
from bench.duplicates.pairs import Score, monitor_pairs, score, true_pairs
from bench.duplicates.passes import Pass
from bench.duplicates.variants import Text


def counted(counts: Mapping[str, int]) -> str:
    """`{"en": 2, "ar": 1}` as "en 2, ar 1"."""
    return ", ".join(f"{name or 'unknown'} {count}" for name, count in Counter(counts).most_common())


def pair_table(rows: Sequence[tuple[str, Score]]) -> Table:
    """Pairs of texts that tell the same news, by each method."""
    table = Table("pairs", "precision", "recall", "F1", "target", box=box.SIMPLE_HEAD)
    for name, found in rows:
        target = reached(found.f1, 0.97, at_least=True) if name == "monitor" else ""
        table.add_row(name, f"{found.precision:.4f}", f"{found.recall:.4f}", f"{found.f1:.4f}", target)
    return table


def pass_table(found: Sequence[Pass], excerpts: float) -> Table:
    """Stories after one pass, the worst of several orders and their mean."""
    table = Table("single pass", "worst", "mean", "target", box=box.SIMPLE_HEAD)
    precision, recall = [one.pairs.precision for one in found], [one.pairs.recall for one in found]
    quoting, footers = [one.quoting for one in found], [one.footers for one in found]
    table.add_row("precision", _digits(min(precision)), _mean(precision), reached(min(precision), 0.97, at_least=True))
    table.add_row("recall", _digits(min(recall)), _mean(recall), reached(min(recall), 0.9, at_least=True))
    table.add_row("quoting pages merged", _digits(max(quoting)), _mean(quoting), reached(max(quoting), 0.01))
    table.add_row("merged for a footer", str(max(footers)), _mean(footers), reached(max(footers), 0))
    table.add_row("trims recognised as excerpts", _digits(excerpts), "", reached(excerpts, 0.95, at_least=True))
    return table


def language_table(made: Sequence[Text]) -> Table:
    """Pairs by language, for the monitor alone."""
    table = Table("language", "seeds", "precision", "recall", "F1", box=box.SIMPLE_HEAD)
    for language, count in Counter(text.language for text in made if text.made == "original").most_common():
        group = [text for text in made if text.language == language]
        found = score(monitor_pairs(group), true_pairs(group))
        numbers = (f"{value:.3f}" for value in (found.precision, found.recall, found.f1))
        table.add_row(language or "unknown", str(count), *numbers)
    return table


def million_table(found: Found) -> Table:
    """The look-up among many stored items."""
    table = Table(f"{found.items:,} stored items", "measured", "target", box=box.SIMPLE_HEAD)
    cpu, p95 = reached(found.server_cpu, 0.3), reached(found.single_p95, 5.0)
    table.add_row("server CPU, ms a text in batches of 50", f"{found.server_cpu:.3f}", cpu)
    table.add_row("time, ms a text in batches of 50", f"{found.batch:.3f}", "")
    table.add_row("time of a text asked alone, ms: median", f"{found.single_p50:.2f}", "")
    table.add_row("time of a text asked alone, ms: p95", f"{found.single_p95:.2f}", p95)
    table.add_row("index, bytes an item", f"{found.index_bytes:.0f}", reached(found.index_bytes, 700))
    table.add_row("story document, bytes", f"{found.document_bytes:.0f}", "")
    table.add_row("changed copies found", f"{found.recall:.4f}", "")
    table.add_row("seconds to store them", f"{found.insert_seconds:.0f}", "")
    return table


def extremes_table(outcomes: Iterable[Outcome]) -> Table:
    """What no ordinary day brings: what was made of it, and what it took."""
    table = Table(
        "extremes", "items", "stories", "counted", "largest kB", "seconds", "peak MB", "", box=box.SIMPLE_HEAD
    )
    for one in outcomes:
        numbers = (one.items, one.stories, one.counted)
        took = (f"{one.largest:,.0f}", f"{one.seconds:.1f}", f"{one.memory:.0f}")
        table.add_row(
            one.case.name, *(f"{number:,}" for number in numbers), *took, "right" if one.is_right else "wrong"
        )
    return table


def reached(value: float, target: float, *, at_least: bool = False) -> str:
    """The target, and whether it is reached.

    >>> reached(0.98, 0.97, at_least=True), reached(3, 0)
    ('at least 0.97: reached', 'at most 0: missed')
    """
    good = value >= target if at_least else value <= target
    return f"at {'least' if at_least else 'most'} {target:g}: {'reached' if good else 'missed'}"


def _digits(value: float) -> str:
    return f"{value:.4f}"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.4f}"
