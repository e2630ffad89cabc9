"""Where the review pages of a home are served, for links that a command prints."""

from contextlib import suppress
from dataclasses import replace

from monitor.schedule.part import read_facts, write_facts
from monitor.settings import DEFAULT_BASE_URL, Environment
from monitor.store.processes import has_ended, this_process

PART = "review"
ADDRESS, PROCESS = "address", "process"


def own_address(host: str, port: int) -> str:
    """Where someone on this machine finds pages that are served there.

    >>> own_address("0.0.0.0", 8000), own_address("::1", 8000)
    ('http://127.0.0.1:8000', 'http://[::1]:8000')
    """
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - what stands for all addresses
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def announced(address: str) -> dict[str, str]:
    """What a server of pages says of itself, for `linked`."""
    return {ADDRESS: address, PROCESS: this_process()}


def announce(environment: Environment, address: str) -> None:
    """Leaves word in the home; a full disk only costs other commands the knowledge."""
    with suppress(OSError):
        write_facts(environment.home, PART, announced(address))


def linked(environment: Environment) -> Environment:
    """The environment with the address that links begin with: MONITOR_BASE_URL, else where pages are served now."""
    said = read_facts(environment.home, PART)
    address, process = said.get(ADDRESS), said.get(PROCESS)
    if environment.base_url != DEFAULT_BASE_URL or not isinstance(address, str) or has_ended(str(process)):
        return environment
    return replace(environment, base_url=address)
