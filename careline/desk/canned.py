"""Replies that are said often: those that come with the program, and those that a shop's supervisors write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, Field
from sqlalchemy import delete, insert, select

from careline.core.wording.language import Said as Worded
from careline.desk.agents import Agent
from careline.desk.shapes import Said
from careline.dialogue.shown import Shown
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.desk import canned_replies

_OURS = UUID("5f0a6a52-8a0e-4c55-9b0e-6d1c8a7e2f10")
# The page fills in {name} of the consumer, {goods} and {order} that are talked about, and {agent} who writes.

OURS: Mapping[str, tuple[Worded, Worded]] = {
    "greeting": (
        Worded("打招呼", "Greeting"),
        Worded(
            "{name}，您好，我是{agent}。前面的情况我都看过了，您不用再说一遍。",
            "Hello {name}, I'm {agent}. I've read everything so far, so you needn't tell it again.",
        ),
    ),
    "moment": (
        Worded("请稍等", "One moment"),
        Worded("我查一下，两三分钟就回您。", "I'm looking it up and will be back in two or three minutes."),
    ),
    "sorry": (
        Worded("道歉", "Sorry"),
        Worded("这件事是我们没做好，让您费心了，对不起。", "We got this wrong and it cost you trouble. I'm sorry."),
    ),
    "dispatch": (
        Worded("问商家何时发货", "Asking the shop when it ships"),
        Worded(
            "「{goods}」我这就去问商家什么时候能发，问到准话马上告诉您。",
            "I'm asking the shop when “{goods}” leaves and will tell you what they say.",
        ),
    ),
    "courier": (
        Worded("找快递核实", "Checking with the courier"),
        Worded(
            "我去找快递核实包裹在哪儿，查到就告诉您。",
            "I'm checking with the courier where your parcel is and will tell you what I find.",
        ),
    ),
    "photo": (
        Worded("请发照片", "Asking for a photo"),
        Worded(
            "麻烦拍一张能看清问题的照片发过来，外包装也拍一张，我好帮您申请。",
            "Could you send a photo that shows the problem, and one of the packaging? Then I can request it for you.",
        ),
    ),
    "address": (
        Worded("核对地址", "Checking the address"),
        Worded(
            "收件地址还是订单上的那个吗？要改的话把新地址发我。",
            "Is the address on the order still right? If not, send me the new one.",
        ),
    ),
    "refund_way": (
        Worded("退款去向", "Where the refund goes"),
        Worded("退款会原路退回您付款的账户。", "The refund goes back to the account that you paid from."),
    ),
    "anything_else": (
        Worded("还有别的吗", "Anything else"),
        Worded("还有别的要我帮忙的吗？", "Is there anything else I can do for you?"),
    ),
    "goodbye": (
        Worded("道别", "Goodbye"),
        Worded("好的，后面有事随时发消息，我们都在。", "All right. Write any time if something comes up."),
    ),
}  # fmt: skip


class NoCannedError(LookupError):
    """There is no such saved reply."""


class CannedIn(BaseModel):
    """`team` None: everybody may use it."""

    team: Annotated[Said, Field(max_length=60)] | None = None
    language: Literal["zh-CN", "en"]
    title: Annotated[Said, Field(max_length=60)]
    text: Annotated[Said, Field(max_length=1000)]


class CannedShown(Shown):
    """`ours`: came with the program and cannot be removed."""

    canned_id: str
    team: str | None
    language: Literal["zh-CN", "en"]
    title: str
    text: str
    ours: bool


class CannedList(Shown):
    """The shop's own first, by title, then ours."""

    canned: list[CannedShown]


def shipped(reader: str = "zh-CN") -> list[CannedShown]:
    """The replies that come with the program, in both languages; titles in the agent's, who looks for them."""
    return [
        CannedShown(
            canned_id=str(uuid5(_OURS, f"{key} {language}")), team=None, language=language, title=title.to(reader),
            text=text.to(language), ours=True,
        )
        for key, (title, text) in OURS.items()
        for language in ("zh-CN", "en")
    ]  # fmt: skip


class CannedReplies:
    """Each use case is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, reader: str) -> CannedList:
        """Every reply; the page shows those of the agent's team in the consumer's language. `reader`: the agent's."""
        table = canned_replies.c
        query = select(table.canned_id, table.team, table.language, table.title, table.text).order_by(table.title)
        async with self._database.begin() as tx:
            rows = (await tx.execute(query)).mappings().all()
        own = [CannedShown(**{**row, "canned_id": str(row["canned_id"])}, ours=False) for row in rows]
        return CannedList(canned=[*own, *shipped(reader)])

    async def add(self, agent: Agent, reply: CannedIn, now: datetime) -> CannedShown:
        """One more, for a team or for all."""
        row = {"canned_id": new_id(), **reply.model_dump()}
        async with self._database.begin() as tx:
            await tx.execute(insert(canned_replies).values(**row, agent_id=agent.agent_id, at=now))
        return CannedShown(**{**row, "canned_id": str(row["canned_id"])}, ours=False)

    async def remove(self, canned_id: UUID) -> None:
        """Not to be offered any more. Raises NoCannedError, also for one that came with the program."""
        async with self._database.begin() as tx:
            gone = await tx.execute(delete(canned_replies).where(canned_replies.c.canned_id == canned_id))
            if not gone.rowcount:
                raise NoCannedError(NoCannedError.__doc__)
