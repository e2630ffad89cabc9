"""A loopback web site for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.site.server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site
