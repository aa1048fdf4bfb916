"""What a written conversation may say. Every field is checked, and none may be added; docs/rehearsal.md explains them.

Words in braces stand for facts of an order: `{shoes}` is what its goods are called, `{shoes.number}` its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from careline.core.conversation import Owner
from careline.core.orders import Guarantee
from careline.core.remedies import RemedyKind
from careline.rehearsal.goods import GOODS
from careline.rehearsal.situations import SITUATIONS


def _as_list(value: Any) -> Any:
    """One word may stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) else value


def _as_order(value: Any) -> Any:
    return {"is": value} if isinstance(value, str) else value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Remedies = Annotated[tuple[RemedyKind, ...], BeforeValidator(_as_list)]


class Order(_Part):
    """One order of the consumer: what has happened to it, and guarantees it has beside the usual ones, or lacks."""

    situation: str = Field(alias="is")
    extra: tuple[Guarantee, ...] = Field(default=(), alias="with")
    lacks: tuple[Guarantee, ...] = Field(default=(), alias="without")
    shipping_fee: str = "0.00"

    @model_validator(mode="after")
    def _known(self) -> Order:
        if self.situation not in SITUATIONS:
            raise ValueError(f"there is no situation {self.situation!r}; there are {', '.join(SITUATIONS)}")
        return self


Orders = dict[str, Annotated[Order, BeforeValidator(_as_order)]]


class Step(_Part):
    """One thing the consumer does, and what is expected of the answer. Exactly one of the first four.

    `or`: other answers than `bot` that are as good; for these, `mentions` and `omits` do not count.
    """

    consumer: str | None = None
    press: Annotated[str | None, BeforeValidator(_as_text)] = None
    choose: str | None = None
    silent: Literal[True] | None = None

    bot: Words | None = None
    or_bot: tuple[Words, ...] = Field(default=(), alias="or")
    mentions: Words = ()
    omits: Words = ()
    intent: str | None = None
    owner: Owner | None = None

    @model_validator(mode="after")
    def _sensible(self) -> Step:
        if sum(done is not None for done in (self.consumer, self.press, self.choose, self.silent)) != 1:
            raise ValueError("a step has exactly one of consumer, press, choose and silent")
        if self.bot is None and not (self.mentions or self.omits):
            raise ValueError("a step expects something: bot, mentions or omits")
        return self

    @property
    def shown(self) -> str:
        """What the consumer does, as a transcript shows it before it is done."""
        if self.silent:
            return "（……）"
        return self.consumer or f"[{self.press or self.choose}]"


class Afterwards(_Part):
    """What is true when the conversation is over. `noted`: for each order exactly these remedies, for others none."""

    owner: Owner = Owner.BOT
    noted: dict[str, Remedies] = Field(default_factory=dict)
    opted_out: bool = False
    callback: bool = False


class Conversation(_Part):
    """One written conversation. `stranger`: orders of somebody else, of which nothing may be said.

    `call`: not in the app, but a phone call about this order. `known`: why it fails at present.
    """

    theme: str = ""
    name: str
    speaks: Literal["zh-CN", "en"] = "zh-CN"
    orders: Orders = Field(default_factory=dict)
    stranger: Orders = Field(default_factory=dict)
    call: str | None = None
    phone: bool = True
    never: Words = ()
    talk: tuple[Step, ...] = Field(min_length=1)
    after: Afterwards = Afterwards()
    known: str | None = None

    @property
    def title(self) -> str:
        return f"{self.theme}: {self.name}"

    @model_validator(mode="after")
    def _whole(self) -> Conversation:
        for fault in self._faults():
            raise ValueError(fault)
        return self

    def _faults(self) -> Iterator[str]:
        for key in (*self.orders, *self.stranger):
            if key.partition("-")[0] not in GOODS:
                yield f"there are no goods {key!r}; there are {', '.join(GOODS)} (and shoes-2, if two are alike)"
        if not self.orders:
            yield "we know consumers by their orders: name one (cancelled or delivered_long_ago, if it does not matter)"
        if twice := {key.partition("-")[0] for key in self.orders} & {key.partition("-")[0] for key in self.stranger}:
            yield f"consumer and stranger both have {sorted(twice)}: nobody could tell whose was spoken of"
        for named in (*self.after.noted, *(step.choose for step in self.talk), self.call):
            if named is not None and named not in self.orders:
                yield f"the consumer has no order {named!r}"
        if self.call and any(step.choose for step in self.talk):
            yield "nobody sees cards on the phone: say the goods, or press a key"
        if not self.call and any(step.silent for step in self.talk):
            yield "silence is something that happens on the phone"
