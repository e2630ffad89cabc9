"""Which of a watch's queries are for an item's language."""

from collections.abc import Iterable

from monitor.watch import ANY_LANGUAGE


def applies(code: str, language: str) -> bool:
    """Whether a query for a language code is for an item in a language; "" is unknown, and only `*` is for it.

    >>> applies("zh", "zh-Hant"), applies("zh-Hant", "zh"), applies("zh-TW", "zh-Hant-TW"), applies("*", "")
    (True, False, True, True)
    """
    if code == ANY_LANGUAGE:
        return True
    wanted, given = (each.replace("_", "-").lower().split("-") for each in (code, language))
    return wanted[0] == given[0] and set(wanted) <= set(given)


def by_specificity(codes: Iterable[str]) -> list[str]:
    """Language codes, the most specific first and `*` last.

    >>> by_specificity(["*", "zh", "zh-Hant"])
    ['zh-Hant', 'zh', '*']
    """
    return sorted(codes, key=lambda code: (code == ANY_LANGUAGE, -len(code), code))
