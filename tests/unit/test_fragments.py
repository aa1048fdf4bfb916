"""Which messages wait for a moment: greetings, openings and bare nouns, and never what could be answered at once."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import understanding.fragments
from careline.bot_side import WRITTEN
from understanding.fragments import Piece, piece_of

pytestmark = pytest.mark.unit

TALKS = sorted(WRITTEN.glob("*.yml"))
GREETS = re.compile(r"在|有人|[您你]好|hi|hello|hey|good (?:morning|evening|afternoon)", re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "在吗", "在吗？", "你好", "您好，在吗", "喂喂", "亲", "hi", "Hello?", "hi there", "anyone there?",
        "我那个炸锅", "羊毛围巾", "我买的那双鞋", "我上次买的东西", "昨天买的键盘", "我家那台洗衣机",
        "my fryer", "the blue scarf",
        "请问一下", "我想问一下", "是这样的", "so", "quick question", "我那个炸锅，", "咖啡机…",
    ],
)  # fmt: skip
def test_pieces_wait_for_more(text: str) -> None:
    assert piece_of(text) is Piece.FRAGMENT


@pytest.mark.parametrize(
    "text",
    [
        "四天了没动静", "怎么还没发货", "退款", "我要退货", "炸锅坏了", "到哪了", "几号到", "催一下", "改地址",
        "谢谢", "好的", "嗯", "不用", "行", "是的", "对", "1", "尾号2016", "第二个", "2", "👍", "。。。", "？",
        "发票", "没收到",
        "快递呢", "赔多少", "急",
        "where is it", "my order?", "yes", "no thanks", "ok", "it broke", "refund", "CL2026-0001",
        "what's up with my fryer",
        "杭州市西湖区文三路一号三单元", "a very long list of things", "四天",
    ],
)  # fmt: skip
def test_what_can_be_answered_is_answered_at_once(text: str) -> None:
    assert piece_of(text) is Piece.WHOLE


@pytest.mark.parametrize(
    "text",
    ["转人工", "充电的时候冒烟了", "有人打电话让我转账", "我要起诉", "I got an electric shock", "call the police"],
)
def test_danger_and_the_wish_for_a_person_stand_alone(text: str) -> None:
    assert piece_of(text) is Piece.ALONE


@pytest.mark.parametrize("text", ["灰色", "羊毛围巾", "my scarf", "在吗"])
def test_an_answer_to_our_question_is_no_piece(text: str) -> None:
    assert piece_of(text, asked=True) is Piece.WHOLE


def test_of_what_people_write_hardly_anything_has_to_wait() -> None:
    """The first words of the rehearsed conversations, which stand for lone messages."""
    first = [
        next(iter(one["talk"]), {}).get("consumer")
        for path in TALKS
        for one in yaml.load(path.read_text(), yaml.CSafeLoader)
    ]
    said = [text for text in first if text]
    waiting = [text for text in said if piece_of(text) is Piece.FRAGMENT and not GREETS.match(text)]
    assert len(said) > 200
    assert len(waiting) <= 0.02 * len(said), waiting


def test_a_long_run_of_greetings_takes_no_time() -> None:
    for text in ("喂" * 4000 + "x", "hi " * 1300 + "x", "亲" * 4000, "a " * 2000):
        assert piece_of(text) in Piece


@given(st.text(max_size=60))
def test_any_text_is_one_of_the_three_whatever_its_spaces(text: str) -> None:
    assert piece_of(text) in Piece
    assert piece_of(f" {text}\n") is piece_of(text)


def test_the_package_needs_the_standard_library_only() -> None:
    """Both Pythons import it, one of which is 3.10."""
    for path in Path(understanding.fragments.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"), feature_version=(3, 10))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(name.split(".")[0] in sys.stdlib_module_names | {"understanding"} for name in names), path
