"""Values as TOML writes them."""

import json
from collections.abc import Iterable


def toml_text(text: str) -> str:
    """A text in quotes.

    >>> print(toml_text('the "ferry"'))
    "the \\"ferry\\""
    """
    return json.dumps(storable(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_list(texts: Iterable[str]) -> str:
    """A list of texts on one line.

    >>> print(toml_list(["fr", "pt-BR"]))
    ["fr", "pt-BR"]
    """
    return "[" + ", ".join(toml_text(text) for text in texts) + "]"


def storable(text: str) -> str:
    """TOML has no way to write a lone surrogate, and comments none to write control characters."""
    return text.encode("utf-8", "replace").decode("utf-8")
