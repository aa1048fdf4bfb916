"""People first: words of danger to life, body or money are answered before all else that a turn may ask.

They are heard by rule, whatever a model made of them; what no rule hears counts where the model finds danger likely.

One sentence that helps now, with the number for the consumer's region, and a person, before all others. On the phone
also before anybody has said who they are: none of it speaks of an order.
"""

from __future__ import annotations

from dataclasses import replace

from actions.asking.offer_reply import spoken_of
from actions.asking.order_choice import order_if_clear
from actions.heard import Heard
from actions.intents.handoff import hand_over
from actions.intents.verifying import asks_whether_us, speaks_of_a_call, warn_of_fraud
from actions.orders import relevance
from actions.questions.carrying_out import remember_matter
from actions.questions.sureness import is_sure
from actions.remembered import HelpTold
from actions.talk import Talk
from careline.core.journal import Because
from careline.core.rules import HelpLines
from careline.core.wording.help_lines import line_words, poison_words
from understanding.people_first import FRAUD, Emergency
from understanding.taxonomy import Matter

_NOTHING_ELSE = frozenset({"nlu_fallback", "out_of_scope"})
_HURT = frozenset({Emergency.CHILD_IN_DANGER, Emergency.FIRE, Emergency.POISONING, Emergency.INJURY})
_AFTERWARDS = frozenset({Emergency.SELF_HARM, Emergency.THREATENED, *_HURT})
_NOTHING_BESIDE = frozenset({Emergency.SELF_HARM, Emergency.CHILD_IN_DANGER, Emergency.THREATENED})
"""Nothing else is spoken of in the same turn, however the words are read."""


def warn_of_secrets(talk: Talk, intent: str) -> bool:
    """Say that such numbers are not for us, and go on with what else was said; True if that is all there was."""
    if not talk.heard.said.holds_secrets:
        return False
    talk.say("utter_secret_not_kept")
    talk.heard = _unmarked(talk.heard)
    if intent not in _NOTHING_ELSE or talk.heard.said.emergency() or _likely(talk):
        return False
    talk.keep_question()
    return True


def _unmarked(heard: Heard) -> Heard:
    questions = tuple(map(_unmarked, heard.questions))
    return replace(heard, said=heard.said.without_secrets, questions=questions)


async def help_if_in_danger(talk: Talk) -> bool:
    """Answer whoever tells of danger, and hand them to a person.

    False where nobody does, or where a danger that only a model finds is answered and something else surely asked.
    """
    by_rule = _told_plainly(talk)
    if by_rule is None and _answer_if_it_goes_on(talk):
        return True
    kind = by_rule or _likely(talk)
    if kind is None:
        return False
    if kind is Emergency.PAID_BUT_UNPAID:
        return await _have_payment_compared(talk)
    if kind in _HURT and (_is_over(talk) or _answer_if_it_goes_on(talk)):
        return not _is_over(talk)
    if by_rule in FRAUD and talk.identified:
        await talk.answer_as("ask_who_calls")  # warns, and tells from the ledger whether it was us
        return True
    if not _say_otherwise_if_helped(talk, kind):
        if kind is Emergency.FIRE and talk.heard.said.is_hurt:
            _help(talk, Emergency.INJURY)  # whoever is hurt comes first
        _help(talk, kind)
    await hand_over(talk, Because(kind.value), danger=True)
    if kind in _HURT:
        remember_matter(talk, Matter.DAMAGE)  # what is asked for next is asked for goods with a fault
    if kind in _AFTERWARDS:
        talk.remember(told=HelpTold(kind))
    talk.ended = by_rule is not None or not _asks_beside(talk, kind)
    return talk.ended


def _asks_beside(talk: Talk, kind: Emergency) -> bool:
    """Whether the words surely ask or wish something beside the danger that a model finds in them: it errs now and
    then, and then that is all they want."""
    first = next(iter(talk.heard.readings), None)
    surely = first is not None and first.matter is not Matter.OTHER and is_sure(first)
    return surely and not talk.spoken and kind not in _NOTHING_BESIDE


def _told_plainly(talk: Talk) -> Emergency | None:
    """The danger that a rule hears in these words."""
    said = talk.heard.said
    kind = None if said.is_empty else said.emergency(goes_on=speaks_of_a_call(talk))
    return None if kind is Emergency.PAID_BUT_UNPAID and not talk.identified else kind


def _likely(talk: Talk) -> Emergency | None:
    """The danger that no rule hears in these words, and that a model finds likely.

    Whether a call was ours is answered from the ledger, and a threat with an authority has a person already.
    """
    likely, said = talk.heard.likely, talk.heard.said
    kind = likely.danger if likely and not said.is_empty else None
    if kind is Emergency.PAID_BUT_UNPAID and not talk.identified:
        return None
    if kind is Emergency.THREAT_TO_OTHERS and "urgency" in talk.heard.entities:
        return None
    return None if kind and asks_whether_us(talk) else kind


