"""Trafilatura's searches for elements by their names, said in Python instead of XPath.

They are expressions of one form, `.//*[self::div or self::p][@id='x' or re:test(@class, 'y')]`, and for
every `re:test` of every element libxml2 makes Python texts of attribute and pattern to ask Python: a
quarter of the time that the text of a page takes. Here each element is asked once, and what was found
of a name is remembered, since sites repeat theirs all the time.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from lxml.etree import XPath, _Element
from trafilatura import xpaths
from trafilatura.settings import BASIC_CLEAN_XPATH

_REGULAR = {"re": "http://exslt.org/regular-expressions"}
LISTS = (
    xpaths.RAW_TREE_PRUNE_XPATH,
    xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH,
    xpaths.BODY_XPATH,
    xpaths.OVERALL_DISCARD_XPATH,
    xpaths.TEASER_DISCARD_XPATH,
    xpaths.DISCARD_IMAGE_ELEMENTS,
)
_FORM = re.compile(
    r"(?P<once>\()?\.//(?P<tag>\*|\w+)(?:\[(?P<tags>self::\w+(?: or self::\w+)*)\])?"
    r"(?:\[(?P<terms>(?:[^'\[\]]|'[^']*')+)\])?(?P<rest>(?(once)\)\[1\]|(?:\[.+\])?))"
)


def _cased(term: re.Match[str]) -> str:
    """Letters in either case, as `translate` folds them; raises ValueError where it does something else."""
    if term[2].lower() != term[3]:
        raise ValueError(f"not of the form: {term[0]}")
    return "".join(f"[{sign}{sign.upper()}]" if sign in term[3] else re.escape(sign) for sign in term[4])


# What a term asks of an attribute, or of the first of several, and the same as a regular expression.
_TERMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"re:test\((@[\w|@-]+), ?'([^']+)'\)"), lambda term: f"(?:{term[2]})"),
    (re.compile(r"re:test\((@[\w|@-]+), ?'([^']+)', ?'i'\)"), lambda term: f"(?i:{term[2]})"),
    (re.compile(r"contains\((@[\w|@-]+), ?'([^']+)'\)"), lambda term: re.escape(term[2])),
    (re.compile(r"contains\(translate\((@[\w-]+), ?'([A-Z]+)', ?'([a-z]+)'\), ?'([a-z -]+)'\)"), _cased),
    (re.compile(r"starts-with\((@[\w|@-]+), ?'([^']+)'\)"), lambda term: rf"\A{re.escape(term[2])}"),
    (re.compile(r"(@[\w-]+) ?= ?'([^']+)'"), lambda term: rf"\A{re.escape(term[2])}\Z"),
    (re.compile(r"(@[\w-]+)"), lambda _: r"\A"),
)
# Values of an attribute that are remembered, and the characters of the longest of them.
_REMEMBERED, _LONGEST = 1024, 200

Names = tuple[str, ...]
Attributes = Sequence[tuple[Any, Any]]
Holds = Callable[[str], bool]


def quicken() -> None:
    """Puts such searches in the place of Trafilatura's expressions that have the form."""
    for expressions in LISTS:
        expressions[:] = map(_quick, expressions)
    # By its full name: in the package a function hides the module of the same name.
    vars(import_module("trafilatura.baseline"))["BASIC_CLEAN_XPATH"] = _quick(BASIC_CLEAN_XPATH)


def _quick(expression: XPath) -> XPath:
    try:
        # Trafilatura only calls them.
        return cast(XPath, Search(expression.path))
    except ValueError:
        return expression


class Search:
    """One or more expressions of that form with "|" between them; finds what they find, in the order of the page.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<p class='hint'>One</p><p id='hint'>Two</p><div class='a hint'>Three</div>")
    >>> [one.text for one in Search(".//*[self::p or self::div][re:test(@class, 'hint$')]")(page)]
    ['One', 'Three']
    """

    def __init__(self, path: str) -> None:
        """Raises ValueError where an expression has another form."""
        self.path = path
        self._parts = [_Part(part) for part in re.split(r"\|(?=\(?\./)", " ".join(path.split()))]

    def __call__(self, tree: _Element) -> list[_Element]:
        """The elements below `tree` that the expressions name."""
        if len(self._parts) == 1:
            return self._parts[0].find(tree)
        found = {one for part in self._parts for one in part.find(tree)}
        return [one for one in tree.iterdescendants("*") if one in found] if len(found) > 1 else list(found)


class _Part:
    """One expression."""

    def __init__(self, path: str) -> None:
        form = _FORM.fullmatch(path)
        if form is None or (form["tags"] and form["tag"] != "*"):
            raise ValueError(f"not of the form: {path}")
        self._tags = re.findall(r"self::(\w+)", form["tags"] or "") or [form["tag"]]
        tests = _tests(form["terms"]) if form["terms"] else {}
        self._asks_nothing = not tests
        self._tests = {names[0]: holds for names, holds in tests.items() if len(names) == 1}
        self._tests_of_first = [(names, holds) for names, holds in tests.items() if len(names) > 1]
        self._is_first_of_all, self._is_first_of_parent = form["rest"] == ")[1]", form["rest"] == "[1]"
        further = "" if self._is_first_of_all or self._is_first_of_parent else form["rest"]
        self._further = XPath(f"boolean(self::*{further})", namespaces=_REGULAR) if further else None

    def find(self, tree: _Element) -> list[_Element]:
        found = [one for one in tree.iterdescendants(*self._tags) if self._asks_nothing or self._fits(one)]
        if self._further is not None:
            return [one for one in found if self._further(one)]
        if self._is_first_of_parent:
            return list({one.getparent(): one for one in reversed(found)}.values())[::-1]
        return found[:1] if self._is_first_of_all else found

    def _fits(self, element: _Element) -> bool:
        attributes: Attributes = element.items()
        for name, value in attributes:
            if (holds := self._tests.get(name)) is not None and holds(value):
                return True
        for names, holds in self._tests_of_first:
            # Of `@id|@class` XPath reads what the page writes first.
            for name, value in attributes:
                if name in names:
                    if holds(value):
                        return True
                    break
        return False


def _tests(terms: str) -> dict[Names, Holds]:
    """For each attribute, or each group of which the first counts, whether a value of it fits one of the terms."""
    patterns: dict[Names, list[str]] = {}
    for term in terms.strip().split(" or "):
        names, pattern = _test(term.strip())
        patterns.setdefault(names, []).append(pattern)
    return {names: _holds(re.compile("|".join(found))) for names, found in patterns.items()}


def _holds(pattern: re.Pattern[str]) -> Holds:
    """Whether a value fits the pattern; remembered where the value is not too long for that."""
    remembered = lru_cache(_REMEMBERED)(lambda value: pattern.search(value) is not None)
    return lambda value: remembered(value) if len(value) <= _LONGEST else pattern.search(value) is not None


def _test(term: str) -> tuple[Names, str]:
    for form, pattern_of in _TERMS:
        if (parts := form.fullmatch(term)) is not None:
            names, pattern = tuple(name.removeprefix("@") for name in parts[1].split("|")), pattern_of(parts)
            # Such a test would also hold for elements without the attribute.
            if term.startswith("re:") and re.search(pattern, ""):
                break
            return names, pattern
    raise ValueError(f"not of the form: {term}")
