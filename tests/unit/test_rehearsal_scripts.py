"""Written conversations: what may stand in them, and what every situation means by the rules of core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from careline.bot_side import ROOT, WRITTEN
from careline.core.blocks import BlockKind, find_blocks
from careline.core.phrases import short_title
from careline.rehearsal.cast import UnknownWordError, cast
from careline.rehearsal.goods import GOODS
from careline.rehearsal.reading import UnreadableError, read
from careline.rehearsal.script import Conversation
from careline.rehearsal.situations import NOW, SITUATIONS
from tests.rules import RULES

pytestmark = pytest.mark.unit

GOOD = """
- name: 催发货
  orders: {shoes: late_dispatch}
  talk:
    - consumer: 怎么还不发货
      bot: utter_dispatch_late
"""


def written(folder: Path, text: str, name: str = "dispatch.yml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_a_file_gives_its_conversations_under_its_theme(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD, "anger.yml")
    assert [script.title for script in read([tmp_path])] == ["anger: 催发货", "dispatch: 催发货"]


def test_written_conversations_lie_in_one_place() -> None:
    """Where nobody looks for them, they would never be held."""
    assert read([WRITTEN])
    assert not list((ROOT / "tests").rglob("dialogue/*.yml"))


def test_words_that_older_yaml_takes_for_truth_values_stay_words(tmp_path: Path) -> None:
    (script,) = read([written(tmp_path, GOOD.replace("怎么还不发货", "no"))])
    assert script.talk[0].consumer == "no"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "dispatch.yml"),
        ("name: 催发货", "a list of conversations"),
        (GOOD + GOOD, "2 conversations of this name"),
        (GOOD.replace("name: 催发货", "nam: 催发货"), "conversation 1: name: Field required"),
        (GOOD + "  mood: angry\n", "催发货: mood: Extra inputs"),
        (GOOD.replace("bot:", "bots:"), "talk 1 bots: Extra inputs"),
        (GOOD + "  name: 又一个\n", "duplicate key"),
        (GOOD.replace("late_dispatch", "very_late"), "no situation 'very_late'; there are unpaid, just_paid"),
        (GOOD.replace("shoes", "boots"), "no goods 'boots'; there are shoes"),
        (GOOD.replace("{shoes: late_dispatch}", "{}"), "we know consumers by their orders"),
        (GOOD + "      press: 1\n", "exactly one of consumer, press, choose and silent"),
        (GOOD.replace("bot: utter_dispatch_late", "owner: bot"), "a step expects something"),
        (GOOD + "  stranger: {shoes-2: stalled}\n", "nobody could tell whose was spoken of"),
        (GOOD + "  after: {noted: {mug: refund}}\n", "the consumer has no order 'mug'"),
        (GOOD + "  after: {noted: {shoes: applause}}\n", "after noted shoes"),
        (GOOD + "  call: mug\n", "the consumer has no order 'mug'"),
        (GOOD.replace("consumer: 怎么还不发货", "silent: true"), "silence is something that happens on the phone"),
        (GOOD.replace("consumer: 怎么还不发货", "choose: shoes") + "  call: shoes\n", "nobody sees cards on the phone"),
    ],
)
def test_whatever_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnreadableError) as found:
        read([written(tmp_path, text)])
    assert why in str(found.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"missing\.yml"):
        read([tmp_path / "missing.yml"])


def script(situation: str, speaks: str = "zh-CN", **given: Any) -> Conversation:
    talk = [{"consumer": "你好", "bot": "utter_greet"}]
    usual = {"theme": "t", "name": "n", "speaks": speaks, "orders": {"shoes": situation}, "talk": talk}
    return Conversation.model_validate(usual | given)


BLOCKED = {
    "late_dispatch": BlockKind.DISPATCH, "presale_late": BlockKind.DISPATCH, "half_sent_late": BlockKind.DISPATCH,
    "never_picked_up": BlockKind.LOGISTICS, "stalled": BlockKind.LOGISTICS,
    "returning": BlockKind.LOGISTICS, "back_at_shop": BlockKind.LOGISTICS,
    "cancelled_unrefunded_late": BlockKind.REFUND,
    "refund_undecided": BlockKind.REFUND, "refund_overdue": BlockKind.REFUND, "refund_unsent_late": BlockKind.REFUND,
    "return_overdue": BlockKind.REFUND,
    "freight_overdue": BlockKind.FREIGHT, "freight_disputed": BlockKind.FREIGHT,
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("speaks", ["zh-CN", "en"])
def test_a_situation_is_blocked_as_its_name_says_and_in_nothing_else(situation: str, speaks: str) -> None:
    order = cast(script(situation, speaks)).consumer.orders["shoes"]
    found = [block.kind for block in find_blocks(order, NOW, RULES)]
    assert found == ([BLOCKED[situation]] if situation in BLOCKED else [])


def test_two_runs_of_one_conversation_share_nothing_and_a_repetition_looks_alike() -> None:
    first, again, other = cast(script("stalled")), cast(script("stalled")), cast(script("stalled"), run=1)
    assert first == again
    assert not {event["event_id"] for event in first.events} & {event["event_id"] for event in other.events}
    assert first.consumer.customer_id != other.consumer.customer_id


def test_words_in_braces_are_the_orders_facts_as_the_channel_says_them() -> None:
    people = cast(script("stalled"))
    order = people.consumer.orders["shoes"]
    assert people.fill("{shoes} {shoes.total} {shoes.tail} {name}") == f"帆布鞋 129 元 {order.order_id[-4:]} 周敏"
    assert cast(script("stalled", call="shoes")).fill("{shoes.total}") == "一百二十九元"
    with pytest.raises(UnknownWordError, match="known are shoes"):
        people.fill("{boots}")


def test_every_situation_and_every_article_is_explained_to_writers() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rehearsal.md").read_text("utf-8")
    assert [name for name in SITUATIONS if f"`{name}`" not in page] == []
    assert [
        key for key, good in GOODS.items() if f"{key} {short_title(good.title)} {good.price[:-3]}" not in page
    ] == []
