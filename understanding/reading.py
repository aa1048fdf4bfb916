"""The words of one message (or of one question in it), read once: what they say, as a value. Pure.

Whoever decides asks this value and never looks at the text again. A pattern is only tried when it is asked for, and
once: a turn needs a few dozen of the hundreds there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from understanding.address import address_alone, address_in, corrected, recipient_in
from understanding.callback_time import callback_time
from understanding.details import found_in
from understanding.details.delivery import courier_note, piece_named
from understanding.details.order import phone_in
from understanding.details.values import invoice_data_in, price_fall_in, prices_in, tracking_no_in
from understanding.refund_details import Detail, detail_in
from understanding.replies import plain_yes


@dataclass(frozen=True)
class Reading:
    """`text` as it was written, empty for a button; `rest` is without what points at an order by number or date.

    `known`: the details, where the words need not be searched for them.
    """

    text: str
    rest: str
    known: frozenset[str] | None = None
    _found: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def as_written(self) -> str:
        """For a person, the shop, or a remedy's details: to be passed on and never looked into."""
        return self.text

    def says(self, *details: str) -> bool:
        """Whether the words hold one of these details (`understanding.details`). Raises KeyError for an unknown one."""
        if self.known is not None:
            return bool(self.known & set(details))
        return any(self._holds(detail) for detail in details)

    def _holds(self, detail: str) -> bool:
        if detail not in self._found:
            self._found[detail] = found_in(self.text, detail)
        return self._found[detail]

    def names(self, name: str) -> bool:
        """Whether the words hold this name: a courier's, a shop's."""
        return name.lower() in self.text.lower()

    @cached_property
    def refund_detail(self) -> Detail | None:
        """The single thing of a refund that is asked."""
        return detail_in(self.text)

    @cached_property
    def plain_yes(self) -> bool:
        """Whether nothing in the words would keep a yes from being one."""
        return plain_yes(self.text)

    # Values

    @cached_property
    def prices(self) -> tuple[Decimal, ...]:
        """Every figure that may be a price, in the sequence of the words."""
        return prices_in(self.text)

    @cached_property
    def price_fall(self) -> Decimal | None:
        """By how much a price fell, where the words say the difference."""
        return price_fall_in(self.text)

    @cached_property
    def tracking_no(self) -> str | None:
        """The first tracking number."""
        return tracking_no_in(self.text)

    @cached_property
    def phone(self) -> str | None:
        """A whole telephone number."""
        return phone_in(self.text)

    @cached_property
    def invoice_data(self) -> Mapping[str, str]:
        """`title`, `tax_no`, `email`, and `personal` where the invoice is for a person."""
        return invoice_data_in(self.text)

    @cached_property
    def address(self) -> str | None:
        """A new address, with the words that lead to it left out."""
        return address_in(self.text)

    @cached_property
    def address_alone(self) -> str | None:
        """The words as an address, where we have asked for one."""
        return address_alone(self.text)

    def corrected(self, address: str) -> str | None:
        """This address with what the words correct in it; None: they correct nothing."""
        return corrected(address, self.text)

    @cached_property
    def recipient(self) -> str:
        """Who takes it instead; empty where nobody is named."""
        return recipient_in(self.text)

    @cached_property
    def piece(self) -> str:
        """A spare part, as they name it; empty where none is named."""
        return piece_named(self.text)

    @cached_property
    def courier_note(self) -> str:
        """What the courier is to be told, without the words that are meant for us."""
        return courier_note(self.text)

    def callback_time(self, now: datetime, time_zone: str) -> datetime | None:
        """When they want to be called, counted from `now` in their own zone."""
        return callback_time(self.text, now, time_zone)


def read(text: str) -> Reading:
    """Words that point at nothing: those of a single field, or remembered ones."""
    return Reading(text, text)


NOTHING = read("")
"""No words: a button, or an answer that nobody asked for."""
