"""Two alerts that tell the same are one, and so are their stories; what a person decided, nothing else undoes."""

from contextlib import suppress

from monitor.alerts.joining import follow_alert, join_alerts
from monitor.alerts.parting import follow_all_partings
from monitor.errors import UsageError
from monitor.review.visit import Visit
from monitor.store.documents import Document
from monitor.store.triage import Decision, Outcome


async def merge_alerts(visit: Visit, decision: Decision, other: str) -> Outcome:
    """Lets another alert go up in the one of the decision, and makes one story of theirs."""
    found = await visit.store.triage.get(other)
    outcome = await visit.store.triage.merge(decision, other)
    if found is not None and outcome.alert is not None and not outcome.conflict:
        # An item that has no story yet, and was picked by hand, gets one by itself.
        with suppress(UsageError):
            await _join_stories(visit, outcome.alert, found)
    # What waits to be told of the other alert goes the same way.
    await follow_alert(visit.store, other, visit.now)
    return outcome


async def split_alerts(visit: Visit, decision: Decision, other: str) -> Outcome:
    """Brings an alert back that went up in the one of the decision; the stories part if that had made them one."""
    found = await visit.store.triage.get(other)
    outcome = await visit.store.triage.split(decision, other)
    if found is not None and found.get("joined") and outcome.alert is not None and not outcome.conflict:
        with suppress(UsageError):  # nothing is left to part: items were forgotten, or parted by hand
            await _part_stories(visit, outcome.alert, found)
        await visit.store.triage.forget_story(other)
    await follow_alert(visit.store, other, visit.now)
    return outcome


async def follow(visit: Visit, leaving: str, story: str) -> None:
    """Lets the alerts of a story that was merged into another join those there."""
    await join_alerts(visit.store, leaving, story, visit.now)
    await visit.store.stories.followed(leaving)


async def _join_stories(visit: Visit, alert: Document, other: Document) -> None:
    leaving = await visit.store.stories.get(str(other["story"]))
    story = await visit.store.story_decisions.merge(
        str(alert["story"]), str(other["story"]), visit.user.name, visit.now
    )
    if leaving is None or str(leaving["_id"]) == story:
        return
    members = [member["item"] for member in leaving["members"]]
    await visit.store.triage.know_story(str(other["_id"]), str(leaving["_id"]), members)
    # Where its watch meets the story later, it finds this alert here, and by that the one it went up in.
    await visit.store.alerts.move(str(other["_id"]), story)
    await follow(visit, str(leaving["_id"]), story)


async def _part_stories(visit: Visit, alert: Document, other: Document) -> None:
    whole = await visit.store.stories.get(str(alert["story"]))
    here = {member["item"] for member in whole["members"]} if whole else set()
    parting = [str(item) for item in other["joined"]["items"] if item in here]
    new = await visit.store.story_decisions.split(str(alert["story"]), parting, visit.user.name, visit.now)
    await visit.store.alerts.move(str(other["_id"]), new)
    await follow_all_partings(visit.store, visit.now)
