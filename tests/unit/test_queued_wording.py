"""In the queue no wording offers the person that the consumer waits for, and each still says what it had to say."""

from __future__ import annotations

from typing import Any

import pytest

from careline.dialogue.client import Reply
from careline.dialogue.queued import PERSON, without_offer
from tests.rows import every_row
from tests.talking import wording

pytestmark = pytest.mark.unit


def reply_of(variation: dict[str, Any]) -> tuple[Reply, str]:
    buttons = tuple(
        {"title": one["title"], "payload": {"intent": one["payload"].strip("/"), "entities": {}}}
        for one in variation.get("buttons", ())
    )
    return Reply(text=variation["text"], buttons=buttons), "en" if variation.get("condition") else "zh-CN"


WRITTEN = [
    pytest.param(*reply_of(one), id=f"{name}-{one['text'][:8]}")
    for name, variations in wording().items()
    for one in variations
    if one.get("channel") != "phone"
]
OFFERS = [each for each in WRITTEN if any(one["title"] in PERSON.values() for one in each.values[0].buttons)]  # type: ignore[attr-defined]


@every_row(["reply", "language"], OFFERS)
def test_an_offer_of_a_person_goes_and_the_answer_stays(reply: Reply, language: str) -> None:
    left = without_offer(reply, language)
    assert not any(one["title"] == PERSON[language] for one in left.buttons)
    assert not any(
        words in left.text for words in ("转人工", "要我帮您转", "talk to a person", "get one?", "get a person")
    )
    assert left.text.split("接手的客服" if language == "zh-CN" else "Your agent")[0].strip()


@every_row(["reply", "language"], [each for each in WRITTEN if each not in OFFERS])
def test_what_offers_nobody_stays_word_for_word(reply: Reply, language: str) -> None:
    assert without_offer(reply, language) == reply


def test_another_question_keeps_its_own_buttons() -> None:
    def button(title: str, intent: str) -> dict[str, Any]:
        return {"title": title, "payload": {"intent": intent, "entities": {}}}

    own = (button("退款", "affirm"), button("先不用", "deny"))
    asked = Reply(text="要我帮您申请退款 3.50 元吗？", buttons=(*own, button("转人工", "request_human")))
    assert without_offer(asked, "zh-CN") == Reply(text=asked.text, buttons=own)
