"""Two sorts of machines on one: process groups on loopback, and network namespaces that see each other as hosts do.

A namespace machine has an address, process numbers and a host name of its own, so that nothing but MongoDB and
Redis tells it of the other; making one takes root.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

BRIDGE, NETWORK = "monitor-bench", "10.99.0.0/16"
HERE = "10.99.0.1"


@dataclass(frozen=True, slots=True)
class Machines:
    """Where machines run: `here` serves MongoDB, Redis and the sites; `prefixes` enter one machine each."""

    here: str
    network: str
    sites: Sequence[str]
    prefixes: Sequence[Sequence[str]]

    def start(self, number: int, command: Sequence[str], environ: Mapping[str, str], log: Path) -> "Running":
        """A process of one machine, in a group of its own."""
        with log.open("ab") as file:
            words = [*self.prefixes[number], *command]
            return Running(subprocess.Popen(words, env=dict(environ), stdout=file, stderr=file, start_new_session=True))


@dataclass(slots=True)
class Running:
    """A worker of one machine with all of its processes."""

    process: "subprocess.Popen[bytes]"
    _root: psutil.Process = field(init=False)

    def __post_init__(self) -> None:
        self._root = psutil.Process(self.process.pid)

    def end(self, number: signal.Signals) -> None:
        """Ends it: with SIGKILL all of its processes at once, else politely."""
        family = self._root.children(recursive=True)
        # nsenter, where it was used, passes no signal on; what it started is its first child.
        politely = family[:1] if "nsenter" in self._root.name() else [self._root]
        for member in [*family, self._root] if number == signal.SIGKILL else politely:
            try:
                member.send_signal(number)
            except psutil.Error:
                continue
        self.process.wait()


@contextmanager
def process_groups(sites: int, count: int) -> Iterator[Machines]:
    """Machines that share this machine's network and process numbers."""
    addresses = [f"127.0.1.{number + 1}" for number in range(sites)]
    yield Machines("127.0.0.1", "127.0.0.0/8", addresses, [[]] * count)


@contextmanager
def namespaces(sites: int, count: int) -> Iterator[Machines]:
    """Machines with a network, process numbers and a host name of their own, joined by a bridge."""
    if os.geteuid():
        raise PermissionError("network namespaces take root")
    with ExitStack() as stack:
        addresses = [f"10.99.1.{number + 1}" for number in range(sites)]
        _ip("link", "add", BRIDGE, "type", "bridge")
        stack.callback(_ip, "link", "del", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for address in (HERE, *addresses):
            _ip("addr", "add", f"{address}/16", "dev", BRIDGE)
        prefixes = [stack.enter_context(_namespace(number)) for number in range(count)]
        yield Machines(HERE, NETWORK, addresses, prefixes)


@contextmanager
def _namespace(number: int) -> Iterator[list[str]]:
    name, cable = f"monitor{number}", f"monitor-v{number}"
    _ip("netns", "add", name)
    try:
        _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
        _ip("link", "set", cable, "master", BRIDGE, "up")
        _ip("-n", name, "addr", "add", f"10.99.2.{number + 1}/16", "dev", "eth0")
        for device in ("eth0", "lo"):
            _ip("-n", name, "link", "set", device, "up")
        # Keeps the process numbers and the host name while workers come and go.
        words = f"hostname machine{number} && echo up && exec sleep infinity"
        holding = ["unshare", "--pid", "--fork", "--kill-child", "--uts", "--mount-proc", "sh", "-c", words]
        command = ["ip", "netns", "exec", name, *holding]
        with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            first = psutil.Process(holder.pid).children()[0].pid
            try:
                yield ["nsenter", "-t", str(first), "--net", "--pid", "--uts", "--mount", "--"]
            finally:
                holder.kill()
    finally:
        _ip("netns", "del", name)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
