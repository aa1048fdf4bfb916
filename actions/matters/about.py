"""What the turn has to know of a matter, declared once at the end of its file; tables by intent, by question of ours
and by deed are derived from it (`actions/matters/registry.py`). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from actions.matters.answer import Cell, Deed, Say
from actions.memory import Asked
from actions.orders.reference import Rank
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from careline.core.rules import ShopRules
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Verb
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

TOLD_WHOLE = frozenset(
    {Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN, Ask.WHAT_NEXT, Ask.DO_IT, Ask.WHEN, Ask.HOW_LONG_OVERDUE}
)
"""Asks that the whole story of an order answers."""
GIVEN_BACK = frozenset({Matter.REFUND, Matter.CANCEL, Matter.RETURN})
"""Whether goods are cancelled, refunded or sent back hangs on where they are, hardly on the words."""
INSTEAD = GIVEN_BACK | {Matter.RESEND, Matter.EXCHANGE}
"""One of these is done with goods: who asks whether another may be done agrees to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurQuestion:
    """A question of ours that a yes or no answers. What the yes does stands in `YES` of the file that does it.

    - `matter` None: asked in any matter, and about the one spoken of.
    - `verbs`: the deed that a yes does, where words have a verb for it.
    - `kinds`: what is taken back where words take back the deed by its verb.
    - `wish`: the intent that wishes for it; then everything else waits for the word, and after an aside we come back.
    - `echoed_by`: other intents whose words may repeat it (那你催吧). `covers`: what it answers as well (能退吗).
    - `in_full`: the responses that ask it. `in_few_words`: what asks it again, from their values.
    - `then`: what a yes under a condition comes to.
    - `waits`: it stays open behind other answers, and a yes that names the deed takes it up.
    - `of_items`: it may be about a part of the goods.
    - `costs_nothing`: nothing is given up for it, so what is wished for plainly is done.
    - `wants_words`: it is answered with an address, a choice or a time.
    """

    asked: Asked
    matter: Matter | None = None
    verbs: Verb | None = None
    kinds: frozenset[RemedyKind] = frozenset()
    wish: str | None = None
    echoed_by: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()
    in_full: tuple[str, ...] = ()
    in_few_words: Callable[[Mapping[str, str]], Say] | None = None
    then: Then | None = None
    waits: bool = False
    of_items: bool = False
    costs_nothing: bool = False
    wants_words: bool = False

    @property
    def echoes(self) -> frozenset[str]:
        """The intents whose words may only repeat it: 确定取消 is a yes to 确定要取消吗, and no new wish."""
        own = frozenset({self.wish} if self.wish and not self.wants_words else ())
        return own | self.echoed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """All that the turn has to know of a matter beside its answers (`cells`).

    - `intents`: those of Rasa's side that are about it. `topic`: the one that we remember for it, whose action tells
      the whole story of an order where a question that asks one of `opens` opens the subject.
    - `told_by`: for an ask that another action than that of the `topic` tells, its intent.
    - `left`: the deed that words of these intents may name only to leave it alone.
    - `rank`: how well an order fits; None: one in trouble, then any that is not over.
    - `another`: whether what is asked of an order can only be meant of another of their orders.
    - `given`: what words ask that only give what was asked for, by the matters spoken of (nearest first) and by what we
      have asked (an `Asked`, or None).
    - `done_by`: the matters in which a wish is a yes to our question about this one, where there are others.
    - `wished_by`: details of words that wish for it by themselves, however they are read.
    - `by_a_word`: "do it", after an answer that asked nothing, wishes for it.
    - `of_money`: the shop has to move, wherever the parcels are.
    - `sent_back`: a courier's number that is none of ours is that of the parcel that they sent back.
    - `of_a_day`: who asks after it names the day on which they bought it; else a day may be said in passing.
    - `other_numbers`: a number that is none of theirs is a phone, a tax number, a bank's.
    """

    matter: Matter
    cells: Mapping[Ask, Cell]
    deeds: tuple[Deed, ...] = ()
    questions: tuple[OurQuestion, ...] = ()
    intents: tuple[str, ...] = ()
    topic: str | None = None
    opens: frozenset[Ask] = frozenset()
    told_by: Mapping[Ask, str] = field(default_factory=dict)
    left: Verb | None = None
    rank: Callable[[datetime, ShopRules], Rank] | None = None
    another: Callable[[Order, Sequence[Order], Question], bool] | None = None
    given: Callable[[Reading, Sequence[Matter], Asked | None], Ask | None] | None = None
    done_by: frozenset[Matter] = frozenset()
    wished_by: tuple[str, ...] = ()
    by_a_word: bool = False
    of_money: bool = False
    sent_back: bool = False
    of_a_day: bool = False
    other_numbers: bool = False
