from pathlib import Path

import pytest

from monitor.schedule.runner import crawl_settings
from monitor.settings import read_environment


def test_settings_hold_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrapy finds a project by a file above the working directory; a user's command may run anywhere."""
    monkeypatch.chdir(tmp_path)
    settings = crawl_settings(read_environment({"MONITOR_HOME": str(tmp_path)}), {"MONITOR_NEWEST": 7})
    assert settings["TWISTED_DNS_RESOLVER"] == "monitor.middlewares.guard.GuardedResolver"
    assert settings.getbool("REMOTE_CONTROL_ENABLED", default=True) is False
    assert settings.getint("MONITOR_NEWEST") == 7
