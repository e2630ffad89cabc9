"""Further processes of one crawl: what is asked of them when they are no more."""

import os
import subprocess
import sys

from monitor.schedule.helpers import Helper


def test_the_word_to_stop_that_comes_just_after_the_end_is_no_error() -> None:
    """The others would not hear of it, and the result of the crawl would be lost."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        Helper(ended.pid, [], pipe).stop()
