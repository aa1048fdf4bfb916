"""What the desk masks, how it words the journal, and which hints it gives."""

from __future__ import annotations

import ast
from pathlib import Path
from uuid import UUID

import pytest

import careline
from careline.core.callouts import Outcome, Why
from careline.desk.agents import Agent
from careline.desk.masking import masked_detail, masked_name, masked_phone
from careline.desk.push import QUEUE_HINT, Changed, hints
from careline.desk.words import WHAT, handoff_why, told, who_words, why_words
from tests.factories import NOW

pytestmark = pytest.mark.unit

THREAD, LI, WU = (UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("林晓雨", "林**"), ("赵磊", "赵**"), ("Emma Clark", "E** C**"), ("", ""), (" ", ""), ("林", "林**")],
)
def test_of_a_name_only_the_beginning_is_shown(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800000001", "138****0001"),
        ("+6581230001", "+65****0001"),
        ("+14155550123", "+14****0123"),
        ("+4912345", "****"),
        (None, None),
    ],
)
def test_of_a_phone_number_the_middle_is_hidden(number: str | None, shown: str | None) -> None:
    assert masked_phone(number) == shown


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("西湖区文化路168号翠湖名邸6栋2单元1203室", "西湖区****"),
        ("浦东新区世纪大道1号", "浦东新区****"),
        ("文化路168号6栋", "****"),
        ("Flat 12B, 88 Tanjong Pagar Road", "****"),
        ("", ""),
    ],
)
def test_of_a_street_address_at_most_the_district_is_shown(detail: str, shown: str) -> None:
    assert masked_detail(detail) == shown


def test_every_verb_of_the_journal_that_concerns_an_order_is_worded_for_agents() -> None:
    home = Path(careline.__file__).parent.parent
    sources = [path for name in ("careline", "callouts", "actions") for path in (home / name).rglob("*.py")]
    written = {verb for path in sources for verb in _verbs(ast.parse(path.read_text("utf-8")))}
    assert written >= {"case_opened", "remedy_noted"}
    assert written - set(WHAT) == set()


def _verbs(tree: ast.AST) -> set[str]:
    """The literal `what` of every call of the journal's `record` that names an order."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "record")
    named = [{word.arg: word.value for word in call.keywords} for call in calls]
    return {
        str(words["what"].value)
        for words in named
        if "order_id" in words and isinstance(words.get("what"), ast.Constant)
    }


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_we_write_into_the_journal_is_told_in_the_agents_language(language: str) -> None:
    ours = [
        "blocked: dispatch", "remedy: urge_courier", "refund: refund_approved was due",
        "dispatch: the order moved on (version 12, dispatched)", "claimed at the desk", "dispatch: blocked",
        "attempt 2", "asked for, blocked: freight", "call: no_answer", "callback wished: not_new_user", *Why, *Outcome,
    ]  # fmt: skip
    assert [why for why in ours if why_words(why, language) == why] == []


def test_what_a_person_wrote_stays_as_it_is() -> None:
    assert why_words("已补发，明天到", "en") == "已补发，明天到"
    assert handoff_why("我要投诉", "zh-CN") == "我要投诉"


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        ("asked for a person", "用户要求人工"),
        ("call: no_answer", "电话：无人接听"),
        ("callback wished: nothing is blocked", "希望回电，目前没有卡住的事"),
    ],
)
def test_why_a_person_is_needed_is_said_whoever_asked(why: str, shown: str) -> None:
    assert handoff_why(why, "zh-CN") == shown


def test_agents_are_told_by_name_and_machines_by_what_they_are() -> None:
    names = {"li": "李婷"}
    assert [who_words(who, "zh-CN", names) for who in ("agent:li", "agent:gone", "bot", "feed")] == [
        "李婷", "gone", "智能助手", "平台",
    ]  # fmt: skip


def test_a_remedy_is_told_with_what_it_was() -> None:
    entry = {"at": NOW, "who": "bot", "what": "remedy_noted", "why": "x", "data": {"kind": "cancel"}}
    assert [told(entry, language, {}).what for language in ("zh-CN", "en")] == [
        "登记处理：取消订单", "Remedy noted: Cancellation",
    ]  # fmt: skip


def _agent(agent_id: UUID = LI, role: str = "agent") -> Agent:
    return Agent(
        agent_id=agent_id, login="li", name="李婷", role=role, languages=("zh-CN",), skills=(), capacity=5, online=True
    )


def _changed(owner: str, agent_id: UUID | None = None, epoch: int = 2) -> Changed:
    return Changed(conversation_id=THREAD, owner=owner, agent_id=agent_id, epoch=epoch)


THIS = {"type": "conversation", "conversation_id": str(THREAD)}


@pytest.mark.parametrize(
    ("changed", "role", "heard"),
    [
        (_changed("queue"), "agent", [QUEUE_HINT, THIS]),
        (_changed("agent", LI), "agent", [QUEUE_HINT, THIS]),
        (_changed("agent", WU), "agent", [QUEUE_HINT]),
        (_changed("agent", WU), "supervisor", [QUEUE_HINT, THIS]),
        (_changed("bot", epoch=1), "agent", []),
        (_changed("bot", epoch=1), "supervisor", [THIS]),
        (_changed("bot", epoch=4), "agent", [QUEUE_HINT]),
        (_changed("closed", epoch=3), "agent", [QUEUE_HINT]),
    ],
)
def test_a_hint_goes_to_whom_it_concerns(changed: Changed, role: str, heard: list[dict[str, str]]) -> None:
    assert hints(_agent(role=role), [changed], {}) == heard


def test_messages_in_a_colleagues_conversation_are_no_news_once_its_owner_is_known() -> None:
    known: dict[UUID, int] = {}
    told_ = [hints(_agent(), [_changed("agent", WU, epoch=epoch)], known) for epoch in (3, 3, 3, 4)]
    assert told_ == [[QUEUE_HINT], [], [], [QUEUE_HINT]]
