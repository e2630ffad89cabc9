"""The agency's reports and their reprints: what has to be one story each."""

from collections.abc import Mapping

from monitor.demo.agency import demo_sites

AGENCY = "wire_en"


def groups() -> list[tuple[str, ...]]:
    """The addresses of each report that newspapers print again, the agency's own first."""
    sites = demo_sites()
    printed = [site for key, site in sorted(sites.items()) if key != AGENCY]
    found = []
    for report in sites[AGENCY].articles:
        printers = [site for site in printed if report.slug in site.reprints]
        copies = [site.url(text) for site in printers for text in site.articles if text.slug == report.slug]
        if copies:
            found.append((sites[AGENCY].url(report), *copies))
    return found


def sentence(stories: Mapping[str, str]) -> str:
    """Whether each report is one story with its reprints; `stories` names the story of each address.

    >>> sentence({url: group[0] for group in groups() for url in group})
    '5 of 5 agency reports are one story with their 7 reprints.'
    """
    wanted = groups()
    whole = [group for group in wanted if _is_one(group, stories)]
    reprints = sum(len(group) - 1 for group in wanted)
    return f"{len(whole)} of {len(wanted)} agency reports are one story with their {reprints} reprints."


def _is_one(group: tuple[str, ...], stories: Mapping[str, str]) -> bool:
    names = {stories.get(url, "") for url in group}
    others = {story for url, story in stories.items() if url not in group}
    return len(names) == 1 and "" not in names and names.isdisjoint(others)
