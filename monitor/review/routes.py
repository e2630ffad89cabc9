"""Every address of the pages. Reading this table is the tour."""

from monitor.review.access import Route
from monitor.review.views import help, home, login, welcome

ROUTES: tuple[Route, ...] = (
    # Coming and going.
    Route("/login", login.show, None, "The log-in form."),
    Route("/login", login.enter, None, "Log in.", method="POST"),
    Route("/logout", login.leave, "reader", "Log out.", method="POST"),
    Route("/welcome/{link}", welcome.show, None, "Where a one-time link leads."),
    Route("/welcome/{link}", welcome.accept, None, "Choose a passphrase.", method="POST"),
    # The day's work.
    Route("/", home.show, "reader", "Leads to the alerts."),
    Route("/help", help.show, "reader", "Keys, states and words."),
)
