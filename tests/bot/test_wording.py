from __future__ import annotations

from typing import Any

import pytest

from bot.replies import BadReplyError, Replies, button
from bot.wording import StrictWording, WordingMissingError

RESPONSES: dict[str, list[dict[str, Any]]] = {
    "utter_where": [
        {"text": "您的{goods}在{place}", "condition": [{"type": "slot", "name": "language", "value": "zh"}]},
        {"text": "在{place}", "channel": "phone", "condition": [{"type": "slot", "name": "language", "value": "zh"}]},
    ],
    "utter_choose": [
        {"text": "哪一单?", "buttons": [{"title": "{title}", "payload": "/choose_order"}], "custom": {"card": "{card}"}}
    ],
}


def say(response: str, channel: str = "app", language: str | None = "zh", **values: Any) -> Any:
    return StrictWording(RESPONSES).generate_from_slots(response, {"language": language}, channel, **values)


def test_wording_is_chosen_by_channel_and_filled() -> None:
    assert say("utter_where", goods="鞋", place="杭州")["text"] == "您的鞋在杭州"
    assert say("utter_where", "phone", goods="鞋", place="杭州")["text"] == "在杭州"


def test_braces_in_a_value_are_only_words() -> None:
    assert say("utter_where", goods="{place}{0}", place="杭州")["text"] == "您的{place}{0}在杭州"


def test_filling_leaves_the_template_as_it_was() -> None:
    say("utter_choose", title="鞋", card="c1")
    assert RESPONSES["utter_choose"][0]["buttons"][0]["title"] == "{title}"


@pytest.mark.parametrize(
    ("response", "values"),
    [
        ("utter_where", {"goods": "鞋"}),  # a value is missing
        ("utter_where", {"goods": "鞋", "place": None}),  # Rasa would say "None"
        ("utter_choose", {"card": "c1"}),  # in a button
        ("utter_choose", {"title": "鞋"}),  # in a card
        ("utter_unheard_of", {}),  # Rasa would say nothing
    ],
)
def test_half_finished_wording_is_never_said(response: str, values: dict[str, Any]) -> None:
    with pytest.raises(WordingMissingError):
        say(response, **values)


def test_wording_in_no_fitting_language_is_an_error() -> None:
    with pytest.raises(WordingMissingError):
        say("utter_where", language="en", goods="shoes", place="Leeds")


async def test_one_response_is_one_reply_with_its_name_buttons_and_card() -> None:
    replies = Replies("phone")
    await replies.send_response(
        "c",
        {
            "text": "甲\n\n乙",
            "utter_action": "utter_x",
            "custom": {"card": 1},
            "buttons": [{"title": "A", "payload": "/greet"}],
        },
    )
    assert replies.name() == "phone"
    assert replies.said == [
        {
            "text": "甲\n\n乙",
            "response": "utter_x",
            "buttons": [{"title": "A", "payload": {"intent": "greet", "entities": {}}}],
            "custom": {"card": 1},
        }
    ]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("最晚 11月20日 前给您答复。", "最晚11月20日前给您答复。"),
        (
            "Your order for 民谣吉他 has stopped, with 顺丰速运, today.",
            "Your order for 民谣吉他 has stopped, with 顺丰速运, today.",
        ),
    ],
)
async def test_on_the_phone_only_chinese_loses_the_spaces_around_figures(text: str, heard: str) -> None:
    replies = Replies("phone")
    await replies.send_response("c", {"text": text, "utter_action": "utter_x"})
    assert replies.said[0]["text"] == heard


@pytest.mark.parametrize("message", [{"text": "您的{goods}"}, {"text": ""}, {"text": "x", "buttons": [{"title": "A"}]}])
async def test_a_reply_that_cannot_be_shown_is_an_error(message: dict[str, Any]) -> None:
    with pytest.raises(BadReplyError):
        await Replies("app").send_response("c", message)


def test_buttons_carry_objects_whichever_way_they_were_written() -> None:
    wanted = {"title": "A", "payload": {"intent": "choose_order", "entities": {"order_id": "1"}}}
    assert button({"title": "A", "payload": '/choose_order{"order_id": "1"}'}) == wanted
    assert button({"title": "A", "payload": {"intent": "choose_order", "entities": {"order_id": "1"}}}) == wanted


@pytest.mark.parametrize("payload", ["greet", "/greet{", "", None, {"entities": {}}, "/greet {'a': 1}"])
def test_a_button_without_a_proper_payload_is_an_error(payload: Any) -> None:
    with pytest.raises(BadReplyError):
        button({"title": "A", "payload": payload})
