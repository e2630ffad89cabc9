"""What the states of a source are called."""

from monitor.review.words import N_, pgettext
from monitor.review.words import gettext as _

_TITLES = {
    "quiet": N_("quiet"),
    "degraded": N_("degraded"),
    "broken": N_("broken"),
    "blocked": N_("blocked"),
    "gone": N_("gone"),
    "new": N_("not visited yet"),
    "paused": N_("paused"),
}


def source_state(state: str) -> str:
    """The state in the reader's language.

    >>> source_state("ok"), source_state("new"), source_state("unheard of")
    ('ok', 'not visited yet', 'unheard of')
    """
    return pgettext("source", "ok") if state == "ok" else _(_TITLES.get(state, state))
