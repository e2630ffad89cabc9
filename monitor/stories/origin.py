"""Where a text comes from, as a value; `wire` finds it out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """`wire` is an agency's usual name, `first_published_by` a place as the text names it; "" where it says nothing."""

    wire: str = ""
    first_published_by: str = ""
