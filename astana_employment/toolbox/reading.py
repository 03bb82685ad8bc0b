"""What a page has asked once it need not ask again: the split of the letters, the calendar.

A request that only reads sees these few, small answers as they were when it first asked; one that writes
asks each time, since it may have changed them itself or waited for somebody who did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Keep answers from here to the end of the block, for this thread's request alone."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(question: Callable[[], Answer]) -> Callable[[], Answer]:
    """Let a question without arguments be asked once in a request that only reads.

    Its answer is shared by the whole page: return nothing that a caller would change.
    """

    @wraps(question)
    def ask() -> Answer:
        kept = _answers.get()
        if kept is None:
            return question()
        if question not in kept:
            kept[question] = question()
        answer: Answer = kept[question]
        return answer

    return ask
