"""Signed links of mails, and secret feeds, without a log-in."""

from xml.etree.ElementTree import fromstring

from monitor.alerts.links import feed_address, stop_link
from monitor.alerts.subscriptions import wishes
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Channel, Recipient, Watch
from tests.review.alerts import one
from tests.review.people import NOON, Visitor


async def test_one_click_of_a_mail_program_stops_the_mails(
    store: Store, environment: Environment, visitor: Visitor
) -> None:
    watch = Watch("ferry", "Ferry", {"*": "ferry"}, recipients=(Recipient("a@section.example"),))
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    path = stop_link(environment, "a@section.example", ["ferry"]).removeprefix(environment.base_url)
    nobody = await visitor()
    assert "section.example" in (await nobody.get(path)).text
    token = path.rpartition("/")[2]
    assert not (await wishes(store, environment, token))["ferry"].stopped
    for _ in range(2):
        answer = await nobody.client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert (await wishes(store, environment, token))["ferry"].stopped
    assert (await nobody.client.post(f"{path}x", data={"List-Unsubscribe": "One-Click"})).status_code == 404


async def test_the_feed_of_a_watch_is_there_for_who_knows_its_address(
    store: Store, environment: Environment, visitor: Visitor
) -> None:
    channel = Channel("atom", "atom", secret="a-long-secret-of-the-desk")
    watch = Watch("harbour", "Harbour", {"*": "harbour"}, channels=(channel,))
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    await one(store, watch="harbour")
    nobody = await visitor()
    path = feed_address(environment, watch, channel).removeprefix(environment.base_url)
    assert len(fromstring((await nobody.get(path)).text).findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert (await nobody.get("/feeds/harbour/0000.atom")).status_code == 404
