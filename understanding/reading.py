"""What the words of a message, or of one clause of it, say: read here once for all, one file a concern beside it.

Nobody outside this package looks at the words themselves (`scripts/check_files.py`): a caller asks the reading. Each
value is found when it is asked for; a reading never changes. Pure, for both Pythons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Iterable, Sequence

from understanding import (
    address,
    deeds,
    goods_words,
    joined,
    leaving,
    people_first,
    picking_up,
    pieces,
    pointing,
    refund_details,
    replies,
    secrets,
    sizes,
    spoken_language,
    words,
    yes_no,
)
from understanding.callback_time import callback_time
from understanding.callee import Callee, callee_in
from understanding.deeds import Deed
from understanding.details import details_in
from understanding.details.values import prices_in
from understanding.doubts import Doubt, doubt_in
from understanding.pushing import Pushing, names_parcel, pushing_in


@dataclass(frozen=True)
class Reading:
    """`text` as it was written, empty for a button; `rest` is without what points at an order by number or date.

    Goods and orders are looked for in `rest`, everything else in `text`.
    """

    text: str
    rest: str

    # The words themselves, to be handed on and never to be read

    @property
    def as_written(self) -> str:
        """For a person, the shop, or a remedy's details."""
        return self.text

    @property
    def on_one_line(self) -> str:
        """`as_written`, with single spaces."""
        return " ".join(self.text.split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or said: a button, a key."""
        return not self.text

    @property
    def length(self) -> int:
        """In characters."""
        return len(self.text)

    def is_longer_than(self, characters: int, spaced: int) -> bool:
        """Than so many Chinese characters, or so many words with spaces between."""
        chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in self.text)
        return chinese > characters or (len(self.text) > characters and len(self.text.split()) > spaced)

    # Yes and no

    @property
    def asks(self) -> bool:
        return bool(words.ASKS.search(self.text))

    @property
    def plain_yes(self) -> bool:
        """Whether no condition, question or "but" keeps a yes from being one."""
        return replies.plain_yes(self.text)

    @property
    def begins_with_yes(self) -> bool:
        return yes_no.begins_with_yes(self.text)

    @property
    def begins_with_no(self) -> bool:
        return yes_no.begins_with_no(self.text)

    @property
    def holds_no(self) -> bool:
        return yes_no.holds_no(self.text)

    @property
    def only_sees(self) -> bool:
        """No more than that we were heard, or that they will wait or think."""
        return yes_no.only_sees(self.text)

    @property
    def only_hums(self) -> bool:
        return yes_no.only_hums(self.text)

    @property
    def go_ahead(self) -> bool:
        """A yes that wants a deed, whatever was said last."""
        return bool(words.GO_AHEAD.search(self.text))

    @property
    def nothing_more(self) -> bool:
        """No more than that there is nothing else."""
        return bool(words.NOTHING_MORE.fullmatch(self.text.strip()))

    def leading_word(self, deed: Deed | None) -> yes_no.Word | None:
        """The answer to our question about the deed that the words begin with, if they go on after it."""
        return yes_no.leading_word(deed, self.text) if deed else None

    def agrees_to(self, deed: Deed | None) -> bool:
        """A yes that names the deed."""
        return deed is not None and yes_no.agreed(deed, self.text)

    def refuses(self, deed: Deed | None) -> bool:
        return deed is not None and deeds.refused(deed, self.text)

    def wishes(self, deed: Deed | None) -> bool:
        return deed is not None and deeds.wished(deed, self.text)

    def leaves(self, deed: Deed | None) -> bool:
        """The deed is named only to say that it is not wanted, though nobody has asked about it."""
        return deed is not None and deeds.left_alone(deed, self.text)

    def names_another_deed_than(self, deed: Deed | None) -> bool:
        return deed is not None and deeds.names_another(deed, self.text)

    @property
    def only_urges(self) -> bool:
        return deeds.only_urged(self.text)

    @property
    def names_urging(self) -> bool:
        return deeds.names_urging(self.text)

    @property
    def taken_back(self) -> frozenset[Deed] | None:
        """Empty: whatever is under way; None: nothing is taken back."""
        return deeds.taken_back(self.text)

    @property
    def only_takes_back(self) -> bool:
        return deeds.only_takes_back(self.text)

    @property
    def pushing(self) -> Pushing | None:
        """What short words say about our pushing."""
        return pushing_in(self.text)

    # Matters

    @property
    def details(self) -> frozenset[str]:
        """See `understanding.details`."""
        return details_in(self.text)

    @property
    def asks_when(self) -> bool:
        return bool(words.WHEN.search(self.text))

    @property
    def asks_how_much(self) -> bool:
        return bool(words.HOW_MUCH.search(self.text))

    @property
    def asks_whether(self) -> bool:
        """能不能退: a yes may follow."""
        return refund_details.asks_whether(self.text)

    @property
    def refund_detail(self) -> refund_details.Detail | None:
        """The single thing of a refund that is asked."""
        return refund_details.detail_in(self.text)

    @property
    def asks_for_all_guarantees(self) -> bool:
        return words.asks_for_all(self.text)

    @property
    def has_found_it(self) -> bool:
        return bool(words.FOUND.search(self.text))

    @property
    def has_lost_it(self) -> bool:
        return bool(words.LOST.search(self.text))

    @property
    def wants_a_person(self) -> bool:
        return bool(words.A_PERSON.search(self.text))

    @property
    def wants_it_again(self) -> bool:
        return bool(words.RESEND.search(self.text))

    @property
    def names_parcel(self) -> bool:
        return names_parcel(self.text)

    @property
    def prices(self) -> tuple[Decimal, ...]:
        """Every figure that may be a price."""
        return prices_in(self.text)

    @property
    def address(self) -> str | None:
        """A new address, with the words that lead to it left out."""
        return address.address_in(self.text)

    @property
    def address_alone(self) -> str | None:
        """The words as an address, where we have asked for one."""
        return address.address_alone(self.text)

    # Clauses beside others

    @property
    def only_supposes(self) -> bool:
        return joined.only_supposes(self.text)

    @property
    def only_asks_how_long(self) -> bool:
        return joined.only_asks_how_long(self.text)

    @property
    def follow_up(self) -> str | None:
        """Its kind, where the clause asks of what stands before it."""
        return joined.follow_up_of(self.text)

    # Goods and orders

    @property
    def part(self) -> bool:
        """Fewer goods than the order has are meant."""
        return bool(words.PART.search(self.text))

    @property
    def means_all(self) -> bool:
        return pieces.means_all(self.text)

    def pieces_of(self, order: Sequence[pieces.Goods], *, any_name: bool) -> tuple[tuple[str, int], ...] | None:
        """See `pieces.named_among`."""
        return pieces.named_among(order, self.text, any_name=any_name)

    def fewer_of(self, offered: int) -> int | None:
        """How many pieces of those offered are meant, where fewer."""
        return pieces.fewer_of(offered, self.text)

    def without_kept(self, orders: Sequence[Sequence[str]]) -> Reading:
        """The reading for goods, without what only says which of them stay. `orders`: titles of each."""
        return Reading(self.text, pieces.without_kept(orders, self.rest))

    def goods_score(self, titles: Iterable[str]) -> int:
        """How well the goods are named; 0: not at all."""
        return goods_words.goods_score(titles, self.rest)

    def goods_named(self, titles: Iterable[str]) -> frozenset[str]:
        """What in the words names these goods."""
        return goods_words.goods_named(titles, self.rest)

    @property
    def standing(self) -> pointing.Standing | None:
        """How the order that is meant stands among others."""
        return pointing.standing_in(self.rest)

    @property
    def price_of_one(self) -> Decimal | None:
        """The sum by which an order is called."""
        return pointing.price_of_one_in(self.rest)

    def left_beside(self, titles: Iterable[str] = ()) -> int:
        """How many characters say more than which order is meant, and what these goods are called."""
        return pointing.left_beside(titles, self.rest)

    @property
    def left_beside_other(self) -> int:
        """How many characters say more than that another order is meant."""
        return pointing.left_beside_other(self.rest)

    @property
    def asks_of_other(self) -> bool:
        """Nothing is asked beside “the other one”."""
        return pointing.asks_of_other(self.rest)

    @property
    def corrects(self) -> bool:
        return pointing.corrects(self.text)

    @property
    def wants_the_same(self) -> bool:
        return pointing.wants_the_same(self.text)

    @property
    def means_one_of_two(self) -> bool:
        """Of two things named one is not meant."""
        return bool(words.NOT_THAT.search(self.text))

    @property
    def leaves_others(self) -> bool:
        """Nothing is to happen to others, which are not meant."""
        return bool(words.NO_OTHER.search(self.text))

    # Sizes and colours

    @property
    def size_step(self) -> int:
        """+1 for 大一码, -2 for "two sizes down", 0 where no size is compared."""
        return sizes.step_in(self.text)

    def value_among(self, values: Sequence[str]) -> str | None:
        """The one size or colour that is named."""
        return sizes.value_in(values, self.text)

    def names_outside(self, values: Sequence[str], own: str) -> bool:
        """See `sizes.names_outside`."""
        return sizes.names_outside(values, own, self.text)

    # People, calls, language

    def emergency(self, *, goes_on: bool = False) -> people_first.Emergency | None:
        """`goes_on`: a call was just spoken of."""
        return people_first.emergency_in(self.text, goes_on=goes_on)

    @property
    def holds_secrets(self) -> bool:
        """Whether a number that nobody should send was masked."""
        return bool(secrets.marks_in(self.text))

    @property
    def without_secrets(self) -> Reading:
        """Without the signs that stand for masked numbers."""
        return Reading(secrets.without_marks(self.text), secrets.without_marks(self.rest))

    def doubt(self, *, goes_on: bool) -> Doubt | None:
        """Whether they ask if a call or message was ours. `goes_on`: it was just spoken of."""
        return doubt_in(secrets.without_marks(self.text), goes_on=goes_on)

    @property
    def left_beside_leaving(self) -> str | None:
        """What else is said beside that nobody waits for a person any more; None where that is not said."""
        return leaving.without_leaving(self.text)

    def callee(self, name: str) -> Callee:
        """Whether `name` is speaking, or who it is."""
        return callee_in(self.text, name)

    def callback_time(self, now: datetime, time_zone: str) -> datetime | None:
        """When they want to be called, in the consumer's zone."""
        return callback_time(self.text, now, time_zone)

    @property
    def speaks_of_calling(self) -> bool:
        return picking_up.speaks_of_calling(self.text)

    @property
    def is_busy(self) -> bool:
        return picking_up.is_busy(self.text)

    @property
    def doubts_us(self) -> bool:
        return picking_up.doubts_us(self.text)

    @property
    def wants_nothing(self) -> bool:
        return picking_up.wants_nothing(self.text)

    @property
    def hangs_up(self) -> bool:
        return picking_up.hangs_up(self.text)

    @property
    def spoken_language(self) -> str | None:
        """ "zh" or "en", where the words say which one the speaker wants or can."""
        return spoken_language.spoken_language(self.text)

    @property
    def named_languages(self) -> frozenset[str]:
        """Of "zh" and "en"."""
        return spoken_language.named_languages(self.text)


def read(text: str) -> Reading:
    """Words that point at nothing: those of a single field, or remembered ones."""
    return Reading(text, text)
