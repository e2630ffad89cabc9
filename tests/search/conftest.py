"""The real MongoDB of the tests of the store, for the archive search; each test has its own database and home."""

from tests.store.conftest import environment, store

__all__ = ["environment", "store"]
