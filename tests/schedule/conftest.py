"""The real MongoDB of the tests of the store, for what the schedule does with it."""

from tests.store.conftest import article, environment, server_home, store

__all__ = ["article", "environment", "server_home", "store"]
