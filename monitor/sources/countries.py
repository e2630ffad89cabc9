"""What a country settles beforehand: its main time zone and its order of day, month and year."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Order = Literal["", "DMY", "MDY", "YMD"]


@dataclass(frozen=True, slots=True)
class Country:
    """One row of countries.csv. `timezone` is where most people live; empty where nobody does.

    `date_order` is how numeric dates are written; empty where several orders are in use.
    """

    code: str
    timezone: str
    date_order: Order
    has_several_zones: bool


@cache
def countries() -> dict[str, Country]:
    """Every ISO 3166-1 alpha-2 code with what is known of it.

    >>> countries()["HU"].date_order, countries()["BR"].timezone
    ('YMD', 'America/Sao_Paulo')
    """
    text = resources.files("monitor.sources").joinpath("countries.csv").read_text(encoding="utf-8")
    return {row["code"]: _country(row) for row in csv.DictReader(text.splitlines())}


def _country(row: dict[str, str]) -> Country:
    order = cast("Order", row["date_order"])
    return Country(row["code"], row["timezone"], order, row["several_zones"] == "1")
