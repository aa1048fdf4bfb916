"""A part that is wished for instead of the whole, as people of both languages put it."""

from __future__ import annotations

import pytest

from understanding.spare_parts import part_lacking, parts_wished

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("不用整个换，给我补个盖子就行", "盖子"),
        ("能不能只寄个新的充电线", "充电线"),
        ("换个电池就好", "电池"),
        ("就缺一包螺丝 寄给我吧", "螺丝"),
        ("说明书能发我一份吗", "说明书"),
        ("遥控器单独补一个行不", "遥控器"),
        ("把壶盖补给我", "壶盖"),
        ("给我来两颗螺丝", "螺丝"),
        ("要不补根数据线", "数据线"),
        ("耳塞给我寄一副", "耳塞"),
        ("can you just send me the lid", "lid"),
        ("just send a new cable", "cable"),
        ("could i get a replacement charging cable instead of sending everything back", "charging cable"),
        ("i only need the left leg", "left leg"),
        ("all I need is the bag of screws", "bag of screws"),
        ("could they post me a spare remote", "remote"),
        ("I'd like a new handle for it", "handle"),
        ("I don't want a new pan, I want a lid", "lid"),
        ("can the shop send out just the missing bolts", "bolts"),
    ],
)
def test_a_part_is_wished_for(said: str, part: str) -> None:
    assert parts_wished(said) == (part,)


@pytest.mark.parametrize(
    "said",
    [
        "盖子裂了", "给我换个新的", "给我发货", "整套换吧 盖子也坏了", "不要换盖子 退钱", "要盖子的那款", "说明书没有",
        "send me a new one", "send me a new lamp", "the lid is cracked", "i want a refund the lid is broken",
        "please replace the whole thing, lid and all", "do you have a manual", "give me the tracking",
        "get me a person for parts",
    ],
)  # fmt: skip
def test_a_part_that_is_only_told_of_is_wished_for_by_nobody(said: str) -> None:
    assert not parts_wished(said)


def test_several_parts_are_named_in_their_order() -> None:
    assert parts_wished("补个螺丝补个合页就中 不用整个柜子给俺换") == ("螺丝", "合页")


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("按说明书装到一半，发现少了一包螺丝", "螺丝"),
        ("遥控器没有，说明书倒是在", "遥控器"),
        ("followed the manual and found no screws", "screws"),
        ("the charger is missing", "charger"),
        ("盖子裂了", ""),
        ("说明书看不懂", ""),
    ],
)
def test_the_part_that_did_not_come_is_named_and_no_other(said: str, part: str) -> None:
    assert part_lacking(said) == part
