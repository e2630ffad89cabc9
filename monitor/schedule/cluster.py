"""`monitor worker`: visits through Celery and Redis, on as many machines as there are.

Which source is visited when, and that it is visited once, is decided in MongoDB; Redis only carries
the word. A message that is lost, doubled or late changes nothing but the moment of a visit.
"""

import asyncio
import logging
import threading
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from random import uniform
from typing import Any

from celery import Celery, Task, signals
from celery.exceptions import CPendingDeprecationWarning, SecurityWarning
from kombu.exceptions import OperationalError

from monitor.errors import DatabaseUnavailable, MonitorError, UsageError
from monitor.schedule.crew import PLACES
from monitor.schedule.dispatch import AGAIN_SECONDS, Dispatcher
from monitor.schedule.logs import log_to_stderr
from monitor.schedule.machine import AGAIN, UNKNOWN, Machine
from monitor.settings import Environment
from monitor.store.store import Store

logger = logging.getLogger(__name__)

TASK = "monitor.visit"
QUEUE = "visits"
ROUND_SECONDS = 5.0
# A visit whose machine knows nothing of its source: another may.
MOST_UNKNOWN = 5
NO_REDIS = "MONITOR_REDIS_URL is not set: it names the Redis that all machines share, such as redis://host:6379/0."
NO_MONGO = "MONITOR_MONGO_URI is not set: machines of a cluster share one MongoDB, which cannot be the embedded one."


def make_app(environment: Environment) -> Celery:
    """The Celery application; nothing is connected yet."""
    if not environment.redis_url or not environment.mongo_uri:
        raise UsageError(NO_MONGO if environment.redis_url else NO_REDIS)
    app = Celery("monitor", broker=environment.redis_url)
    app.conf.update(
        task_default_queue=QUEUE,
        # A worker that dies leaves its visits to others.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        # How a visit ended stands in MongoDB.
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={"visibility_timeout": 3_900},
        worker_hijack_root_logger=False,
        timezone="UTC",
    )
    return app


def run_worker(environment: Environment, workers: int) -> None:
    """Works until SIGTERM or SIGINT; raises `UsageError` where the environment says too little."""
    app = make_app(environment)
    log_to_stderr(environment.home, "worker")
    machine = Machine(environment, workers)
    machine.start()
    add_task(app, machine)
    stopping = threading.Event()

    def stop(**_: Any) -> None:
        stopping.set()
        # Celery waits for what is under way; this makes it end soon, with what was read stored.
        threading.Thread(target=machine.stop, name="stopping").start()

    signals.worker_shutting_down.connect(stop, weak=False)
    dispatching = threading.Thread(target=_dispatch, args=(app, machine, stopping), name="dispatch", daemon=True)
    dispatching.start()
    # Celery opens its ears again while it starts.
    signals.worker_ready.connect(_quieten_celery, weak=False)
    _quieten_celery()
    words = ["--quiet", "worker", "--pool=threads", f"--concurrency={workers * PLACES}", "--loglevel=WARNING"]
    app.worker_main([*words, "--without-gossip", "--without-mingle", "--without-heartbeat"])
    machine.stop()


def _quieten_celery(**_: Any) -> None:
    """Leaves out what Celery says of itself, and of a Redis that is away: that is told once, in `_rounds`."""
    logging.getLogger("celery.worker.consumer.consumer").setLevel(logging.CRITICAL)
    for category in (CPendingDeprecationWarning, SecurityWarning):
        warnings.simplefilter("ignore", category)


def add_task(app: Celery, machine: Machine) -> None:
    """Gives the application its one task: a visit."""

    def visit(task: Task, name: str, slot: int) -> str:
        status = machine.visit(name, slot)
        if status == UNKNOWN:
            raise task.retry(countdown=ROUND_SECONDS, max_retries=MOST_UNKNOWN)
        if status == AGAIN:
            raise task.retry(countdown=uniform(1, ROUND_SECONDS))  # noqa: S311
        return status

    app.task(name=TASK, bind=True, max_retries=None)(visit)


def reach_redis(app: Celery) -> None:
    """Raises `OperationalError` where Redis does not answer, also while nothing is due."""
    with app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, interval_start=0)


def _dispatch(app: Celery, machine: Machine, stopping: threading.Event) -> None:
    asyncio.run(_rounds(app, machine, stopping))


async def _rounds(app: Celery, machine: Machine, stopping: threading.Event) -> None:
    """Looks for what is due until told to stop; one sentence when database or Redis go, and when they are back."""

    def send(name: str, slot: int) -> None:
        # With an id of its own: Celery refuses for ever an id whose message has once expired.
        app.send_task(TASK, (name, slot), expires=AGAIN_SECONDS, retry=False)

    dispatcher, store, trouble = Dispatcher(machine.shelf, send), None, ""
    while not stopping.is_set():
        said = ""
        try:
            store = store or await Store.open(machine.environment)
            await dispatcher.round(store, datetime.now(UTC))
            await asyncio.to_thread(reach_redis, app)
        except DatabaseUnavailable as error:
            said = str(error)
        except (OperationalError, OSError) as error:
            said = f"Redis does not answer: {error}"
        except MonitorError as error:
            said = str(error)
        if bool(said) != bool(trouble):
            # Celery lets nothing pass that is less than a warning.
            logger.warning("%s", said or "Database and Redis are back.")
        trouble = said
        await asyncio.to_thread(stopping.wait, ROUND_SECONDS)
    if store is not None:
        with suppress(DatabaseUnavailable):
            await store.close()
