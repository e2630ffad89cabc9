import os
import select
import subprocess
import sys
from pathlib import Path

from bench.crawl.measure import measure
from bench.crawl.processes import cpu_seconds, memory_bytes, servers_of, tree

BURN = "import os\nwhile sum(os.times()[:2]) < {seconds}: pass\n"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def await_end(pid: int) -> None:
    """Returns once the process has ended, and fails when it does not within ten seconds."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([handle], [], [], 10)
    os.close(handle)
    assert ended


def test_counts_the_command_and_what_it_starts(tmp_path: Path) -> None:
    child = python(BURN.format(seconds=0.4))
    code = f"import subprocess\nsubprocess.run({child!r}, check=True)\n{BURN.format(seconds=0.4)}print('done')"
    cost = measure(python(code), os.environ, tmp_path)
    assert cost.cpu >= 0.8
    assert cost.seconds > 0
    assert cost.peak_memory > 1_000_000
    assert (cost.exit_code, cost.output) == (0, "done\n")


def test_counts_a_server_beside_the_command(tmp_path: Path) -> None:
    server = subprocess.Popen(python("while True: pass"))
    try:
        alone = measure(python(BURN.format(seconds=0.3)), os.environ, tmp_path)
        both = measure(python(BURN.format(seconds=0.3)), os.environ, tmp_path, servers=[server.pid])
    finally:
        server.kill()
        server.wait()
    assert both.cpu > alone.cpu
    assert both.peak_memory > 0


def test_tells_how_a_command_failed(tmp_path: Path) -> None:
    cost = measure(python("import sys\nsys.exit('the database is away')"), os.environ, tmp_path)
    assert (cost.exit_code, cost.message) == (1, "the database is away")


def test_ends_a_command_that_takes_too_long_with_all_it_started(tmp_path: Path) -> None:
    child = python("import time\ntime.sleep(600)")
    code = f"import subprocess\nchild = subprocess.Popen({child!r})\nprint(child.pid, flush=True)\nchild.wait()"
    cost = measure(python(code), os.environ, tmp_path, limit=1.0)
    assert cost.exit_code == -9
    await_end(int(cost.output))


def test_a_process_that_is_gone_costs_nothing() -> None:
    child = subprocess.Popen(python("pass"))
    child.wait()
    assert (tree(child.pid), cpu_seconds(child.pid), memory_bytes(child.pid)) == (set(), 0.0, 0)


def test_finds_the_database_of_a_folder_and_no_other(tmp_path: Path) -> None:
    # Its command line is all that is looked at; it reads its input until the test is done with it.
    command = ["mongod", "-", f"{tmp_path}/home/db"]
    child = subprocess.Popen(command, executable="/bin/cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert child.stdin and child.stdout
    child.stdin.write(b"up\n")
    assert child.stdout.readline() == b"up\n"
    try:
        assert servers_of(tmp_path / "home") == [child.pid]
        assert servers_of(tmp_path / "other") == []
    finally:
        child.communicate()
