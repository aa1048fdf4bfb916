"""What belongs to the goods beyond the order: installation, warranty, repair, use, stock. Only the shop knows it."""

from __future__ import annotations

from actions.matters.answer import Answer, Cell, Do, answer, say
from actions.matters.enquiries import enquiry
from actions.matters.view import View
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.SERVICE
SHOP_QUESTION = enquiry("shop_question", MATTER, "asks the shop")


def asked_on(view: View, _question: Question) -> Answer:
    """We cannot see it, and do not guess: the shop is asked, in their own words."""
    return answer(say("utter_service_unknown", shop=view.shop), do=Do(deed=SHOP_QUESTION, kept={"text": view.text}))


CELLS: dict[Ask, Cell] = dict.fromkeys(
    (one for one in Ask if one not in {Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.UNDO}), asked_on
)
DEEDS = (SHOP_QUESTION,)
