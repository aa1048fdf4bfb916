"""What the desk masks, how it tells a line of the story, and which hints it gives."""

from __future__ import annotations

from uuid import UUID

import pytest

from careline.desk.agents import Agent
from careline.desk.masking import masked_detail, masked_name, masked_phone
from careline.desk.push import QUEUE_HINT, Changed, hints
from careline.desk.words import told
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


def test_a_line_of_the_story_has_an_agents_own_words_as_its_note() -> None:
    entry = {
        "at": NOW, "who": "agent:li", "what": "conversation_closed", "why": "agent_closed", "data": {},
        "note": "已补发，明天到",
    }  # fmt: skip
    line = told(entry, "zh-CN", {"li": "李婷"}, now=NOW, time_zone="Asia/Shanghai")
    assert (line.who, line.what, line.why, line.note) == ("李婷", "结束会话", "客服结束会话", "已补发，明天到")


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
