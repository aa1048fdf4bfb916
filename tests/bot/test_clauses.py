from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.clauses import LONGEST, MOST_CLAUSES, Clause, halves, split
from bot.components.questions import SURE, questions_in


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("什么时候发货？运费多少？", ["什么时候发货？", "运费多少？"]),
        ("到哪了 另外帮我开发票", ["到哪了", "另外帮我开发票"]),
        ("退款到账了吗运费险赔不赔", ["退款到账了吗", "运费险赔不赔"]),
        ("我买的鞋子还没到，什么时候能到？运费谁出啊", ["我买的鞋子还没到，什么时候能到？", "运费谁出啊"]),
        ("where is it? who pays the postage", ["where is it?", "who pays the postage"]),
        ("how do i return it and when do i get my money", ["how do i return it", "and when do i get my money"]),
        ("怎么退?  怎么换?  多久?  谁出?  几天?", ["怎么退?", "怎么换?", "多久?", "谁出?  几天?"]),
        ("电饭煲退款到现在没到账！！杯子又拖着不发货！！", ["电饭煲退款到现在没到账！！", "杯子又拖着不发货！！"]),
        ("大衣给我取消了，台灯不好看我要退货", ["大衣给我取消了，", "台灯不好看我要退货"]),
        # one question, or none
        ("都三天了，还没发货，到底什么时候发", []),
        ("在吗？请问什么时候发货", []),
        ("帮我看一下，退款到哪了", []),
        ("我昨天申请退款了，怎么还没到账", []),
        ("还有多久到啊", []),
        ("你们还有货吗", []),
        ("可不可以快一点，急用", []),
        ("black and white shoes, are they in stock?", []),
        ("can you help me? where is my order?", []),
        ("", []),
        ("？？？", []),
    ],
)
def test_a_message_is_cut_where_another_question_begins(text: str, clauses: list[str]) -> None:
    assert [clause.text for clause in split(text)] == clauses


@given(st.text(st.sampled_from("什么时候吗呢退款 ，？?!.还有另外and how我要帮123\n么了"), max_size=80))
def test_clauses_are_stretches_of_the_message_in_order(text: str) -> None:
    clauses = split(text)
    assert len(clauses) != 1
    assert len(clauses) <= MOST_CLAUSES
    end = 0
    for clause in clauses:
        assert clause.start >= end
        assert text[clause.start : clause.end] == clause.text.strip() != ""
        end = clause.end


@pytest.mark.parametrize("sign", ["吗", "吗？", "什么，", "how and ", "帮我 ", "请给我"])
def test_a_hostile_message_takes_no_time(sign: str) -> None:
    text = (sign * LONGEST)[:LONGEST]
    start = time.process_time()
    split(text)
    assert time.process_time() - start < 0.25  # quadratic patterns take minutes


def ranked(name: str, confidence: float = 0.9, **others: float) -> list[dict[str, Any]]:
    guesses = {name: confidence, **others}
    return [{"name": name, "confidence": confidence} for name, confidence in guesses.items()]


def asked(*parts: tuple[str, list[dict[str, Any]]], entities: list[dict[str, Any]] | None = None) -> list[str]:
    clauses, start = [], 0
    for text, _ in parts:
        clauses.append(Clause(text, start, start + len(text)))
        start += len(text)
    found = questions_in(clauses, [ranking for _, ranking in parts], entities or [])
    return [question["intent"]["name"] for question in found]


def test_clear_questions_are_kept_in_order() -> None:
    parts = [("开个发票", ranked("ask_invoice")), ("到哪了", ranked("track_shipment"))]
    assert asked(*parts) == ["ask_invoice", "track_shipment"]


def test_a_clause_that_is_not_clear_is_no_question() -> None:
    parts = [("开个发票", ranked("ask_invoice")), ("那个啥", ranked("track_shipment", SURE - 0.01))]
    assert asked(*parts) == ["ask_invoice"]


def test_doubt_between_two_that_are_one_question_is_no_doubt() -> None:
    doubtful = ranked("ask_dispatch_time", 0.45, ask_dispatch=0.4)
    assert asked(("发了吗", doubtful), ("发票呢", ranked("ask_invoice"))) == ["ask_dispatch_time", "ask_invoice"]


def test_the_same_question_twice_is_one() -> None:
    parts = [("怎么还不发", ranked("ask_dispatch", 0.7)), ("什么时候发", ranked("ask_dispatch_time", 0.8))]
    assert asked(*parts) == ["ask_dispatch_time"]


