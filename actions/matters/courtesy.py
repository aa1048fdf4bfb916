"""Thanks, with a question behind them in the same breath: 谢谢啊，他们几天给我回话. Pure."""

from __future__ import annotations

from dataclasses import replace

from actions.matters import delivery, promise
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, say
from actions.matters.view import View
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.OTHER


def thanked(view: View, question: Question) -> Answer | None:
    """You're welcome, and when they hear or when it comes, where that is asked too; mere thanks are no matter's."""
    when = replace(question, ask=Ask.WHEN, ask_sure=1.0)
    found = None
    if view.says("comes_when"):
        found = delivery.CELLS[Ask.WHEN](view, replace(when, matter=Matter.DELIVERY))
    elif view.says("hears_when"):
        found = promise.CELLS[Ask.WHEN](view, replace(when, matter=Matter.PROMISE))
    if found is None or found.then:
        return None
    return replace(found, says=(say("utter_welcome"), *found.says))


CELLS: dict[Ask, Cell] = {Ask.THANK: thanked}
ABOUT = About(matter=MATTER, cells=CELLS)
