"""Was that really you? Heard by its words under whatever intent; answered from the ledger of our calls and messages.

Nothing is told but this consumer's own contacts. Whoever was asked for money or a code is warned before anything else,
and a person takes over.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from actions.intents.handoff import hand_over
from actions.remembered import Remark
from actions.talk import Talk
from careline.contacts.service import Contact, contacts_of
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.core.journal import Because
from careline.core.wording.fraud import fraud_help
from careline.core.wording.help_lines import line_words
from careline.dialogue.shown import about_words
from understanding.doubts import Doubt

_LATELY = timedelta(hours=48)
_TOLD_AT_MOST = {False: 4, True: 2}  # on screen, aloud


def speaks_of_a_call(talk: Talk) -> bool:
    """Whether a call or message that may not have been ours was spoken of last."""
    return talk.before.told == Remark.WAS_IT_US


def asks_whether_us(talk: Talk) -> bool:
    """Whether this turn doubts a call or message. On the phone only another one: who this is, is asked otherwise."""
    return _doubt(talk) is not None


def _doubt(talk: Talk) -> Doubt | None:
    if not talk.identified or talk.heard.said.is_empty:
        return None
    doubt = talk.heard.said.doubt(goes_on=speaks_of_a_call(talk))
    if doubt and talk.spoken and not (doubt.code or doubt.danger or doubt.another_call):
        return None
    return doubt


async def tell_whether_us_if_doubted(talk: Talk) -> bool:
    """Answer from the ledger; False where nothing is doubted."""
    doubt = _doubt(talk)
    if doubt is None:
        return False
    talk.keep_question()
    talk.remember(told=Remark.WAS_IT_US)
    if doubt.danger:
        warn_of_fraud(talk, given=doubt.given)
    if doubt.knows_me:
        talk.say("utter_knows_details")
        if not doubt.danger:
            return True
    contacts = await contacts_of(talk.tx, talk.customer.customer_id)
    if doubt.code:
        ours = await _tell_of_code(talk, doubt.code, contacts)
    else:
        this_call = talk.attempt.code if talk.attempt else None
        lately = [one for one in contacts if one.at > talk.now - _LATELY and (not this_call or one.code != this_call)]
        ours = await _tell_lately(talk, lately)
    if doubt.danger:
        why = Because.MONEY_ALREADY_SENT if doubt.given else Because.FRAUD_UNDER_WAY
        await hand_over(talk, why, danger=True)
        return True
    if not ours:
        talk.say("utter_keep_your_money", help=_fraud_help(talk))
    if talk.heard.intent == "request_human":
        await hand_over(talk, Because.ASKED_FOR_A_PERSON)
    return True


def warn_of_fraud(talk: Talk, *, given: bool) -> None:
    """Warn who is asked for money or a code; `given`: somebody has got it, and minutes count."""
    if given:
        police = talk.rules.contact.help(talk.customer.region).police
        said = line_words(police, talk.language, spoken=talk.spoken)
        talk.say("utter_money_sent", police=said, help=_fraud_help(talk))
    else:
        talk.say("utter_fraud_warning", help=_fraud_help(talk))


def _fraud_help(talk: Talk) -> str:
    region = talk.customer.region
    return fraud_help(talk.rules.contact.help(region).fraud, region, talk.language, spoken=talk.spoken)


async def _tell_of_code(talk: Talk, code: str, contacts: list[Contact]) -> bool:
    found = next((one for one in contacts if one.code == code), None)
    if found is None:
        talk.say("utter_code_not_ours", code=phrases.digit_by_digit(code, talk.language) if talk.spoken else code)
        return False
    at, about, cards = talk.at(found.at), await _about(talk, found), [_card(talk, found)]
    if found.channel is Channel.PHONE:
        talk.say("utter_was_our_call", at=at, about=about, cards=cards)
    else:
        talk.say("utter_was_our_text", at=at, about=about, cards=cards)
    return True


async def _tell_lately(talk: Talk, lately: list[Contact]) -> bool:
    if not lately:
        talk.say("utter_no_contact_lately")
        return False
    shown = lately[: _TOLD_AT_MOST[talk.spoken]]
    listed = ("; " if phrases.is_english(talk.language) else "；").join(_line(talk, one) for one in shown)
    if talk.spoken:
        listed = listed.replace("；", "，").replace("; ", ", ")
    talk.say("utter_contacts_lately", contacts=listed, cards=[_card(talk, one) for one in shown])
    return True


def _line(talk: Talk, contact: Contact) -> str:
    """今天 10:02 打过电话，核对码 4005."""
    at, phone = talk.at(contact.at), contact.channel is Channel.PHONE
    code = phrases.digit_by_digit(contact.code, talk.language) if talk.spoken else contact.code
    if phrases.is_english(talk.language):
        return f"{'a call' if phone else 'a text'} {at}{f', code {code}' if code else ''}"
    space = "" if talk.spoken else " "
    return f"{at}{space}{'打过电话' if phone else '发过短信'}{f'，核对码{space}{code}' if code else ''}"


async def _about(talk: Talk, contact: Contact) -> str:
    """帆布鞋，订单发货晚了; goes behind 关于, about."""
    order = await talk.order(contact.order_id)
    kind = _kind(talk, contact)
    english = phrases.is_english(talk.language)
    if order is None:
        return kind or ("your order" if english else "您的订单")
    goods = f"your {talk.goods(order)}" if english else f"您的{talk.goods(order)}"
    return (", " if english else "，").join(part for part in (goods, kind) if part)


def _kind(talk: Talk, contact: Contact) -> str:
    """A colleague may have called about something that is no kind of block; then nothing is said of it."""
    known = contact.about in set(BlockKind)
    return phrases.contact_about(BlockKind(contact.about), talk.language) if known else ""


def _card(talk: Talk, contact: Contact) -> dict[str, Any]:
    return {
        "kind": "contact", "channel": contact.channel, "at": contact.at.isoformat(),
        "about": about_words(contact.about, talk.language), "code": contact.code or None,
    }  # fmt: skip
