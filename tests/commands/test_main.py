"""The `monitor` command as a whole: wrong words, wrong environment, and what its help shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    environment = {**clean, "MONITOR_HOME": str(home), "COLUMNS": "80", **variables}
    command = [sys.executable, "-m", "monitor", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [("MONITOR_ALLOW_NETWORKS", "my office"), ("MONITOR_MONGO_DB", "a.b"), ("MONITOR_MONGO_DB", "x" * 64)],
)
def test_a_wrong_variable_is_a_sentence_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    result = run(tmp_path, "sources", "list", **{name: value})
    assert result.returncode == 2
    assert result.stderr.startswith(f"monitor: {name}: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("crawl", "amnesty_fx"),
        ("crawl", "--group", "amnsty"),
        ("up", "--group", "amnsty"),
        ("sources", "show", "amnesty_fx"),
        ("items", "list", "--group", "amnsty"),
    ],
)
def test_an_unknown_name_is_wrong_usage_and_the_nearest_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run(tmp_path, *words)
    assert result.returncode == 2
    assert "did you mean" in result.stderr
    assert not (tmp_path / "db").exists()


@pytest.mark.parametrize(
    "words", [(), ("sources",), ("items",), ("stories",), ("watches",), ("alerts",), ("users",), ("db",)]
)
def test_no_line_of_the_help_is_cut_off(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "..." not in run(tmp_path, *words, "--help").stdout.replace("COMMAND [ARGS]...", "")


def test_a_round_with_nothing_due_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "own"
    folder.mkdir(parents=True)
    (folder / "lagoon.toml").write_text('title = "Lagoon"\nhome = "http://127.0.0.1:9/"\n', encoding="utf-8")
    try:
        first = run(tmp_path, "crawl", "--due", MONITOR_BUNDLED_SOURCES="0", MONITOR_ALLOW_NETWORKS="127.0.0.0/8")
        assert first.returncode == 1
        assert "Errors of lagoon:" in first.stdout
        again = run(tmp_path, "crawl", "--due", MONITOR_BUNDLED_SOURCES="0")
        assert (again.returncode, again.stdout) == (0, "Nothing is due.\n")
    finally:
        run(tmp_path, "db", "stop")
