"""All sub-commands of `monitor`, put together."""

import typer

from monitor.commands import alerts, crawl, db, demo, items, review, sources, stories, up, users, worker

app = typer.Typer(
    help="Watches section websites and the world's news. Try `monitor demo` first: it needs no network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command("demo", short_help="Crawl a small fictional web, without a network.")(demo.demo)
app.command("crawl", short_help="Crawl sources once: those named, a group, or all.")(crawl.crawl)
app.command("up")(up.up)
app.command("worker")(worker.worker)
app.command("review")(review.review)
app.add_typer(sources.app, name="sources")
app.add_typer(items.app, name="items")
app.add_typer(stories.app, name="stories")
app.add_typer(alerts.app, name="alerts")
app.add_typer(db.app, name="db")
app.add_typer(users.app, name="users")
