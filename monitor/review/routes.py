"""Every address of the pages. Reading this table is the tour."""

from monitor.review.access import Route
from monitor.review.alert_query import AlertQuery
from monitor.review.views import (
    alert,
    alerts,
    audit,
    deliveries,
    feeds,
    help,
    home,
    interface,
    item,
    items,
    judging,
    login,
    overview,
    quarantine,
    saved,
    search,
    settings,
    source_edit,
    sources,
    stop,
    stories,
    users,
    watches,
    welcome,
)

BOTH = ("json", "atom")
ALERT_FILTER = AlertQuery.__slots__
CHANGES = (*ALERT_FILTER, "seen", "loaded")
DELIVERY_FILTER = ("state", "recipient", "watch")
ITEM_FILTER = ("source", "country", "language", "since", "until", "show")
SEARCH = search.ASKED
EXPORT = (*SEARCH, "form")
TABLES = ("text/csv", "application/jsonl")
FEED = ("application/atom+xml",)

ROUTES: tuple[Route, ...] = (
    # Coming and going.
    Route("/login", login.show, None, "The log-in form."),
    Route("/login", login.enter, None, "Log in.", method="POST"),
    Route("/logout", login.leave, "reader", "Log out.", method="POST"),
    Route("/welcome/{link}", welcome.show, None, "Where a one-time link leads."),
    Route("/welcome/{link}", welcome.accept, None, "Choose a passphrase.", method="POST"),
    # For recipients of mails and readers of feeds, by an address that only they know.
    Route("/stop/{link}", stop.show, None, "What a recipient can change about their mails."),
    Route("/stop/{link}", stop.change, None, "Change it; one click is enough.", method="POST", signed=True),
    Route("/feeds/{watch}/{secret}.atom", feeds.show, None, "What a watch found, as a feed.", gives=FEED),
    # The day's work.
    Route("/", home.show, "reader", "Leads to the alerts."),
    Route(
        "/alerts",
        alerts.show,
        "reader",
        "Alerts, newest or ranked, filtered.",
        forms=BOTH,
        asks=ALERT_FILTER,
        is_long=True,
    ),
    Route("/alerts/changes", alerts.changes, "reader", "Pieces of the list for what was changed.", asks=CHANGES),
    Route("/alerts/bulk", judging.bulk, "researcher", "Change many alerts at once.", method="POST"),
    Route("/alerts/{alert}", alert.show, "reader", "One alert with its story, notes and history.", forms=("json",)),
    Route("/alerts/{alert}/judge", judging.judge, "researcher", "Set the state.", method="POST"),
    Route("/alerts/{alert}/undo", judging.undo, "researcher", "Take your own latest change back.", method="POST"),
    Route("/alerts/{alert}/assign", judging.assign, "researcher", "Assign to a person or nobody.", method="POST"),
    Route("/alerts/{alert}/snooze", judging.snooze, "researcher", "Hide for some days.", method="POST"),
    Route("/alerts/{alert}/tags", judging.tags, "researcher", "Set the tags.", method="POST"),
    Route("/alerts/{alert}/note", judging.note, "researcher", "Add a note; @name mentions a person.", method="POST"),
    Route("/alerts/{alert}/merge", judging.merge, "researcher", "Let other alerts go up in this one.", method="POST"),
    Route("/alerts/{alert}/split", judging.split, "researcher", "Bring a merged alert back.", method="POST"),
    Route(
        "/items",
        items.show,
        "reader",
        "Items, the latest to come in first.",
        forms=BOTH,
        asks=ITEM_FILTER,
        is_long=True,
    ),
    Route("/items/read", items.mark, "reader", "Mark items as read or unread, for yourself.", method="POST"),
    Route("/items/{item}", item.show, "reader", "One item with all that is known of it.", forms=("json",)),
    Route("/items/{item}/pick", item.pick, "researcher", "Make an alert of an item by hand.", method="POST"),
    Route("/items/{item}/join", stories.join, "researcher", "Say that another item tells the same.", method="POST"),
    Route("/items/{item}/part", stories.part, "researcher", "Say that an item tells another story.", method="POST"),
    Route("/search", search.show, "reader", "Items that a query finds.", forms=BOTH, asks=SEARCH, is_long=True),
    Route("/search/export", search.export, "reader", "All of them, as CSV or JSON lines.", asks=EXPORT, gives=TABLES),
    # Watches.
    Route("/watches", watches.show, "reader", "Watches with what came of them.", forms=BOTH),
    Route("/watches", watches.create, "researcher", "Make a watch.", method="POST"),
    Route("/watches/new", watches.new, "researcher", "An empty form."),
    Route("/watches/check", watches.check, "researcher", "What is wrong with queries.", method="POST"),
    Route("/watches/trial", watches.trial, "researcher", "What a watch would have found.", method="POST"),
    Route("/watches/{watch}", watches.edit, "reader", "One watch with its versions.", forms=("json",)),
    Route("/watches/{watch}", watches.save, "researcher", "Change a watch.", method="POST"),
    Route("/watches/{watch}/end", watches.end, "researcher", "End a watch.", method="POST"),
    # Sources.
    Route("/sources", sources.show, "reader", "Sources, the worst first.", forms=BOTH, asks=sources.NARROWINGS),
    Route("/sources", source_edit.create, "editor", "Save a new source.", method="POST"),
    Route("/new-source", source_edit.new, "editor", "A field for the address of a site."),
    Route("/looks", source_edit.look, "editor", "Look at a site.", method="POST"),
    Route("/looks/{look}", source_edit.seen, "editor", "What was seen of a site."),
    Route("/sources/{source}", sources.one, "reader", "One source: health, visits, items.", forms=("json",)),
    Route("/sources/{source}", source_edit.save, "editor", "Change the file of a source.", method="POST"),
    Route("/sources/{source}/edit", source_edit.edit, "editor", "The file of a source."),
    Route("/sources/{source}/test", source_edit.test, "editor", "Try the entries of a source.", method="POST"),
    Route("/sources/{source}/pause", sources.pause, "editor", "Stop or resume the visits.", method="POST"),
    Route(
        "/quarantine",
        quarantine.show,
        "reader",
        "What could not be handled.",
        forms=BOTH,
        asks=("source",),
        is_long=True,
    ),
    Route("/quarantine/{record}/again", quarantine.again, "editor", "Try an address again.", method="POST"),
    # How it goes.
    Route("/overview", overview.show, "reader", "Volume, open work, quickness.", forms=("json",), asks=("by", "days")),
    Route(
        "/deliveries", deliveries.show, "researcher", "Messages sent.", forms=BOTH, asks=DELIVERY_FILTER, is_long=True
    ),
    Route("/deliveries/retry", deliveries.retry, "editor", "Send failed messages again.", method="POST"),
    Route("/users", users.show, "administrator", "Who may open the pages.", forms=BOTH),
    Route("/users", users.add, "administrator", "Add a person; shows a one-time link.", method="POST"),
    Route("/users/{name}/link", users.link, "administrator", "Another one-time link.", method="POST"),
    Route("/users/{name}/role", users.change, "administrator", "Another role; sessions end.", method="POST"),
    Route("/users/{name}/account", users.let, "administrator", "Close or open an account.", method="POST"),
    Route(
        "/audit",
        audit.show,
        "administrator",
        "Every change that people made.",
        forms=BOTH,
        asks=audit.NARROWINGS,
        is_long=True,
    ),
    # Everybody's own.
    Route("/settings", settings.show, "reader", "How you read, passphrase, reading key."),
    Route("/settings", settings.save, "reader", "Change how you read.", method="POST"),
    Route("/settings/passphrase", settings.passphrase, "reader", "Another passphrase; sessions end.", method="POST"),
    Route("/settings/key", settings.key, "reader", "Make or take back a reading key.", method="POST"),
    Route("/settings/sessions", settings.sessions, "reader", "Log out everywhere else.", method="POST"),
    Route("/views", saved.show, "reader", "Your saved views.", forms=BOTH),
    Route("/views", saved.save, "reader", "Save a list with its filter.", method="POST"),
    Route("/views/{view}", saved.follow, "reader", "Leads to a saved list."),
    Route("/views/{view}/forget", saved.forget, "reader", "Forget a view of your own.", method="POST"),
    Route("/openapi.json", interface.show, "reader", "This description.", gives=("application/json",)),
    Route("/help", help.show, "reader", "Keys, states and words."),
)
