"""Which protections an order has, and where they can be seen and claimed."""

from __future__ import annotations

from actions.matters.answer import Answer, Cell, answer
from actions.matters.view import View
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.GUARANTEE


def told(_view: View, _question: Question) -> Answer:
    """All that hold, each as a card (actions/guarantee.py)."""
    return answer(then="ask_guarantee")


CELLS: dict[Ask, Cell] = dict.fromkeys((Ask.STATUS, Ask.WHICH, Ask.MAY_I, Ask.HOW, Ask.WHERE_TO, Ask.WHAT_IF), told)
DEEDS = ()
