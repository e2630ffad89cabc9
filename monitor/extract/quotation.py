"""Whether a text ends inside a quotation that it opened, in the quotation marks of many languages."""

# What closes each mark. Some close in one language what they open in another: “ in German, » in Danish, ” in Swedish.
_CLOSES = {
    '"': '"',
    "'": "'",
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
}
_ALL = frozenset("".join(_CLOSES) + "".join(_CLOSES.values()))
_EITHER_WAY = frozenset("\"'”»’‘“")


def is_open(text: str) -> bool:
    """Whether a quotation is open at the end of the text; apostrophes are none.

    >>> is_open('"We did not leave.'), is_open('"We did not leave."'), is_open("The writers' union isn't closed.")
    (True, False, False)
    >>> is_open("„Wir blieben. Wir"), is_open("„Wir blieben.“"), is_open("«Nous sommes")
    (True, False, True)
    """
    opened: list[str] = []
    for place, mark in enumerate(text):
        if mark in _ALL:
            _take(mark, text[place - 1 : place], text[place + 1 : place + 2], opened)
    return bool(opened)


def _take(mark: str, before: str, after: str, opened: list[str]) -> None:
    if mark in "'’" and before.isalnum() and after.isalnum():
        return
    if mark in "'’‘" and after.isdigit():
        return
    starts = after != "" and not after.isspace() and not before.isalnum()
    closing = [level for level, closers in enumerate(opened) if mark in closers]
    if closing and not (mark in "\"'" and starts and before.isspace()):
        del opened[closing[-1] :]
    elif mark in _CLOSES and (mark not in _EITHER_WAY or starts or (mark == "“" and not closing)):
        opened.append(_CLOSES[mark])
