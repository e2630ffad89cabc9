"""The main pages, in the order of a day; a person sees those that the role allows."""

from dataclasses import dataclass

from monitor.review.words import N_
from monitor.store.users import Role, User


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    path: str
    title: str
    role: Role = "reader"


PLACES = (
    Place("/alerts", N_("Alerts")),
    Place("/items", N_("New items")),
    Place("/search", N_("Search")),
    Place("/watches", N_("Watches")),
    Place("/sources", N_("Sources")),
    Place("/overview", N_("Overview")),
    Place("/deliveries", N_("Deliveries"), "researcher"),
    Place("/users", N_("Users"), "administrator"),
    Place("/audit", N_("Audit"), "administrator"),
    Place("/settings", N_("Settings")),
)


def navigation(user: User) -> list[Place]:
    """Where this person may go."""
    return [place for place in PLACES if user.may(place.role)]
