"""`python -m bench.cluster`: one worker against two, on sites that are slow to answer; and what their deaths cost.

Needs redis-server and a mongod. All machines share one MongoDB and one Redis. The load is bound by
waiting, as crawling is, so that two cores are enough.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from bench.cluster import servers
from bench.cluster.machines import namespaces, process_groups
from bench.cluster.rounds import Round
from bench.cluster.sites import web, write_catalogue


def main(
    sites: Annotated[int, typer.Option(min=1, max=250, help="Sites, each one source.")] = 200,
    only: Annotated[list[str] | None, typer.Option(help="Only these rounds: one, two, killed.")] = None,
    apart: Annotated[
        bool, typer.Option("--namespaces", help="Machines as network namespaces instead of process groups; takes root.")
    ] = False,
) -> None:
    """Measure one worker, two workers, and two that are killed at random.

    Example: python -m bench.cluster --sites 40 --namespaces
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitor-cluster-")))
        machines = stack.enter_context((namespaces if apart else process_groups)(sites, 2))
        bases = stack.enter_context(web(machines.sites))
        redis = stack.enter_context(servers.redis(machines.here))
        uri = stack.enter_context(servers.mongo(machines.here, folder))
        catalogue, took = write_catalogue(folder, bases), dict[str, float]()
        for number, (name, workers) in enumerate({"one": 1, "two": 2, "killed": 2}.items()):
            if not only or name in only:
                this = Round(name, number, machines, folder, uri, redis, catalogue)
                took[name] = this.run(workers, kill=name == "killed")
                typer.echo(f"{this.verdict()}; {took[name]:.0f} s")
        if {"one", "two"} <= took.keys():
            typer.echo(f"two workers are {took['one'] / took['two']:.2f} times as fast as one")


if __name__ == "__main__":
    typer.run(main)