def test_the_same_question_about_two_orders_is_two() -> None:
    numbers = [
        {"entity": "order_no", "value": value, "start": start, "end": start + 4}
        for value, start in (("1111", 0), ("2222", 8))
    ]
    parts = [("1111发了吗？", ranked("ask_dispatch")), ("2222发了吗？", ranked("ask_dispatch"))]
    assert asked(*parts, entities=numbers) == ["ask_dispatch", "ask_dispatch"]


def test_courtesies_are_no_questions_and_a_stranger_only_a_sure_one() -> None:
    thanks = ("谢谢你啊", ranked("thank"))
    assert asked(thanks, ("到哪了", ranked("track_shipment"))) == ["track_shipment"]
    other = "那天气到底怎么样呢"
    assert asked((other, ranked("out_of_scope", 0.95)), ("到哪了", ranked("track_shipment"))) == [
        "out_of_scope",
        "track_shipment",
    ]
    assert asked((other, ranked("out_of_scope", 0.85)), ("到哪了", ranked("track_shipment"))) == ["track_shipment"]


def read_as(matter: str, ask: str, sure: float = 0.9) -> dict[str, Any]:
    return {"readings": [{"matter": matter, "ask": ask, "sure": sure, "ask_sure": sure}]}


@pytest.mark.parametrize(
    ("readings", "questions"),
    [
        ([read_as("return", "where_to"), read_as("return", "when")], 2),  # whatever the intents made of them
        ([read_as("delivery", "why"), read_as("delivery", "when")], 1),  # how it stands, in one answer
        ([read_as("delivery", "why"), read_as("refund", "when")], 2),
        ([read_as("refund", "may_i"), read_as("refund", "do_it")], 1),
        ([read_as("damage", "report"), read_as("refund", "how_much")], 1),  # a trouble told is the reason
        ([read_as("return", "where_to"), read_as("return", "when", sure=0.4)], 1),
    ],
)
def test_what_is_surely_read_tells_questions_apart(readings: list[dict[str, Any]], questions: int) -> None:
    clauses = [Clause("往哪边邮寄呢", 0, 6), Clause("最晚是哪天呢", 7, 13)]
    unclear = [[{"name": "track_shipment", "confidence": 0.3}]] * 2
    assert len(questions_in(clauses, unclear, [], readings)) == questions


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("yes do that. how long will it take", ["yes do that", "how long will it take"]),
        ("行 就重发 别再走那家了", ["行", "就重发 别再走那家了"]),
        ("算了我还是要的，你跟店家说一声", ["算了我还是要的", "你跟店家说一声"]),
        ("yes please", []),
        ("好的。", []),
        ("the parcel that I ordered for my mother last week. where is it", []),
        ("ok 那就退吧 顺便催下", ["ok 那就退吧", "顺便催下"]),
        ("行就申领顺便催一下", ["行就申领", "顺便催一下"]),
        ("那就补吧几天能到呀", ["那就补吧", "几天能到呀"]),
        (
            "go ahead and claim it and can you get someone to call",
            ["go ahead and claim it", "and can you get someone to call"],
        ),
    ],
)
def test_the_first_words_are_cut_from_what_follows(text: str, both: list[str]) -> None:
    assert [half.text for half in halves(text)[:2]] == both


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("行 就申领 顺便再催催", ["就申领", "顺便再催催"]),
        ("可以，换吧，另外那单的运费也退我", ["换吧，", "另外那单的运费也退我"]),
        ("好，退吧，运费谁出，还有，钱退到哪，几天", ["退吧，", "运费谁出，", "还有，钱退到哪，几天"]),
        ("sure. send it. and my lamp?", ["send it.", "and my lamp?"]),
        ("yes. and also", []),
        ("领吧，不用再催了，谢谢", ["不用再催了，", "谢谢"]),
        ("ok. and I also want the invoice", []),
        ("好的 就这样", []),
    ],
)
def test_what_follows_the_first_words_is_cut_into_its_parts(text: str, parts: list[str]) -> None:
    assert [part.text for part in halves(text)[2:]] == parts


@given(st.text(alphabet="好的行退yes ,.，。！\n", max_size=80))
def test_halves_are_stretches_of_the_message(text: str) -> None:
    for half in halves(text):
        assert text[half.start : half.end] == half.text
