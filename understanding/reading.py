"""What the words of a message, or of one question in it, say: read here once for all, as a value. Pure.

Whoever decides asks this value and never looks at the words again (`scripts/check_words.py`). What is one pattern is a
detail (`says`, see `understanding.details`); what takes more has a file of its own beside this one. A pattern is only
tried when it is asked for: a turn needs a few dozen of the hundreds there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from understanding import (
    amended_pieces,
    conditions_kept,
    courier_notes,
    deeds,
    goods_clauses,
    item_words,
    joined_clauses,
    order_words,
    repeated_wish,
    replies,
    shape,
    sizes,
    spare_parts,
    taking_back,
    words,
    yes_no,
)
from understanding.address import address_alone, address_in, corrected, recipient_in
from understanding.callback_time import callback_time, names_a_day
from understanding.callee import Callee, callee_in
from understanding.conditions import ConditionHeard, condition_in
from understanding.deadlines import deadline_in
from understanding.deeds import Verb
from understanding.details import found_in
from understanding.details.delivery import courier_note, piece_named
from understanding.details.order import phone_in
from understanding.details.refund import other_account_wished, says_the_wish
from understanding.details.values import invoice_data_in, price_fall_in, prices_in, tracking_no_in
from understanding.doubts import Doubt, doubt_in
from understanding.exchange_words import kind_quoted, names_kind
from understanding.goods_words import goods_named, goods_score
from understanding.leaving import only_gives_up, without_leaving
from understanding.people_first import Emergency, emergency_in, is_hurt
from understanding.picking import Pick, last_clause, pick_in
from understanding.plain import has_han, plain
from understanding.refund_details import Detail, detail_in
from understanding.secrets import marks_in, without_marks
from understanding.shape import Shape
from understanding.spoken_language import named_languages, spoken_language
from understanding.taxonomy import Matter
from understanding.times import hour_in, part_of_day
from understanding.urge_words import Pushing, pushing_in


class LeadingWord(NamedTuple):
    """An answer to our question at the head of a message: a yes or a no, the word, and what goes on behind it.

    Goods are looked for in all of the message.
    """

    yes: bool
    said: Reading
    behind: Reading


@dataclass(frozen=True)
class Reading:
    """Made of the text as it was written (empty for a button), and of its rest without what points at an order by
    number or date. Goods and orders are looked for in the rest, everything else in the text. Both are private: whoever
    wants to know something asks it here. `known`: the details, where the words need not be searched for them.
    `written`: the words in traditional characters, sign by sign, where the text is their simplified form.
    """

    _text: str
    _rest: str
    known: frozenset[str] | None = None
    written: str = ""
    _found: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    # The words themselves

    @property
    def as_written(self) -> str:
        """For a person, the shop, or a remedy's details: to be passed on and never looked into."""
        return self.written or self._text

    def _as_written(self, found: str | None) -> str | None:
        """A part of the text in the characters that they wrote."""
        at = self._text.find(found) if found and len(self.written) == len(self._text) else -1
        return self.written[at : at + len(found)] if found and at >= 0 else found

    @property
    def on_one_line(self) -> str:
        """`as_written`, with single spaces."""
        return " ".join(self.as_written.split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or said: a button, a key."""
        return not self._text

    @property
    def length(self) -> int:
        """In characters."""
        return len(self._text)

    def is_longer_than(self, characters: int, spaced: int) -> bool:
        """Than so many Chinese characters, or so many words with spaces between."""
        chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in self._text)
        return chinese > characters or (len(self._text) > characters and len(self._text.split()) > spaced)

    @property
    def told(self) -> dict[str, str]:
        """For JSON, to be `remembered`."""
        told = {"text": self._text, "rest": self._rest}
        return told | {"written": self.written} if self.written else told

    @classmethod
    def remembered(cls, told: Mapping[str, str]) -> Reading:
        """As it was told. Raises KeyError."""
        return cls(told["text"], told["rest"], written=told.get("written", ""))

    def followed_by(self, then: Reading) -> Reading:
        """Both as one clause."""
        written = f"{self.as_written} {then.as_written}" if self.written or then.written else ""
        return Reading(f"{self._text} {then._text}", f"{self._rest} {then._rest}", written=written)

    @property
    def whole(self) -> Reading:
        """Where goods may be named by words that also point at an order."""
        return read(self._text)

    # Signs

    def says(self, *details: str) -> bool:
        """Whether the words hold one of these details (`understanding.details`). Raises KeyError for an unknown one."""
        if self.known is not None:
            return bool(self.known & set(details))
        return any(self._holds(detail) for detail in details)

    def _holds(self, detail: str) -> bool:
        if detail not in self._found:
            self._found[detail] = found_in(self._text, detail)
        return self._found[detail]

    def names(self, name: str) -> bool:
        """Whether the words hold this name: a courier's, a shop's."""
        return name.lower() in self._text.lower()

    @cached_property
    def asks(self) -> bool:
        """Whether anything in the words is a question."""
        return bool(words.ASKS.search(self._text))

    @cached_property
    def nothing_more(self) -> bool:
        """No more than that there is nothing else."""
        return bool(words.NOTHING_MORE.fullmatch(self._text.strip()))

    @cached_property
    def asks_of_us(self) -> bool:
        """Whether the words themselves are a question, and no yes."""
        return replies.asks(self._text)

    @cached_property
    def bare_how(self) -> bool:
        """怎么弄: how, of what was just spoken of."""
        return bool(words.BARE_HOW.fullmatch(self._text.strip()))

    @cached_property
    def what_needed(self) -> bool:
        """What they have to bring, for what was just spoken of."""
        return bool(words.WHAT_NEEDED.fullmatch(self._text.strip()))

    @cached_property
    def what_now(self) -> bool:
        """那咋办: what is to be done now, of what was just spoken of."""
        return bool(words.WHAT_NOW.fullmatch(self._text.strip()))

    @cached_property
    def ends_in_what_now(self) -> bool:
        """Whether, behind something else, it is asked what is to be done now."""
        return bool(words.ENDS_IN_WHAT_NOW.search(self._text))

    @cached_property
    def is_chinese(self) -> bool:
        """Whether any of it is written in Chinese."""
        return has_han(self._text)

    @cached_property
    def says_what_is_not_meant(self) -> bool:
        """Whether a clause only says which question was not asked."""
        return replies.says_what_is_not_meant(self._text) or shape.only(self._text, Shape.CONTRASTED)

    @cached_property
    def only_praises(self) -> bool:
        """That all is well, and nothing else."""
        return replies.only_praises(self._text)

    @cached_property
    def waits_on(self) -> bool:
        """No more than that they wait some more."""
        return replies.waits_on(self._text)

    @cached_property
    def forbids(self) -> bool:
        """Whether something is said to be left alone."""
        return replies.forbids(self._text)

    @cached_property
    def keeps_the_goods(self) -> bool:
        """Whether they keep what they have asked the money for."""
        return replies.keeps_the_goods(self._text)

    @cached_property
    def undoes_nothing(self) -> bool:
        """Whether an undoing is named only to forbid it, or to ask what would follow."""
        return replies.undoes_nothing(self._text)

    @cached_property
    def only_wants_money(self) -> bool:
        """Nothing but the wish for the money back."""
        return says_the_wish(self._text)

    def wishes_other_account(self, told: str) -> bool:
        """Whether the money is wanted elsewhere than where we were `told` it goes."""
        return other_account_wished(self._text, told)

    @cached_property
    def names_kind(self) -> bool:
        """Whether they say what is wanted in exchange."""
        return names_kind(self._text)

    @cached_property
    def kind_quoted(self) -> str:
        """The size, colour or kind that is wanted, as it is said back to them."""
        return kind_quoted(self._text)

    @cached_property
    def refund_detail(self) -> Detail | None:
        """The single thing of a refund that is asked."""
        return detail_in(self._text)

    # Yes, no, and the deeds that are named

    @cached_property
    def plain_yes(self) -> bool:
        """Whether nothing in the words would keep a yes from being one."""
        return replies.plain_yes(self._text)

    @cached_property
    def holds_back(self) -> bool:
        """Whether words behind a yes put it off until something has happened."""
        return replies.puts_off(self._text)

    @cached_property
    def only_sees(self) -> bool:
        """No more than that we were heard, or that they will wait or think."""
        return yes_no.only_sees(self._text)

    @cached_property
    def pick(self) -> Pick | None:
        """Which of several ways that we named they pick, if they say no more than that or end so."""
        return pick_in(self._text)

    @cached_property
    def confirms(self) -> bool:
        """Whether they say yes to what was said, and no more."""
        return yes_no.confirms(self._text)

    @cached_property
    def confirms_plainly(self) -> bool:
        """Whether they are a yes that cannot be mistaken for having heard us: 确认; not 好, ok."""
        return yes_no.confirms_plainly(self._text)

    @cached_property
    def goes_ahead(self) -> bool:
        """Whether they only tell us to go on with what we offered, in whatever idiom."""
        return yes_no.goes_ahead(self._text)

    @property
    def asks_kindly(self) -> bool:
        """See `yes_no.asks_kindly`."""
        return yes_no.asks_kindly(self._text)

    @cached_property
    def takes_up(self) -> bool:
        """Whether they only have asked or told what we offered to ask: 那就帮我问问商家."""
        return yes_no.takes_up(self._text)

    @cached_property
    def last_words(self) -> Reading:
        """The last clause; nothing where there is but one."""
        return read(last_clause(self._text))

    @property
    def only_soft_yes(self) -> bool:
        """See `yes_no.only_soft`."""
        return yes_no.only_soft(self._text)

    @cached_property
    def only_hums(self) -> bool:
        """A sound that agrees to nothing."""
        return yes_no.only_hums(self._text) or replies.hums(self._text)

    @cached_property
    def only_asks(self) -> bool:
        """Whether the words ask, and are no yes with a question mark."""
        return replies.only_asks(self._text)

    @cached_property
    def chases(self) -> bool:
        """Whether all that is wished is that somebody is chased."""
        return replies.chases(self._text)

    @cached_property
    def chases_all(self) -> bool:
        """Whether more than one is to be chased."""
        return replies.chases_all(self._text)

    @cached_property
    def contests(self) -> bool:
        """Whether a refusal is not accepted."""
        return replies.contests(self._text)

    @cached_property
    def not_wanted(self) -> bool:
        """Whether a deed is named only to say that it is not wanted."""
        return replies.not_wanted(self._text)

    @cached_property
    def wants_another(self) -> bool:
        """Whether the goods are wanted, and not the money."""
        return replies.wants_another(self._text)

    @cached_property
    def gives_back(self) -> bool:
        """Whether money or goods are named that are given back."""
        return replies.gives_back(self._text)

    @cached_property
    def begins_with_yes(self) -> bool:
        """Whether a plain yes stands at the head of more words."""
        return yes_no.begins_with_yes(self._text)

    def leading_word(self, deed: Verb | None) -> LeadingWord | None:
        """The answer to our question about the deed that the words begin with, if they go on after it."""
        found = yes_no.leading_word(deed, self._text) if deed else None
        return found and LeadingWord(found.yes, read(found.said), Reading(found.rest, self._rest))

    def agrees_to(self, deed: Verb | None) -> bool:
        """Whether the words are a yes that names the deed."""
        return deed is not None and yes_no.agreed(deed, self._text)

    @cached_property
    def agrees_once_more(self) -> bool:
        """Whether the words say yes to what was just done, and no more: 嗯 就这么办."""
        return repeated_wish.agrees_once_more(self._text)

    def wishes_once_more(self, deed: Verb) -> bool:
        """Whether the words name what was just done as a wish, and say no more: 那就退吧."""
        return repeated_wish.wishes_once_more(deed, self._text)

    @cached_property
    def holds_all_off(self) -> bool:
        """Whether the words only say that it shall wait, whatever it is: 先等等吧."""
        return repeated_wish.holds_off(self._text)

    def orders(self, deed: Verb | None) -> bool:
        """Whether the words begin with the deed as an order."""
        return deed is not None and deeds.ordered(deed, self._text)

    def refuses(self, deed: Verb | None) -> bool:
        """Whether the words say no to the very deed that we asked about."""
        return deed is not None and deeds.refused(deed, self._text)

    def holds_off(self, deed: Verb | None) -> bool:
        """Whether the deed is not to be done, or not yet, however the words begin."""
        return deed is not None and deeds.held_off(deed, self._text)

    def wishes(self, deed: Verb | None) -> bool:
        """Whether the words ask for the deed, and do not refuse it."""
        return deed is not None and deeds.wished(deed, self._text)

    def leaves(self, deed: Verb | None) -> bool:
        """Whether the deed is named only to say that it is not wanted, though nobody has asked about it."""
        return deed is not None and deeds.left_alone(deed, self._text)

    def names_another_deed_than(self, deed: Verb | None) -> bool:
        """Whether a deed is named, and not this one."""
        return deed is not None and deeds.names_another(deed, self._text)

    @cached_property
    def only_urges(self) -> bool:
        """Whether somebody is to be chased, and no other deed is named."""
        return deeds.only_urged(self._text)

    @cached_property
    def taken_back(self) -> frozenset[Verb] | None:
        """The deeds that are taken back. Empty: whatever is under way; None: nothing is taken back."""
        return deeds.taken_back(self._text)

    @cached_property
    def only_takes_back(self) -> bool:
        """Whether the words do nothing but take back."""
        return deeds.only_takes_back(self._text)

    @cached_property
    def taking_back(self) -> Reading:
        """The reading for goods of what is taken back, without the clauses in which others go on."""
        return read(taking_back.taking_back(self._rest))

    @cached_property
    def takes_all_back(self) -> bool:
        """Whether all that is under way is taken back."""
        return taking_back.takes_all_back(self._text)

    def pieces_taken_back(self, running: int) -> int | None:
        """How many of so many running pieces are taken back, where fewer."""
        return taking_back.pieces_taken_back(self._text, running)

    @cached_property
    def pushing(self) -> Pushing | None:
        """What short words say about our pushing."""
        return pushing_in(self._text)

    # The shape of its clauses

    def wishes_nowhere(self, matter: Matter | None, whole: Reading) -> bool:
        """Whether what would do something of this matter (None: anything) is only supposed, asked, denied, quoted, or
        put off: no clause wishes it. `whole`: the message that these words are of."""
        return shape.wished_nowhere(self._text, shape.NAMES.get(matter, "") if matter else "", within=whole._text)

    def is_no_yes(self, whole: Reading) -> bool:
        """Whether what sounds like a yes only supposes it, or is somebody else's: my wife says yes. A yes
        at the head stays one, whatever is said behind it."""
        if yes_no.begins_with_yes(self._text) and not shape.holds(self._text, Shape.SARCASTIC):
            return False
        return shape.wished_in_no_case(self._text, within=whole._text)

    def denies_naming(self, matter: Matter, whole: Reading) -> bool:
        """Whether the deed of this matter is named, and nowhere wished."""
        every = tuple(one for one in Shape if one is not Shape.PLAIN)
        return shape.named_only_as(self._text, shape.NAMES.get(matter, ""), *every, within=whole._text)

    def only_supposes_or_quotes(self, matter: Matter, whole: Reading) -> bool:
        """Whether the deed of this matter is named, and that only under an if, or as somebody else's words."""
        unreal = (Shape.SUPPOSED, Shape.FALLBACK, Shape.QUOTED, Shape.CONTRASTED, Shape.SARCASTIC)
        return shape.named_only_as(self._text, shape.NAMES.get(matter, ""), *unreal, within=whole._text)

    def takes_nothing_back(self, whole: Reading) -> bool:
        """Whether taking back is only supposed, asked or quoted. That it is forbidden is heard elsewhere: 不退了 is a
        taking back by itself."""
        return shape.undone_nowhere(self._text, within=whole._text)

    @cached_property
    def speaks_of_a_case(self) -> bool:
        """Whether any of it is only wished in some case, or is somebody else's word."""
        return shape.holds(self._text, Shape.FALLBACK, Shape.SUPPOSED, Shape.QUOTED, Shape.SARCASTIC)

    @cached_property
    def has_fallback(self) -> bool:
        """Whether one thing is wished, and another should it be impossible."""
        return shape.holds(self._text, Shape.FALLBACK)

    def only_as_fallback(self, matter: Matter) -> bool:
        """Whether the deed of this matter is wished only should another be impossible."""
        return shape.named_only_as(self._text, shape.NAMES.get(matter, ""), Shape.FALLBACK)

    def names_plainly(self, matter: Matter) -> bool:
        """Whether a clause that means what it says names this matter."""
        return matter in shape.NAMES and shape.named_plainly(self._text, shape.NAMES[matter])

    def sets_apart(self, matter: Matter) -> bool:
        """Whether the matter is named only to say that it is not what is meant."""
        return shape.named_only_as(self._text, shape.NAMES.get(matter, ""), Shape.CONTRASTED)

    # A wish under a condition

    def condition(self, now: datetime, time_zone: str) -> ConditionHeard | None:
        """The wish and its condition, until when by their clock."""
        return condition_in(self._text, now, time_zone)

    def deadline(self, now: datetime, time_zone: str) -> datetime | None:
        """Until when, where a time is named; it may have passed."""
        return deadline_in(self._text, now, time_zone)

    @cached_property
    def settles_condition(self) -> bool | None:
        """A yes or a no to a condition that was read back, and nothing else."""
        return conditions_kept.settled(self._text)

    def leaves_condition(self, *, just_spoken_of: bool) -> bool:
        """Whether a condition that stands is taken back."""
        return conditions_kept.leaves_condition(self._text, just_spoken_of=just_spoken_of)

    def asks_of_condition(self, *, just_spoken_of: bool) -> bool:
        """Whether it is asked if a condition stands."""
        return conditions_kept.asks_of_condition(self._text, just_spoken_of=just_spoken_of)

    # Clauses beside others

    @cached_property
    def only_supposes(self) -> bool:
        """Whether a clause only says of which case the next is asked."""
        return joined_clauses.only_supposes(self._text)

    @cached_property
    def only_asks_how_long(self) -> bool:
        """Whether a clause asks only how long what stands before it takes."""
        return joined_clauses.only_asks_how_long(self._text)

    @cached_property
    def follow_up(self) -> str | None:
        """Its kind, where the clause asks of what stands before it."""
        return joined_clauses.follow_up_of(self._text)

    # Values

    @cached_property
    def prices(self) -> tuple[Decimal, ...]:
        """Every figure that may be a price, in the sequence of the words."""
        return prices_in(self._text)

    @cached_property
    def price_fall(self) -> Decimal | None:
        """By how much a price fell, where the words say the difference."""
        return price_fall_in(self._text)

    @cached_property
    def tracking_no(self) -> str | None:
        """The first tracking number."""
        return tracking_no_in(self._text)

    @cached_property
    def phone(self) -> str | None:
        """A whole telephone number."""
        return phone_in(self._text)

    @cached_property
    def invoice_data(self) -> Mapping[str, str]:
        """`title`, `tax_no`, `email`, and `personal` where the invoice is for a person."""
        return invoice_data_in(self._text)

    @cached_property
    def address(self) -> str | None:
        """A new address, with the words that lead to it left out."""
        return self._as_written(address_in(self._text))

    @cached_property
    def address_alone(self) -> str | None:
        """The words as an address, where we have asked for one."""
        return self._as_written(address_alone(self._text))

    def corrected(self, address: str) -> str | None:
        """This address with what the words correct in it; None: they correct nothing."""
        return corrected(address, self._text)

    @cached_property
    def recipient(self) -> str:
        """Who takes it instead; empty where nobody is named."""
        return self._as_written(recipient_in(self._text)) or ""

    @cached_property
    def piece(self) -> str:
        """A spare part, as they name it; empty where none is named."""
        return piece_named(self._text)

    @cached_property
    def parts_wished(self) -> tuple[str, ...]:
        """The parts that are wished for instead of the whole, as they name them."""
        return tuple(self._as_written(one) or one for one in spare_parts.parts_wished(self._text))

    @cached_property
    def part_lacking(self) -> str:
        """The part that did not come, as they name it; empty where none is named so."""
        return self._as_written(spare_parts.part_lacking(self._text)) or ""

    @cached_property
    def courier_note(self) -> str:
        """What the courier is to be told, without the words that are meant for us."""
        return self._as_written(courier_note(self._text)) or ""

    @cached_property
    def may_correct_note(self) -> bool:
        """Whether they may correct what the courier was told."""
        return courier_notes.may_correct(self._text)

    @cached_property
    def says_it_was_wrong(self) -> bool:
        """Whether they say that what was told before is not right."""
        return courier_notes.says_it_was_wrong(self._text)

    def amended_note(self, note: str) -> str | None:
        """This note with what the words correct in it; None: they correct nothing."""
        return courier_notes.amended(note, self._text)

    @property
    def plain_note(self) -> str:
        """A note for the courier without the words that mark it as a correction."""
        return courier_notes.plain_note(self._text)

    @property
    def note_as_correction(self) -> str:
        """The note for a courier who has an earlier one already."""
        return courier_notes.as_correction(self._text)

    @property
    def tells_a_place(self) -> bool:
        """Whether the note says to what other address the parcel goes."""
        return courier_notes.tells_a_place(self._text)

    def overtakes_note(self, earlier: str) -> bool:
        """Whether a courier who does this note cannot do the earlier one."""
        return courier_notes.overtakes(earlier, self._text)

    def same_note(self, earlier: str) -> bool:
        """Whether this note tells the courier no more than the earlier one."""
        return courier_notes.same_note(earlier, self._text)

    @property
    def told_anew(self) -> Reading:
        """Without the words that only say that it was wrong."""
        return read(self._as_written(courier_notes.told_anew(self._text)) or "")

    # Goods, their sizes and colours

    def pieces_of(self, order: Sequence[item_words.Goods], *, any_name: bool) -> tuple[tuple[str, int], ...] | None:
        """Which goods of the order are meant, see `item_words.named_among`."""
        return item_words.named_among(order, self._text, any_name=any_name)

    @cached_property
    def lacks_beside(self) -> bool:
        """Whether some of it came, they say, and some did not."""
        return item_words.lacks_beside(self._text)

    @property
    def may_amend(self) -> bool:
        """Whether they may correct how many, or which, goods were asked for."""
        return amended_pieces.may_amend(self._text)

    def amended_pieces(
        self, order: Sequence[item_words.Goods], running: Mapping[str, int]
    ) -> tuple[tuple[str, int], ...] | None:
        """What is meant instead of what was asked for, see `amended_pieces.amended_pieces`."""
        return amended_pieces.amended_pieces(order, running, self._text)

    def fewer_of(self, offered: int) -> int | None:
        """How many pieces of those offered are meant, where fewer."""
        return item_words.fewer_of(offered, self._text)

    def without_kept(self, orders: Sequence[Sequence[str]]) -> Reading:
        """The reading for goods, without what only says which of them stay. `orders`: titles of each."""
        return Reading(self._text, item_words.without_kept(orders, self._rest), written=self.written)

    def only_keeps(self, titles: Sequence[str]) -> bool:
        """Whether goods of these titles are named only to say that they stay."""
        return item_words.only_keeps(titles, self._rest)

    def clauses_of(self, orders: Sequence[Sequence[str]]) -> list[Reading] | None:
        """For each order (its goods' titles) its own part of the words, see `goods_clauses.clauses_of`."""
        parts = goods_clauses.clauses_of(orders, self._text)
        return [read(part) for part in parts] if parts else None

    @cached_property
    def asked_of_goods(self) -> goods_clauses.AskedOfGoods | None:
        """What a clause plainly asks of its goods."""
        return goods_clauses.wanted_in(self._text)

    @property
    def wanted(self) -> Reading:
        """Without the clauses that only say what stays, has come, or is not meant."""
        wanted = item_words.wanted_and_kept(self._text)[0]
        return read(wanted) if wanted else self

    def goods_score(self, titles: Iterable[str]) -> int:
        """How well the goods are named; 0: not at all."""
        return goods_score(titles, self._rest)

    def goods_named(self, titles: Iterable[str]) -> frozenset[str]:
        """What in the words names these goods."""
        return goods_named(titles, self._rest)

    @cached_property
    def size_step(self) -> int:
        """+1 for 大一码, -2 for "two sizes down", 0 where no size is compared."""
        return sizes.step_in(self._text)

    def value_among(self, values: Sequence[str]) -> str | None:
        """The one size or colour that is named."""
        return sizes.value_in(values, self._text)

    def names_outside(self, values: Sequence[str], own: str) -> bool:
        """Whether a size or colour is wanted that is none of these, see `sizes.names_outside`."""
        return sizes.names_outside(values, own, self._text)

    # Orders

    @cached_property
    def standing(self) -> order_words.OrderTrait | None:
        """How the order that is meant stands among others."""
        return order_words.standing_in(self._rest)

    @cached_property
    def price_of_one(self) -> Decimal | None:
        """The sum by which an order is called."""
        return order_words.price_of_one_in(self._rest)

    def left_beside(self, titles: Iterable[str] = ()) -> int:
        """How many characters say more than which order is meant, and what these goods are called."""
        return order_words.left_beside(titles, self._rest)

    @cached_property
    def left_beside_other(self) -> int:
        """How many characters say more than that another order is meant."""
        return order_words.left_beside_other(self._rest)

    @cached_property
    def asks_of_other(self) -> bool:
        """Whether nothing is asked beside “the other one”."""
        return order_words.asks_of_other(self._rest)

    @cached_property
    def corrects(self) -> bool:
        """Whether they take back what they said, not what we did."""
        return order_words.corrects(self._text)

    @cached_property
    def wants_the_same(self) -> bool:
        """Whether what was last wished is wished for another order too."""
        return order_words.wants_the_same(self._text)

    # People, calls, language

    def emergency(self, *, goes_on: bool = False) -> Emergency | None:
        """Danger to life, body or money. `goes_on`: a call was just spoken of."""
        return emergency_in(self._text, goes_on=goes_on)

    @property
    def is_hurt(self) -> bool:
        """An injury, beside whatever danger comes first."""
        return is_hurt(self._text)

    @cached_property
    def holds_secrets(self) -> bool:
        """Whether a number that nobody should send was masked."""
        return bool(marks_in(self._text))

    @property
    def without_secrets(self) -> Reading:
        """Without the signs that stand for masked numbers."""
        return Reading(without_marks(self._text), without_marks(self._rest))

    def doubt(self, *, goes_on: bool) -> Doubt | None:
        """Whether they ask if a call or message was ours. `goes_on`: it was just spoken of."""
        return doubt_in(without_marks(self._text), goes_on=goes_on)

    @cached_property
    def left_beside_leaving(self) -> str | None:
        """What else is said beside that nobody waits for a person any more; None where that is not said."""
        return without_leaving(self._text)

    @cached_property
    def only_gives_up(self) -> bool:
        """That something is not needed any more, and not what."""
        return only_gives_up(self._text)

    def callee(self, name: str) -> Callee:
        """Whether `name` is speaking, or who it is."""
        return callee_in(self._text, name)

    def callback_time(self, now: datetime, time_zone: str) -> datetime | None:
        """When they want to be called, counted from `now` in their own zone."""
        return callback_time(self._text, now, time_zone)

    def names_a_day(self, now: datetime) -> bool:
        """Whether a day is named (today, tomorrow, Monday), or a length of time from `now`."""
        return names_a_day(self._text, now)

    @cached_property
    def names_an_hour(self) -> bool:
        """Whether an hour is named, or a part of the day."""
        said = plain(self._text)
        return hour_in(said) is not None or part_of_day(said) is not None

    @cached_property
    def spoken_language(self) -> str | None:
        """ "zh" or "en", where the words say which one the speaker wants or can."""
        return spoken_language(self._text)

    @cached_property
    def named_languages(self) -> frozenset[str]:
        """Of "zh" and "en"."""
        return named_languages(self._text)


def read(text: str) -> Reading:
    """Words that point at nothing: those of a single field, or remembered ones."""
    return Reading(text, text)


NOTHING = read("")
"""No words: a button, or an answer that nobody asked for."""
