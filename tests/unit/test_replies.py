"""What words in answer to us come to: a question, a push, a refusal that is not accepted, a deed that is not wanted."""

from __future__ import annotations

import pytest

from understanding.replies import (
    asks,
    chases,
    chases_all,
    contests,
    gives_back,
    hums,
    not_wanted,
    only_asks,
    wants_another,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "words",
    [
        "so?",
        "you sure",
        "are you sure",
        "why not",
        "no?? what would you do then",
        "ok how do I prove that",
        "哦 那多久呢",
    ],
)
def test_whoever_asks_agrees_to_nothing(words: str) -> None:
    assert only_asks(words)


@pytest.mark.parametrize("words", ["ok?", "yes?", "可以吗", "好吗？", "ok do it", "do it please", "I do", "fine by me"])
def test_a_yes_with_a_question_mark_stays_one(words: str) -> None:
    assert not only_asks(words)
    assert asks(words) == ("?" in words or words.endswith(("吗", "？")))


@pytest.mark.parametrize(
    "words",
    [
        "ok chase them then", "right, go on then, push it", "can you nudge the shop please", "just track it down",
        "no I don't want a refund, just find it", "tell them to get a move on then", "well hurry them both up",
    ],
)  # fmt: skip
def test_a_push_is_heard_in_many_words(words: str) -> None:
    assert chases(words)


@pytest.mark.parametrize(
    "words",
    ["you said you'd chase them", "did you chase them", "don't chase them", "find out why", "chase it and refund me"],
)
def test_a_push_is_not_heard_where_none_is_wished(words: str) -> None:
    assert not chases(words)


def test_both_are_more_than_one() -> None:
    assert chases_all("ok chase both")
    assert not chases_all("ok chase it")


def test_a_deed_may_be_named_only_to_say_that_it_is_not_wanted() -> None:
    assert not_wanted("no, I don't want a refund")
    assert not_wanted("I really don't need a replacement")
    assert not not_wanted("I don't want to wait, refund me")
    assert not not_wanted("why don't I want a refund?")


def test_a_refusal_may_not_be_accepted() -> None:
    assert all(contests(words) for words in ("I disagree", "I want to appeal", "that's rubbish", "我不服", "申诉"))
    assert not any(
        contests(words) for words in ("fair enough", "I don't want to appeal", "算了，不申诉了", "为什么不同意")
    )


def test_a_hum_agrees_to_nothing() -> None:
    assert all(hums(words) for words in ("hmm", "Hm.", "oh", "um, well", "uh"))
    assert not any(hums(words) for words in ("uh-huh", "mm-hm", "oh yes", "hm ok"))


def test_the_goods_or_the_money() -> None:
    assert wants_another("it's a gift so I want a perfect one")
    assert not wants_another("the broken one, money back")
    assert gives_back("can I get my money back")
    assert gives_back("能退多少")
    assert not gives_back("do I get any money for that")
