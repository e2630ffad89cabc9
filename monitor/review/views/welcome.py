"""Where a one-time link leads: choosing a passphrase, once."""

from starlette.responses import Response

from monitor.review import passphrases
from monitor.review.answers import go_to, page
from monitor.review.problems import problem
from monitor.review.secret import hashed
from monitor.review.views.login import begin_session
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.users import User


async def show(visit: Visit) -> Response:
    """The form, as long as the link is open."""
    user = await visit.store.users.invited(_link(visit), visit.now)
    return _form(visit, user) if user else _over(visit)


async def accept(visit: Visit) -> Response:
    """Sets the passphrase, ends the link and every earlier session, and logs in."""
    user = await visit.store.users.invited(_link(visit), visit.now)
    if user is None:
        return _over(visit)
    passphrase = visit.form.raw("passphrase")
    weak = passphrases.weakness(passphrase, user.name)
    if weak or passphrase != visit.form.raw("again"):
        return _form(visit, user, _(weak) if weak else _("The two are not the same."), 422)
    accepted = await visit.store.users.accept(_link(visit), await passphrases.hash_of(passphrase), visit.now)
    if accepted is None:
        return _over(visit)
    await visit.store.sessions.end_all(accepted.name)
    response = go_to("/alerts")
    await begin_session(visit, accepted, response)
    await visit.note("user.passphrase", accepted.name)
    return response


def _link(visit: Visit) -> str:
    return hashed(visit.request.path_params["link"])


def _form(visit: Visit, user: User, trouble: str = "", status: int = 200) -> Response:
    return page(visit, "welcome.html", status, invited=user, trouble=trouble)


def _over(visit: Visit) -> Response:
    return problem(
        visit, 410, N_("This link was used, or is too old"), N_("An administrator can make another one for you.")
    )
