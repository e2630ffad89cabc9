"""Answers about words, kept as long as there are not too many, and never those about a "word" of a megabyte."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, TypeVar, cast

LONGEST = 100  # code points; hardly any language has longer words

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
AboutWords = Callable[Concatenate[str, Rest], Answer]


def remembered(most: int) -> Callable[[AboutWords[Rest, Answer]], AboutWords[Rest, Answer]]:
    """Keeps so many answers of a function about a word; long words are thought about anew each time."""

    def decorate(function: AboutWords[Rest, Answer]) -> AboutWords[Rest, Answer]:
        kept = cast("AboutWords[Rest, Answer]", lru_cache(most)(function))

        def answer(word: str, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
            if len(word) > LONGEST:
                return function(word, *rest, **named)
            return kept(word, *rest, **named)

        update_wrapper(answer, function)
        return answer

    return decorate
