"""Texts that people send to our number: STOP and whatever else says no, a stranger's word, a cry for help.

Signed like every other webhook of the carrier. What was written is read here and not kept: of a message we keep whose
number it came from, what it meant and when.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped, unused-ignore]

from callouts.call_flow import CallFlow
from callouts.destinations import E164
from callouts.settings import CalloutSettings
from callouts.signature import FORM
from callouts.sms_words import Reply, carrier_answers, read_reply, words_in
from careline.contacts.service import hold_wrong_number, opt_in_number, opt_out_number
from careline.http.endpoint import Access, Endpoint
from careline.store.database import Database
from careline.store.tables.contacts import texts_received as received
from careline.store.tables.feed import customers

log = logging.getLogger(__name__)

_ANSWER_AGAIN = timedelta(days=1)
_LONGEST_SID = 64


def endpoints(flow: CallFlow) -> list[Endpoint]:
    """The one route, for the carrier to post every incoming message to."""

    async def take(request: web.Request) -> web.Response:
        form = request[FORM]
        answer = await take_text(flow.database, form, flow.clock(), flow.settings)
        response = MessagingResponse()
        if answer:
            response.message(answer)
        return web.Response(text=str(response), content_type="text/xml", charset="utf-8")

    return [
        Endpoint(
            method="POST", path="/voice/texts", access=Access.CARRIER, handle=take,
            summary="Somebody has sent a text message to our number",
        )
    ]  # fmt: skip


async def take_text(
    database: Database, form: Mapping[str, str], now: datetime, settings: CalloutSettings
) -> str | None:
    """Do what the message asks for, once however often it is posted; returns our answer, None where none is due."""
    number, sid = form.get("From", ""), form.get("MessageSid", "")[:_LONGEST_SID]
    body, told = form.get("Body", ""), form.get("OptOutType", "")
    if not E164.fullmatch(number) or not sid:
        return None
    means = read_reply(body, told)
    async with database.begin() as tx:
        answered_lately = await _answered_lately(tx, number, now)
        row = insert(received).values(message_sid=sid, number=number, means=means, at=now)
        if not (await tx.execute(row.on_conflict_do_nothing())).rowcount:
            return None
        await _follow(tx, number, means, now)
        language = await _language(tx, number, body)
    words, shop = words_in(language), settings.shop_in(language)
    log.info("text received", extra={"action": "text_received", "means": means.value})
    if means is Reply.STOP:
        return None if carrier_answers(body, told) else words.stopped.format(shop=shop)
    if means is Reply.WRONG_NUMBER:
        return words.stopped.format(shop=shop)
    quiet = means is Reply.START or carrier_answers(body, told) or answered_lately
    return None if quiet else words.not_read.format(shop=shop)


async def _follow(tx: AsyncConnection, number: str, means: Reply, now: datetime) -> None:
    match means:
        case Reply.STOP:
            await opt_out_number(tx, number, source="sms", now=now)
        case Reply.START:
            await opt_in_number(tx, number, source="sms", now=now)
        case Reply.WRONG_NUMBER:
            await hold_wrong_number(tx, number, source="sms", now=now)


async def _answered_lately(tx: AsyncConnection, number: str, now: datetime) -> bool:
    """Two machines must not talk to each other for ever."""
    lately = (received.c.number == number) & (received.c.at > now - _ANSWER_AGAIN)
    return (await tx.execute(select(received.c.message_sid).where(lately).limit(1))).first() is not None


async def _language(tx: AsyncConnection, number: str, body: str) -> str:
    """The consumer's, if one has this number; else that of what they wrote."""
    known = select(customers.c.locale).where(customers.c.phone == number).order_by(customers.c.as_of.desc()).limit(1)
    locale: str | None = (await tx.execute(known)).scalar()
    return locale or ("zh-CN" if any("一" <= letter <= "鿿" for letter in body) else "en")
