"""Imports large parts of the monitor in less time."""

import gc
import importlib
from types import ModuleType

# Objects made before garbage is looked for. Python looks after 700, which a crawl makes with every few requests;
# of two thousand pages no more than that many objects are garbage that has to be looked for.
OBJECTS = 25_000


def load(name: str) -> ModuleType:
    """A module, imported without looking for garbage on the way; what it brings in is never looked at again.

    For the start of a process: an import makes a hundred thousand objects that all stay.
    """
    gc.disable()
    try:
        # Deprecated classes of Scrapy 2.19 read the source of every caller up to the first: best with few of them.
        importlib.import_module("scrapy.core.downloader.contextfactory")
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.set_threshold(OBJECTS)
        gc.enable()
