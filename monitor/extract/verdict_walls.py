"""What stands in the place of a page: a question whether we are human, a demand to agree or log in, an error."""

import re

from monitor.extract import verdict_words as words
from monitor.extract.verdict_facts import MUCH_PROSE, SOME_PROSE, Facts, is_word, last_in, places_of, plain_words
from monitor.extract.verdict_story import A_SENTENCE, TWO_SENTENCES, headline_of, is_mostly, is_told


def is_challenge(facts: Facts) -> bool:
    """Whether a shield asks if we are human, or a wall for consent, before it shows the page."""
    if facts.shape.text > 2500 or facts.is_article_type:
        return False
    if _asks_for_consent(facts):
        return True
    if _says_more(facts, words.CHALLENGE):
        return False
    wording = words.CHALLENGE.search(f"{facts.title} | {facts.shape.start}")
    return bool(wording) or (_is_bare(facts) and bool(words.CHALLENGE_MARKS.search(facts.marked_up)))


def _asks_for_consent(facts: Facts) -> bool:
    """Whether a wall stands in the place of a page; before an article it is a box with a heading among others."""
    if facts.shape.prose > MUCH_PROSE:
        return False
    asking = [is_mostly(text, words.CONSENT) for text in facts.headings[:3]]
    return is_mostly(facts.title, words.CONSENT) or (bool(asking) and all(asking))


def _says_more(facts: Facts, wording: re.Pattern[str]) -> bool:
    """Whether a text stands under a headline that has other words than those of an error: news about one."""
    headline = headline_of(facts)
    return facts.shape.own_prose >= SOME_PROSE and bool(headline) and not is_mostly(headline, wording)


def _is_bare(facts: Facts) -> bool:
    """Whether so little is there that marks of a shield count; it leaves its scripts on short articles too."""
    return facts.shape.text < 600 and not (facts.shape.own_prose >= TWO_SENTENCES and headline_of(facts))


_FOUR = re.compile(r"^\W*404\b|\b404\W*$|^(?:error|erreur|fehler|ошибка|خطأ)\W*404")


def is_not_found(facts: Facts) -> bool:
    """Whether a title or heading says that nothing is here, and no dated story with other words in its headline."""
    if facts.shape.prose > MUCH_PROSE or facts.strong:
        return False
    if facts.printed and _says_more(facts, words.NOT_FOUND):
        return False
    for text in (facts.title, *facts.headings[:3]):
        plain = plain_words(text)
        if len(plain) < 90 and (words.NOT_FOUND.search(plain) or _FOUR.search(plain)):
            return True
    return False


def is_login(facts: Facts) -> bool:
    """Whether a page asks for a password and says little else."""
    if facts.shape.prose > MUCH_PROSE or facts.strong:
        return False
    if last_in(facts, words.LOGIN):
        return True
    if facts.shape.prose >= SOME_PROSE or not any(form.password for form in facts.shape.forms):
        return False
    if _is_with_login(facts):
        return False
    return facts.shape.headline_links < 5 or _is_titled(facts, words.LOGIN_TITLE)


def _is_with_login(facts: Facts) -> bool:
    """Whether a few sentences stand under a headline, at an address of their own: the log-in is in the page's head."""
    headline, last = headline_of(facts), (places_of(facts) or [""])[-1]
    if facts.shape.own_prose < A_SENTENCE or not headline or words.LOGIN_TITLE.match(plain_words(headline)):
        return False
    return is_told(facts, A_SENTENCE) or not is_word(last)


def _is_titled(facts: Facts, wording: re.Pattern[str]) -> bool:
    return any(wording.search(plain_words(text)) for text in (facts.title, *facts.headings[:3]))
