from pathlib import Path

import pytest

from bench.wordpress import packages


def test_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "WORDPRESS", tmp_path)
    with pytest.raises(packages.Missing, match=r"^WordPress is not at .*; on Debian and Ubuntu: apt-get install"):
        packages.find_programs()
    (tmp_path / "wp-load.php").touch()
    monkeypatch.setattr(packages, "_SEARCHED", str(tmp_path))
    with pytest.raises(packages.Missing, match=r"^php is not installed; "):
        packages.find_programs()
