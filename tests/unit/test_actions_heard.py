"""What was heard, put off to a later turn and joined with its neighbour."""

from __future__ import annotations

import json

import pytest

from actions.heard import Heard
from understanding.context import Question
from understanding.deeds import Verb
from understanding.reading import Reading, read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

HEARD = Heard(
    intent="ask_refund_status", confidence=0.9, said=Reading("上周买的鞋 退款到哪了", " 鞋 退款到哪了"),
    entities={"bought_on": ("week-1",)}, ranking=("ask_refund_status",), matters={"refund": 0.8}, asks={"status": 0.7},
    readings=(Question(Matter.REFUND, Ask.STATUS, sure=0.8, ask_sure=0.7, named=True),),
)  # fmt: skip


def test_what_waits_is_the_same_after_json() -> None:
    assert Heard.remembered(json.loads(json.dumps(HEARD.told()))) == HEARD


def test_its_further_questions_do_not_wait_with_it() -> None:
    one = Heard(**{**{name: getattr(HEARD, name) for name in HEARD.__dataclass_fields__}, "questions": (HEARD,)})
    assert Heard.remembered(one.told()) == HEARD


def test_a_word_in_answer_is_heard_without_what_goes_on_behind_it() -> None:
    whole = Heard(
        intent="ask_refund_status",
        confidence=0.9,
        said=read("算了，鞋什么时候发"),
        entities={"goods": ("鞋",)},
        ranking=(),
    )
    word = whole.said.leading_word(Verb.CANCEL)
    assert word is not None
    alone = whole.only_word(word)
    assert (alone.intent, alone.said, alone.entities) == ("deny", read("算了"), {})
    assert word.behind == Reading("鞋什么时候发", "算了，鞋什么时候发")


def test_two_clauses_are_one_question() -> None:
    then = Heard(intent="ask_guarantee", confidence=0.9, said=read("赔不赔"), entities={"place": ("2",)}, ranking=())
    joined = then.joined(HEARD, then)
    assert joined.intent == "ask_guarantee"
    assert joined.said == Reading("上周买的鞋 退款到哪了 赔不赔", " 鞋 退款到哪了 赔不赔")
    assert joined.entities == {"bought_on": ("week-1",), "place": ("2",)}
