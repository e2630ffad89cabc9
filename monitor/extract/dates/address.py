"""The date in an address: /2024/05/03/, 2024-05-03, 20240503; never a number that is an id."""

import re
from urllib.parse import urlsplit

from monitor.extract.dates.names import month_of

_YEAR = r"(?P<y>19[89]\d|20\d\d)"
_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_FORMS = (
    # A single digit is a day only as a whole segment: /2024/5/3/, not /2024/05/3-questions.
    re.compile(rf"(?<!\d){_YEAR}/{_MONTH}/(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?![^/]))(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}([-_.])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    # A folder for the month and one for the day in it: /2024-05/03/a-title.
    re.compile(rf"/{_YEAR}-(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])(?=/)"),
    re.compile(rf"(?<!\d){_YEAR}/?(?P<m>0[1-9]|1[0-2])/?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    # Followed by the time of day and a counter: "A2024050314050001234".
    re.compile(
        rf"(?<=[a-z]){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{{2,10}}(?!\d)"
    ),
    re.compile(rf"(?<!\d){_YEAR}/(?P<b>[a-z]{{3,9}})/{_DAY}(?!\d)"),
)
_MONTH_ONLY = re.compile(rf"/{_YEAR}[/-](?P<m>0[1-9]|1[0-2])(?=/|$)")


def address_text(url: str) -> str:
    """The date of an address as YYYY-MM-DD or YYYY-MM; "" where it has none or several.

    >>> address_text("https://example.org/2024/05/03/a-title"), address_text("https://example.org/a-title-20240503")
    ('2024-05-03', '2024-05-03')
    >>> address_text("https://example.org/id/1202405031/"), address_text("https://example.org/?day=2024-05-03")
    ('', '')
    >>> address_text("https://example.org/2024/05/3-questions"), address_text("https://example.org/2024/5/3")
    ('2024-05', '2024-05-03')
    >>> address_text("https://example.org/2024-05/03/a-title"), address_text("https://example.org/2024-05/12-ways")
    ('2024-05-03', '2024-05')
    """
    try:
        path = urlsplit(url).path.lower()[:500]
    except ValueError:
        return ""
    for form in _FORMS:
        found = {_written(match) for match in form.finditer(path)} - {""}
        if found:
            return found.pop() if len(found) == 1 else ""
    month = _MONTH_ONLY.search(path)
    return f"{month['y']}-{month['m']}" if month else ""


def _written(match: re.Match[str]) -> str:
    groups = match.groupdict()
    named = month_of(groups["b"], ("en",)) if groups.get("b") else None
    month = named[1] if named and named[0] == "gregorian" else int(groups.get("m") or 0)
    return f"{match['y']}-{month:02}-{int(match['d']):02}" if month else ""
