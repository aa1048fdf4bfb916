"""What the voice says itself: who it is, that it is a machine, the way out, no promotion, nothing of an order."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from callouts.script import (
    CHINESE,
    ENGLISH,
    SCRIPTS,
    Script,
    ScriptError,
    greeting,
    missed,
    needless,
    script_for,
    voicemail,
)

pytestmark = pytest.mark.unit

LANGUAGES = [CHINESE, ENGLISH]


def test_the_first_words_name_the_shop_the_machine_the_callee_and_the_way_out() -> None:
    assert greeting(CHINESE, "云选商城", "林晓雨") == (
        "您好，我是云选商城的智能语音助手，请问是林晓雨本人吗？是请按1，不是请按2，转人工按0，不想再接到来电请按9。"
    )
    assert greeting(ENGLISH, "Yunxuan", "Emma Clark") == (
        "Hello, this is the automated assistant of Yunxuan. Am I speaking with Emma Clark? "
        "Press 1 for yes, 2 for no, 0 for a person, or press 9 if you don't want calls from us."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_else_may_listen_hears_no_name(language: str) -> None:
    for text in (voicemail(language, "云选"), needless(language, "云选"), missed(language, "云选", "4821")):
        assert "云选" in text
        assert "{" not in text
    assert "4821" in missed(language, "云选", "4821")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("greeting", "您好，我是{shop}，请问是{name}吗？按9不再来电 press 9", "machine"),
        ("greeting", "您好，我是{shop}的智能语音助手 automated assistant，请问是{name}吗？", "no way to refuse"),
        ("greeting", "我是智能语音助手 automated assistant，请按9 press 9", "does not say who calls"),
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


@pytest.mark.parametrize("name", ["{shop}", "O'Neil & <Sons>", "%s", "{0}", "张三\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_strange_name_is_spoken_as_it_is(name: str) -> None:
    assert name in greeting(CHINESE, "云选", name)
