"""What the voice itself says, before and around the bot: who calls, what we are, and good-bye. Nothing of an order.

A script that lacks the disclosure or the way out, or that advertises, cannot be made: a call about an order may not
sell, and has to say that a machine speaks (laws in docs/figures.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from callouts.retries import Message
from careline.core.callouts import Outcome, Why
from careline.core.wording.names import name_asked_for
from careline.core.wording.promotion import promotions_in

CHINESE, ENGLISH = "zh-CN", "en"

YES, NO, PERSON, STOP, REPEAT, LANGUAGE = "1", "2", "0", "9", "*", "#"
"""The keys' meanings, the same in every prompt of every call."""

_DISCLOSURE = {CHINESE: "智能语音助手", ENGLISH: "automated assistant"}
_PURPOSE = {CHINESE: "订单", ENGLISH: "order"}
_WAY_OUT = {CHINESE: "按9", ENGLISH: "press 9"}


class ScriptError(ValueError):
    """A script that must not be spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One language. Placeholders: {shop} everywhere, {name} in the greeting, {code} in text messages, {key} in `key`.

    `missed`, `heard` and `cut_off` are the text messages (`Message`), `will_write` what the app says where a person
    follows, by what kept us from talking, `call_off` that a call they wished for is not needed any more.
    `key` and `silence` are how the transcript shows what was not said in words.
    """

    language: str
    greeting: str
    voicemail: str
    needless: str
    wait: str
    again: str
    stopped: str
    person_follows: str
    goodbye: str
    missed: str
    heard: str
    cut_off: str
    will_write: str
    will_write_wrong_person: str
    will_write_instead: str
    call_off: str
    key: str
    silence: str

    def __post_init__(self) -> None:
        if faults := faults_of(self):
            raise ScriptError("; ".join(faults))


def faults_of(script: Script) -> list[str]:
    """Why the script must not be spoken; empty if it may."""
    texts = {field.name: str(getattr(script, field.name)) for field in fields(script) if field.name != "language"}
    faults = [f"{name} advertises: {word}" for name, text in texts.items() for word in promotions_in(text)]
    says_who = ("greeting", "voicemail", "needless", *Message)
    faults += [f"{name} does not say who calls" for name in says_who if "{shop}" not in texts[name]]
    if _DISCLOSURE[script.language] not in script.greeting:
        faults.append("the greeting does not say that a machine speaks")
    if _PURPOSE[script.language] not in script.greeting:
        faults.append("the greeting does not say what it is about")
    if _WAY_OUT[script.language] not in script.greeting.lower():
        faults.append("the greeting offers no way to refuse further calls")
    if "{name}" in "".join(text for name, text in texts.items() if name != "greeting"):
        faults.append("a name is spoken to somebody who was not asked for it")
    return faults


SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        CHINESE: Script(
            language=CHINESE,
            greeting=(
                "您好，我是{shop}的智能语音助手，想跟您说一件订单上的事。请问是{name}本人吗？"
                "是请按1，不是请按2，转人工按0，不想再接到来电请按9。"
            ),
            voicemail="您好，这里是{shop}。刚才给您打过电话，没有联系上，您方便时可以打开{shop}的应用，在服务保障大厅查看。",
            needless="您好，这里是{shop}，这通电话不需要您处理什么了，打扰您了，再见。",
            wait="好的，我查一下，请稍等。",
            again="不好意思，没听清，麻烦您再说一遍。",
            stopped="好的，以后不会再给您打电话了，打扰您了，再见。",
            person_follows="我先挂断，人工客服会尽快在应用里回复您，再见。",
            goodbye="那先这样，再见。",
            missed="【{shop}】我们刚才给您打过电话，没有联系上。请打开应用，在“服务保障大厅”查看详情，来电核对码{code}。",
            heard=(
                "【{shop}】刚才的智能语音电话是我们打的，想说您订单上的一件事。请打开应用，在“服务保障大厅”查看，"
                "来电核对码{code}。我们不会向您要钱，也不会要验证码。"
            ),
            cut_off=(
                "【{shop}】刚才的电话是我们这边断的，不好意思。您可以打开应用，在“服务保障大厅”查看，来电核对码{code}。"
            ),
            will_write="我们想打电话跟您说一件订单上的事，没有打通，客服会在这里联系您。",
            will_write_wrong_person="我们按您留的号码打了电话，接电话的说打错了。订单上有件事要跟您说，客服会在这里联系您。",
            will_write_instead="您约的电话我们打不了，不好意思，客服会在这里联系您。",
            call_off="您约了我们回电，这件事已经有了进展，订单里能看到，电话就不打了。",
            key="（按了{key}键）",
            silence="（没有说话）",
        ),
        ENGLISH: Script(
            language=ENGLISH,
            greeting=(
                "Hello, this is the automated assistant of {shop}, calling about an order. Am I speaking with {name}? "
                "Press 1 for yes, 2 for no, 0 for a person, or press 9 if you don't want calls from us."
            ),
            voicemail=(
                "Hello, this is {shop}. We tried to reach you. "
                "Please open the {shop} app when it suits you and look under Service guarantees."
            ),
            needless="Hello, this is {shop}. There is nothing left for you to do. Sorry to disturb you. Good-bye.",
            wait="Let me check, one moment please.",
            again="Sorry, I didn't get that. Could you say it again?",
            stopped="All right, we won't call you again. Sorry to disturb you. Good-bye.",
            person_follows="I'll hang up now, and one of our people will answer you in the app shortly. Good-bye.",
            goodbye="That's all then. Good-bye.",
            missed=(
                "{shop}: We just tried to call you. Open the app and look under Service guarantees. "
                "Code to check that it was us: {code}."
            ),
            heard=(
                "{shop}: The automated call just now was from us, about one of your orders. Open the app and look "
                "under Service guarantees; the call's code is {code}. We never ask for money or codes."
            ),
            cut_off=(
                "{shop}: Sorry, the call broke off on our side. Open the app and look under Service guarantees. "
                "Code to check that it was us: {code}."
            ),
            will_write="We could not reach you by phone about an order. One of us will write to you here.",
            will_write_wrong_person=(
                "We rang the number you gave us, and were told that it is the wrong one. There is something to tell "
                "you about an order: one of us will write to you here."
            ),
            will_write_instead="Sorry, we cannot make the call that you asked for. One of us will write to you here.",
            call_off="You asked us to call back. The matter has moved on, see your order, so we won't call.",
            key="(pressed {key})",
            silence="(silence)",
        ),
    }
)


def script_for(language: str) -> Script:
    """English for every language that we have no script in."""
    return SCRIPTS.get(language, SCRIPTS[ENGLISH])


def greeting(language: str, shop: str, name: str) -> str:
    """The first words: who calls, what speaks, what about, whom we look for, and the way out."""
    return script_for(language).greeting.format(shop=shop, name=name_asked_for(name, language))


def voicemail(language: str, shop: str) -> str:
    """For a machine, which others may listen to: no name, no order."""
    return script_for(language).voicemail.format(shop=shop)


def needless(language: str, shop: str) -> str:
    """The matter was settled, or may no longer be spoken of, while the phone rang."""
    return script_for(language).needless.format(shop=shop)


def text_message(message: Message, language: str, shop: str, code: str) -> str:
    """The text message that follows a call, with the code by which it can be checked."""
    return str(getattr(script_for(language), message)).format(shop=shop, code=code)


def will_write(language: str, why: Outcome | Why) -> str:
    """What the app says where a person follows up, as no call has settled it."""
    words = script_for(language)
    if why is Outcome.WRONG_PERSON:
        return words.will_write_wrong_person
    return words.will_write_instead if why is Why.CALLBACK_WISHED else words.will_write
