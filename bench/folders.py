"""Which folders of real pages a measurement was asked for."""

from collections import Counter
from pathlib import Path

TRUTH = "truth.jsonl"


def page_folders(asked: list[Path]) -> dict[str, Path]:
    """The folders that hold `truth.jsonl`, or in which folders lie that do, by a name that tells them apart.

    Ends the command with a sentence where a folder is neither.
    """
    folders = list(dict.fromkeys(found for folder in asked for found in _in(folder.resolve())))
    names = Counter(folder.name for folder in folders)
    return {folder.name if names[folder.name] == 1 else str(folder): folder for folder in folders}


def _in(folder: Path) -> list[Path]:
    if (folder / TRUTH).is_file():
        return [folder]
    inside = sorted(path.parent for path in folder.glob(f"*/{TRUTH}"))
    if not inside:
        what = "holds no" if folder.is_dir() else "is no folder with"
        raise SystemExit(
            f"{folder} {what} {TRUTH}, nor do the folders in it. Its form: python -m bench.extraction --help"
        )
    return inside
