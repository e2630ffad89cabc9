"""Keeps the parts of the system running: starts each as a process, again when it dies, and stops them together.

The parts are forked from one process that has loaded what they share, so that memory is spent once.
"""

import asyncio
import gc
import logging
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from monitor.errors import MonitorError
from monitor.schedule.children import fork
from monitor.schedule.logs import log_to_stderr
from monitor.schedule.part import Part, PartMain, Work, read_facts, write_facts
from monitor.settings import Environment

logger = logging.getLogger(__name__)

WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
# Seconds before a part that died is started again; the last one stays. One that ran for long begins anew.
WAITS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
RAN_WELL = 60.0
LOOK_SECONDS = 10.0
# A crawl that is told to stop stores what it has; after this, nobody waits for it.
STOP_SECONDS = 60.0


@dataclass(slots=True)
class Kept:
    """One part and its process; `pid` 0 while there is none."""

    part: Part
    pid: int = 0
    started: float = 0.0
    start_at: float = 0.0
    deaths: int = 0
    in_a_row: int = 0


class Supervisor:
    """The parts of one home. `run` returns after SIGTERM or SIGINT, when all of them have ended."""

    def __init__(self, environment: Environment, parts: Sequence[Part], options: Mapping[str, str]) -> None:
        self._environment = environment
        self._options = options
        self._kept = [Kept(part) for part in parts]

    def run(self) -> None:
        """Starts everything and keeps it running."""
        gc.freeze()  # what is loaded by now stays shared with the children
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        self._start_due()
        self._tell()
        while self._wait(self._next_look()) in {None, signal.SIGCHLD, signal.SIGHUP}:
            self._reap()
            self._end_stuck()
            self._start_due()
            self._tell()
        self._stop()

    def _next_look(self) -> float:
        starts = [kept.start_at for kept in self._kept if not kept.pid]
        return max(min([LOOK_SECONDS, *(at - time.monotonic() for at in starts)]), 0.0)

    def _wait(self, seconds: float) -> signal.Signals | None:
        found = signal.sigtimedwait(WATCHED, seconds)
        return None if found is None else signal.Signals(found.si_signo)

    def _start_due(self) -> None:
        for kept in self._kept:
            if not kept.pid and kept.start_at <= time.monotonic():
                kept.pid, kept.started = self._fork(kept.part), time.monotonic()

    def _fork(self, part: Part) -> int:
        def work() -> int:
            for number in WATCHED:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            return _work(Work(part.name, self._environment, self._options), part)

        return fork(work)

    def _reap(self) -> None:
        for kept in self._kept:
            if not kept.pid:
                continue
            pid, status = os.waitpid(kept.pid, os.WNOHANG)
            if pid:
                self._note_end(kept, os.waitstatus_to_exitcode(status))

    def _note_end(self, kept: Kept, code: int) -> None:
        now = time.monotonic()
        kept.in_a_row = 0 if now - kept.started > RAN_WELL else kept.in_a_row + 1
        wait = WAITS[min(max(kept.in_a_row - 1, 0), len(WAITS) - 1)]
        kept.pid, kept.deaths, kept.start_at = 0, kept.deaths + 1, now + wait
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        logger.warning("%s %s; it is started again in %g s", kept.part.name, how, wait)

    def _end_stuck(self) -> None:
        """Ends parts that live and say nothing any more."""
        for kept in self._kept:
            silent = kept.part.silent
            if not kept.pid or not silent or time.monotonic() - kept.started < silent:
                continue
            if self._said_nothing_for(kept.part.name) > silent:
                logger.error("%s has said nothing for %.0f s and is started anew", kept.part.name, silent)
                os.kill(kept.pid, signal.SIGKILL)

    def _said_nothing_for(self, name: str) -> float:
        try:
            age = time.time() - (self._environment.home / "run" / f"{name}.json").stat().st_mtime
        except OSError:
            return float("inf")
        return age if age > 0 else 0.0  # the clock was set back

    def _tell(self) -> None:
        facts: dict[str, int | float | str] = {"pid": os.getpid()}
        for kept in self._kept:
            facts |= {f"{kept.part.name}.pid": kept.pid, f"{kept.part.name}.deaths": kept.deaths}
        if {**read_facts(self._environment.home, "supervisor"), "at": ""} == {**facts, "at": ""}:
            return
        try:
            write_facts(self._environment.home, "supervisor", facts)
        except OSError as error:
            logger.warning("the status page is out of date: %s", error.strerror)

    def _stop(self) -> None:
        """Asks all parts to end, waits, and ends those that do not."""
        logger.info("stopping")
        for kept in self._kept:
            if kept.pid:
                os.kill(kept.pid, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while any(kept.pid for kept in self._kept):
            left = end - time.monotonic()
            if left <= 0:
                self._kill()
            self._wait(max(left, 0.1))
            self._reap_last()

    def _kill(self) -> None:
        for kept in self._kept:
            if kept.pid:
                logger.error("%s does not end and is killed", kept.part.name)
                os.kill(kept.pid, signal.SIGKILL)

    def _reap_last(self) -> None:
        for kept in self._kept:
            if kept.pid and os.waitpid(kept.pid, os.WNOHANG)[0]:
                kept.pid = 0


def _work(work: Work, part: Part) -> int:
    """A part's life in its own process; its exit code."""
    module, _, function = part.target.partition(":")
    log_to_stderr(work.environment.home, part.name)
    try:
        main: PartMain = getattr(import_module(module), function)
        asyncio.run(_until_told(main, work))
    except MonitorError as error:
        logger.error("%s: %s", part.name, error)
        return 1
    except Exception:  # whatever it was, the supervisor starts the part again
        logger.exception("%s failed", part.name)
        return 1
    return 0


async def _until_told(main: PartMain, work: Work) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, work.stopping.set)
    work.say()
    await main(work)
