"""The real MongoDB of the tests of the store, for what the schedule does with it."""

from tests.store.conftest import article, environment, store

__all__ = ["article", "environment", "store"]
