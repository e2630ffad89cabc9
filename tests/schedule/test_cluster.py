"""What a machine of a cluster says of a Redis that is not there; nothing has to be due for that."""

import socket
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError

from monitor.schedule.cluster import make_app, reach_redis
from monitor.settings import Environment


def test_a_redis_that_is_away_is_noticed_without_a_message_to_send(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        redis = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        app = make_app(Environment(home=tmp_path, mongo_uri="mongodb://127.0.0.1:1", redis_url=redis))
        with pytest.raises(OperationalError, match="refused"):
            reach_redis(app)
