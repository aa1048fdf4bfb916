"""What of a message counts: behind a short answer, behind a correction; and that nothing hostile makes us slow."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.clauses import LONGEST
from bot.components.relevant_part import find_relevant_part


def counts(text: str) -> str | None:
    """The words of the message that count; None where all of them do."""
    found = find_relevant_part(text)
    return text[found.start :].strip() if found else None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("不用了，那发票怎么弄", "那发票怎么弄"),
        ("不催了，我要换个颜色", "我要换个颜色"),
        ("算了 帮我退款吧", "帮我退款吧"),
        ("不用了谢谢，运费是谁付", "运费是谁付"),
        ("好的知道了，那几号能发", "那几号能发"),
        ("嗯嗯，钱什么时候退", "钱什么时候退"),
        ("都不是，另外一单", "另外一单"),
        ("不用转人工，就问下几时到", "就问下几时到"),
        ("對的，上個月買的", "上個月買的"),
        ("No thanks. Who pays for the postage?", "Who pays for the postage?"),
        ("never mind, I want to send it back", "I want to send it back"),
        ("ok thanks, how long does that take?", "how long does that take?"),
        ("okay so where is it now", "so where is it now"),
        ("no, the second one", "the second one"),
    ],
)
def test_behind_a_short_answer_the_question_counts(text: str, rest: str) -> None:
    assert counts(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "不用了",
        "不用了，我自己去取",
        "好的，帮我催一下",  # the yes once more
        "行，我明天去寄",
        "不要了，怎么退",  # says why
        "是的，什么事",  # a callee's yes
        "对，您是哪位",
        "yes, who is this?",
        "no refund yet?",
        "no more calls please",
        "good day, thank you",
        "是不是发货了",
        "没有收到货",
        "",
    ],
)
def test_an_answer_alone_or_words_that_only_look_like_one_stay_whole(text: str) -> None:
    assert counts(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "asked"),
    [
        # the question is asked anew
        ("帽子到哪了啊不对，是手套到哪了", "手套到哪了", "手套到哪了"),
        ("我要退那个电饭锅不是不是是水壶我要退水壶", "水壶我要退水壶", "水壶我要退水壶"),
        ("说错了，我要的是换货", "我要的是换货", "我要的是换货"),
        ("不是，我问的是运费险", "运费险", "运费险"),
        ("sorry, I meant when does it ship", "when does it ship", "when does it ship"),
        # only the goods are named anew: the question stands before them
        ("我要退帽子，不对，手套", "手套", "我要退帽子，"),
        ("where are my gloves, no wait, the hat", "the hat", "where are my gloves, "),
        # nothing but another order or other goods: the dialogue knows the question
        ("说错了，我问的是手套", "手套", ""),
        ("不是帽子，是手套", "手套", ""),
        ("单号打错了，是CL2026-1002", "CL2026-1002", ""),
        ("oops, I meant the hat", "the hat", ""),
        ("not the gloves, the hat", "the hat", ""),
    ],
)
def test_what_comes_after_a_correction_counts(text: str, rest: str, asked: str) -> None:
    found = find_relevant_part(text)
    assert found is not None
    assert (text[found.start :].strip(), found.asked) == (rest, asked)


@pytest.mark.parametrize(
    "text",
    [
        "地址写错了，应该是杭州",
        "发错了，我买的是红色",
        "打错了，我不姓王",
        "颜色不对，我要退货",
        "金额不对 少了二十块",
        "这个质量不好啊不是我要的",
        "不是没发货，是没收到",
        "that's not what I meant",
        "I meant to order the blue one",
        "not shipped yet?",
        "not the refund, the order",
    ],
)
def test_a_trouble_told_is_no_correction(text: str) -> None:
    assert counts(text) is None


@given(st.text(st.sampled_from("好的不用了，。 是对错说打我问手套退货吗?sorry I meant no, 123-"), max_size=60))
def test_what_counts_is_the_end_of_the_message_and_never_empty(text: str) -> None:
    found = find_relevant_part(text)
    assert found is None or (0 < found.start < len(text) and text[found.start :].strip())


@pytest.mark.parametrize(
    "words", ["好的，", "不用了 ", "不是", "啊不是，", "不对，", "sorry ", "no, ", "ok thanks ", "那个"]
)
def test_a_hostile_message_takes_no_time(words: str) -> None:
    text = (words * LONGEST)[: LONGEST - 1] + "x"
    start = time.process_time()
    find_relevant_part(text)
    assert time.process_time() - start < 0.25


def test_the_model_hears_only_what_counts(parse: Any) -> None:
    found = parse("耳机 CL2026-1001 到哪了，说错了，我问的是 CL2026-1002")
    (question,) = found["questions"]
    assert question["text"].strip() == "CL2026-1002"
    assert question["intent"]["name"] == "track_shipment"  # asked before the number was corrected
    assert [entity["value"] for entity in question["entities"]] == ["CL2026-1002"]
    assert [entity["value"] for entity in found["entities"]] == ["CL2026-1002"]


def test_other_goods_named_alone_are_the_same_question_again(parse: Any) -> None:
    (question,) = parse("说错了，我问的是手套")["questions"]
    assert question["text"] == "手套"
    assert [(entity["entity"], entity["value"]) for entity in question["entities"]] == [("follow_up", "other")]


def test_the_answer_is_kept_for_whoever_asked(parse: Any) -> None:
    found = parse("不用了，包裹到哪了")
    assert found["text"] == "不用了，包裹到哪了"
    assert found["intent"]["name"] == "track_shipment"
    assert [question["text"] for question in found["questions"]] == ["包裹到哪了"]
