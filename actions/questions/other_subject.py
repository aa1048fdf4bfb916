"""Words that sound like a yes, but go back to another answer than our open question is about.

"Those details are right", where the refund was asked about last; "put me down for the 30", where a complaint was.
"""

from __future__ import annotations

from decimal import Decimal

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.questions.carrying_out import load_view
from actions.talk import Talk
from careline.core.orders import Guarantee
from understanding.taxonomy import Matter

_OF_DATA = frozenset({Matter.INVOICE, Matter.ADDRESS})


async def drop_question_of_another(talk: Talk) -> None:
    """Leave our open question where the words plainly go back to something else that was spoken of."""
    if talk.spoken or offered_matter(talk.before) is None or talk.heard.said.is_empty:
        return
    if _says_data_are_right(talk) or await _takes_what_is_owed(talk):
        talk.leave_question()


def _says_data_are_right(talk: Talk) -> bool:
    """Whether they confirm a title, a number or an address that we have just noted, where we asked for another word."""
    last = next(iter(spoken_of(talk.before)), None)
    elsewhere = last in _OF_DATA and offered_matter(talk.before) is not last
    return elsewhere and talk.heard.says("data_right") and not talk.heard.said.asks_of_us


async def _takes_what_is_owed(talk: Talk) -> bool:
    """Whether they take the sum for a late dispatch by its figure, where something else was asked about last."""
    said, about = talk.heard.said, offered_matter(talk.before)
    other = about is not Matter.COMPENSATION and said.prices and said.says("takes_the_sum")
    if not other or said.asks_of_us:
        return False
    order = await talk.order_spoken_of()
    right = (await load_view(talk, order)).claimable(Guarantee.DISPATCH_ON_TIME) if order else None
    return right is not None and right.amount is not None and Decimal(right.amount.decimal()) in said.prices