def _answer_if_it_goes_on(talk: Talk) -> bool:
    """Answer what is said right after an emergency: is anyone there, who is responsible, keep the thing; and good news.
    False where something else is said."""
    told, said = talk.before.told, talk.heard.said
    if isinstance(told, HelpTold):
        kind = told.kind
    elif talk.in_queue and talk.before.asked is None and Matter.DAMAGE in spoken_of(talk.before):
        kind = Emergency.INJURY  # they wait for a person because of it
    else:
        return False
    lines = talk.rules.contact.help(talk.customer.region)
    if kind is Emergency.SELF_HARM and _answer_kindly(talk, lines):
        pass
    elif said.says("anyone_there"):
        talk.say("utter_still_here", ambulance=_line(talk, lines.ambulance))
    elif kind in _HURT and said.says("who_is_liable"):
        talk.say("utter_liability_looked_into")
    elif kind in _HURT and said.says("keeps_the_thing"):
        talk.say("utter_keep_the_thing")
    else:
        if talk.in_queue:
            talk.remember(told=told)  # the next words may still be about it
        return False
    talk.keep_question()
    talk.remember(told=told)
    return True


def _answer_kindly(talk: Talk, lines: HelpLines) -> bool:
    """Answer kindly who just said that they want to die, before anything about their order; False where they ask for
    something else."""
    said = talk.heard.said
    if said.says("someone_comes"):
        talk.say("utter_good_that_someone_comes")
    elif said.says("is_safe"):
        talk.say("utter_glad_you_are_safe", crisis=_line(talk, lines.crisis))
    elif said.says("are_you_real"):
        talk.say("utter_machine_but_people_listen", crisis=_line(talk, lines.crisis))
    elif said.says("cannot_call"):
        talk.say("utter_not_alone_now", ambulance=_line(talk, lines.ambulance))
    elif said.says("anyone_there"):
        talk.say("utter_crisis_line_answers", crisis=_line(talk, lines.crisis))
    else:
        return False
    return True


def _is_over(talk: Talk) -> bool:
    """Whether who was hurt has been looked after since we have helped, and now asks something else: five stitches, I am
    home, how much comes back for the jar."""
    waits = talk.in_queue and Matter.DAMAGE in spoken_of(talk.before)
    helped = isinstance(talk.before.told, HelpTold) or waits
    return helped and talk.heard.says("looked_after")


def _say_otherwise_if_helped(talk: Talk, kind: Emergency) -> bool:
    """Say it in other words, where this danger was answered right before; False where it was not."""
    lines = talk.rules.contact.help(talk.customer.region)
    if talk.before.told != HelpTold(kind):
        return False
    if kind is Emergency.SELF_HARM:
        talk.say("utter_not_alone_now", ambulance=_line(talk, lines.ambulance))
    elif kind in _HURT:
        talk.say("utter_still_here", ambulance=_line(talk, lines.ambulance))
    else:
        return False
    return True


def _help(talk: Talk, kind: Emergency) -> None:
    lines = talk.rules.contact.help(talk.customer.region)
    if kind in FRAUD:
        warn_of_fraud(talk, given=kind is Emergency.MONEY_ALREADY_SENT)
    elif kind is Emergency.SELF_HARM:
        talk.say("utter_self_harm", crisis=_line(talk, lines.crisis), ambulance=_line(talk, lines.ambulance))
    elif kind is Emergency.CHILD_IN_DANGER:
        talk.say("utter_child_in_danger", ambulance=_line(talk, lines.ambulance), poison=_poison(talk, lines))
    elif kind is Emergency.FIRE:
        talk.say("utter_fire", fire=_line(talk, lines.fire))
    elif kind is Emergency.POISONING:
        talk.say("utter_poisoning", ambulance=_line(talk, lines.ambulance), poison=_poison(talk, lines))
    elif kind is Emergency.INJURY:
        talk.say("utter_injury", ambulance=_line(talk, lines.ambulance))
    elif kind is Emergency.THREAT_TO_OTHERS:
        talk.say("utter_threat_to_others", police=_line(talk, lines.police))
    elif kind is Emergency.THREATENED:
        talk.say("utter_threatened", police=_line(talk, lines.police))
    elif kind is Emergency.ACCOUNT_TAKEN_OVER:
        talk.say("utter_account_taken_over")


async def _have_payment_compared(talk: Talk) -> bool:
    """Say what our record says of the order, where it is clear which, and have a person compare it; False where it is
    only supposed."""
    if talk.heard.said.says("supposes"):
        return False  # 要是银行真扣了两次呢: nothing has happened, so it is a question
    talk.remember(topic="ask_payment")
    order = await order_if_clear(talk, relevance.unfinished(talk.now, talk.rules))
    if order is None:
        talk.say("utter_payment_compared")
    elif order.paid_at:
        talk.say(
            "utter_payment_seen", goods=talk.goods(order), at=talk.at(order.paid_at), amount=talk.money(order.total)
        )
    else:
        talk.say("utter_payment_of_order_compared", goods=talk.goods(order))
    await hand_over(talk, Because.PAID_BUT_UNPAID, urgent=True)
    return True


def _line(talk: Talk, number: str) -> str:
    return line_words(number, talk.language, spoken=talk.spoken)


def _poison(talk: Talk, lines: HelpLines) -> str:
    return poison_words(lines.poison, talk.language, spoken=talk.spoken)
