"""What the voice says itself: who it is, that it is a machine, the way out, no promotion, nothing of an order."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from callouts.retries import Message
from callouts.script import (
    CHINESE,
    ENGLISH,
    SCRIPTS,
    Script,
    ScriptError,
    greeting,
    needless,
    script_for,
    text_message,
    voicemail,
    will_write,
)
from careline.core.callouts import Outcome, Why

pytestmark = pytest.mark.unit

LANGUAGES = [CHINESE, ENGLISH]


def test_the_first_words_name_the_shop_the_machine_the_callee_and_the_way_out() -> None:
    assert greeting(CHINESE, "云选商城", "林晓雨") == (
        "您好，我是云选商城的智能语音助手，想跟您说一件订单上的事。请问是林晓雨本人吗？"
        "是请按1，不是请按2，转人工按0，不想再接到来电请按9。"
    )
    assert greeting(ENGLISH, "Yunxuan", "Emma Clark") == (
        "Hello, this is the automated assistant of Yunxuan, calling about an order. Am I speaking with Emma Clark? "
        "Press 1 for yes, 2 for no, 0 for a person, or press 9 if you don't want calls from us."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_else_may_listen_hears_no_name(language: str) -> None:
    texts = [text_message(message, language, "云选", "4821") for message in Message]
    for text in (voicemail(language, "云选"), needless(language, "云选"), *texts):
        assert "云选" in text
        assert "{" not in text
    assert all("4821" in text for text in texts)


def test_only_who_was_not_reached_is_told_so() -> None:
    for language, unreached in ((CHINESE, "没有联系上"), (ENGLISH, "could not reach")):
        for message in (Message.HEARD, Message.CUT_OFF):
            assert unreached not in text_message(message, language, "云选", "4821")
    assert "没有打通" in will_write(CHINESE, Outcome.NO_ANSWER)
    for why in (Outcome.WRONG_PERSON, Why.CALLBACK_WISHED):
        assert "没有打通" not in will_write(CHINESE, why)
        assert "could not reach" not in will_write(ENGLISH, why)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("greeting", "您好，我是{shop}，请问是{name}吗？按9不再来电 press 9", "machine"),
        ("greeting", "您好，我是{shop}的智能语音助手 automated assistant，请问是{name}吗？", "no way to refuse"),
        ("greeting", "我是智能语音助手 automated assistant，请按9 press 9", "does not say who calls"),
        ("greeting", "我是{shop}的智能语音助手 automated assistant，请按9 press 9", "does not say what it is about"),
        ("voicemail", "请尽快回电", "does not say who calls"),
        ("voicemail", "{name}您好，这里是{shop}", "a name is spoken"),
        ("goodbye", "再见，送您一张优惠券", "advertises"),
        ("wait", "One moment, and have you seen our Special Offer?", "advertises"),
    ],
)
def test_a_script_that_hides_who_speaks_or_advertises_cannot_be_made(
    language: str, field: str, text: str, fault: str
) -> None:
    with pytest.raises(ScriptError, match=fault):
        replace(SCRIPTS[language], **{field: text})


def test_a_language_without_a_script_is_spoken_to_in_english() -> None:
    assert script_for("fr") is SCRIPTS[ENGLISH]


def test_both_languages_say_the_same_things() -> None:
    assert set(SCRIPTS) == {CHINESE, ENGLISH}
    for script in SCRIPTS.values():
        assert all(getattr(script, field.name).strip() for field in fields(Script))


@pytest.mark.parametrize("name", ["{shop}", "O'Neil & <Sons>", "%s", "张三\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_strange_name_is_spoken_as_it_is(name: str) -> None:
    assert name in greeting(CHINESE, "云选", name)


@pytest.mark.parametrize("name", ["", "  ", "林**", "林＊＊", "tb88123", "用户4821", "——"])
def test_a_name_that_is_missing_masked_or_a_login_is_not_spoken(name: str) -> None:
    assert "请问是下单本人吗" in greeting(CHINESE, "云选", name)
    assert "Am I speaking with the person who placed the order?" in greeting(ENGLISH, "Yunxuan", name)
