"""Which protections an order has, and where they can be seen and claimed."""

from __future__ import annotations

from actions.matters import service
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, answer, say
from actions.matters.service import ask_shop, fitting_of
from actions.matters.view import View
from careline.core import phrases
from careline.core.guarantees import RightState
from careline.core.orders import Guarantee
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.GUARANTEE
_NAMED: tuple[tuple[str, Guarantee], ...] = (("installing", Guarantee.INSTALL),)
_HOLDS = frozenset({RightState.ACTIVE, RightState.CLAIMABLE, RightState.CLAIMED})


def told(view: View, question: Question) -> Answer | None:
    """The one that they name, yes or no; else all that hold, each as a card (actions/intents/guarantee.py)."""
    if view.says("warranty"):
        return service.told(view, question)
    named = next((name for detail, name in _NAMED if view.says(detail)), None)
    if named is None or question.ask is Ask.WHERE_TO:
        return answer(then="ask_guarantee")
    right, name = view.right(named), phrases.right_name(named, view.language)
    if right is None or right.state not in _HOLDS:
        return answer(say("utter_right_not_on_order", name=name), do=ask_shop(view, "installation", question))
    if right.deadline and right.deadline > view.now:
        return answer(say("utter_right_on_order_until", name=name, until=view.at(right.deadline)))
    if right.deadline:
        return answer(fitting_of(view, question), do=ask_shop(view, "installation", question))
    return answer(say("utter_right_on_order", name=name))


def where(_view: View, _question: Question) -> Answer:
    """In the hall, each with its clause and deadline; they are listed here too."""
    return answer(say("utter_right_where"), then="ask_guarantee")


CELLS: dict[Ask, Cell] = dict.fromkeys((Ask.STATUS, Ask.WHICH, Ask.MAY_I, Ask.HOW, Ask.WHAT_IF, Ask.CONFIRM), told)
CELLS[Ask.WHERE_TO] = where
ABOUT = About(matter=MATTER, cells=CELLS, intents=("ask_guarantee",), topic="ask_guarantee")
