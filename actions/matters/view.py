"""All that is known of one order at one instant, and its values in words: what a matter answers from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.deeds.overtaken import overtaken
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, deadlines_of
from careline.core.guarantees import Right, RightState, received_at
from careline.core.hours import OpenHours, due_by
from careline.core.money import Money
from careline.core.orders import Customer, Guarantee, Order, Parcel, Quantities, Refund, RemedyAnswer
from careline.core.paid import item_of, money_back_for
from careline.core.remedies import RemedyKind, RemedyState, overlaps
from careline.core.returns import Covered, covered
from careline.core.rights import Protection, foremost
from careline.core.rules import ShopRules
from understanding.reading import NOTHING, Reading
from understanding.taxonomy import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`rules` are those that hold for the order's merchant and goods. `rights` count in what was claimed through us.
    `remedies` are the order's, oldest first, ended ones too. `said` are the words to be answered, read.

    `items`: which part of the order they speak of (None: all of it). `named`: the part that these very words name.
    `offered`: our open question; `kept`: what a yes to it would be about.
    `spoken_of`: the matters before this question, nearest first. `queued`: they wait for a person of ours.
    `hours`: when people answer.
    """

    order: Order
    customer: Customer
    now: datetime
    rules: ShopRules
    hours: OpenHours
    rights: tuple[Right, ...]
    remedies: tuple[Remedy, ...]
    language: str
    spoken: bool
    said: Reading = NOTHING
    items: Quantities | None = None
    named: Quantities | None = None
    offered: Asked | None = None
    kept: Mapping[str, object] | None = None
    spoken_of: tuple[Matter, ...] = ()
    queued: bool = False

    # Values in words

    def at(self, instant: datetime) -> str:
        """今天 18:00; in the consumer's own zone."""
        return phrases.instant(instant, self.now, self.customer.time_zone, self.language, spoken=self.spoken)

    def lasting(self, length: timedelta) -> str:
        """27 小时."""
        return phrases.duration(length, self.language, spoken=self.spoken)

    def money(self, amount: Money) -> str:
        """16.45 元."""
        return phrases.money(amount, self.language, spoken=self.spoken)

    def goods(self, items: Quantities | None = None) -> str:
        """What the order is called, or these items of it."""
        found = tuple((item, n) for sku, n in items or () if (item := item_of(self.order, sku)))
        if found:
            return phrases.goods_list(found, self.language, spoken=self.spoken)
        return phrases.order_name(self.order, self.language, spoken=self.spoken)

    def parcel(self, parcel: Parcel) -> str:
        """中通快递 尾号 4417."""
        return phrases.parcel_name(parcel, self.language, spoken=self.spoken)

    def goes_to(self, refund: Refund | None) -> str:
        """退到您的支付宝; 原路退回 where the shop has not told, or aloud."""
        if refund is not None:
            return phrases.refund_goes_to(refund, self.language, spoken=self.spoken)
        return "the way you paid" if self.english else "原路退回"

    def reference(self, remedy: Remedy) -> str:
        """The number that a remedy can be quoted by."""
        return phrases.reference(remedy.remedy_id, self.language, spoken=self.spoken)

    @property
    def shop(self) -> str:
        """The shop's name; 商家, the shop where the platform tells none."""
        return self.order.merchant_name.strip() or self.either("商家", "the shop")

    def number(self, number: str) -> str:
        """A number that is read out: sign by sign aloud."""
        return phrases.digit_by_digit(number, self.language) if self.spoken else number

    @property
    def english(self) -> bool:
        return phrases.is_english(self.language)

    def either(self, chinese: str, english: str) -> str:
        """One of two words, by the language."""
        return english if self.english else chinese

    # Facts

    @property
    def received_at(self) -> datetime | None:
        return received_at(self.order)

    def deadlines(self, kind: BlockKind) -> tuple[Deadline, ...]:
        """Every promise of this kind that is running for the order, missed ones too, by due time."""
        found = (one for one in deadlines_of(self.order, self.rules) if one.kind is kind)
        return tuple(sorted(found, key=lambda one: one.due))

    def late(self, kind: BlockKind) -> Deadline | None:
        """The first missed promise of this kind."""
        return next((one for one in self.deadlines(kind) if one.due <= self.now), None)

    def running(self, kind: BlockKind) -> Deadline | None:
        """The next promise of this kind that is not yet missed."""
        return next((one for one in self.deadlines(kind) if one.due > self.now), None)

    def right(self, name: Protection) -> Right | None:
        """The one of this name to speak of, where parts of the order stand differently."""
        return foremost(self.rights, name)

    def claimable(self, name: Protection) -> Right | None:
        """The right of this name, if it can be claimed now."""
        right = self.right(name)
        return right if right and right.state is RightState.CLAIMABLE else None

    def may_go_back(self, items: Quantities | None) -> Covered | None:
        """What of these items (None: all) may go back without a reason now; None: nothing of it."""
        return covered(self.order, self.rights, [Guarantee.RETURN_7_DAYS], RemedyKind.RETURN, items)

    def remedy(self, *kinds: RemedyKind) -> Remedy | None:
        """The latest remedy of these kinds, whatever its state."""
        return next((one for one in reversed(self.remedies) if one.kind in kinds), None)

    def open_remedy(self, *kinds: RemedyKind) -> Remedy | None:
        """The latest remedy of these kinds that is under way."""
        return next((one for one in reversed(self.remedies) if one.kind in kinds and one.open), None)

    def done_remedy(self, *kinds: RemedyKind) -> Remedy | None:
        """The latest remedy of these kinds that was done."""
        found = (one for one in reversed(self.remedies) if one.kind in kinds)
        return next((one for one in found if one.state is RemedyState.DONE), None)

    def answer_by(self, within: timedelta) -> datetime:
        """When an answer would be due that is promised now, within the hours in which people answer."""
        return due_by(self.now, within, self.hours, self.order.time_zone)

    def shop_said(self, remedy: Remedy) -> RemedyAnswer | None:
        """What the platform or the shop has answered to a remedy, the latest."""
        mine = [one for one in self.order.answers if one.remedy_id == str(remedy.remedy_id)]
        return max(mine, key=lambda one: one.at, default=None)

    def overtaken(self, remedy: Remedy) -> bool:
        """Whether the order itself tells of it by now."""
        return overtaken(self.order, remedy)

    def noted(self, kinds: Iterable[RemedyKind], items: Quantities | None = None) -> Remedy | None:
        """The latest of these kinds that is under way for these items and that the order knows nothing of yet."""
        wanted = frozenset(kinds)
        found = (one for one in reversed(self.remedies) if one.kind in wanted and one.open)
        return next((one for one in found if overlaps(one.items, items) and not self.overtaken(one)), None)

    def enquiry(self, about: str) -> Remedy | None:
        """What a person here is finding out for them, by what it is about."""
        found = (one for one in reversed(self.remedies) if one.kind is RemedyKind.COMPLAINT and one.open)
        return next((one for one in found if one.details.get("about") == about), None)

    @property
    def refund(self) -> Refund | None:
        """The refund that the shop tells of: a running one before those that are over."""
        refunds = self.order.refunds
        return next((one for one in reversed(refunds) if one.live), refunds[-1] if refunds else None)

    def back(self, items: Quantities | None = None) -> Money:
        """What the consumer gets back for these items (None: all); the shipping fee too while nothing has left."""
        return money_back_for(self.order, items)

    def says(self, *details: str) -> bool:
        """Whether the words hold one of these details."""
        return self.said.says(*details)

    def list_of(self, names: Iterable[str]) -> str:
        """甲、乙; a, b."""
        return (", " if self.english else "、").join(names)
