"""What an agent sees: everything about the order, nothing that identifies the person, nobody else's conversations."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from careline.cases.service import Wish, answered, request_remedy
from careline.contacts.service import note_contact
from careline.conversations.messages import MOST_SHOWN
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.core.guarantees import rights_of
from careline.core.journal import Because
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import RemedyKind
from careline.core.routing import Priority
from careline.desk.agents import Agent, set_presence
from careline.desk.context import conversation_of
from careline.desk.service import Desk, NotYoursError
from careline.desk.views import item_of, queue_of
from careline.ids import new_id
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.desk import handoffs
from tests.desk_floor import asks_for_a_person, hired, paid, reader, says, told
from tests.factories import NOW, ago, ahead, instant, right, yuan
from tests.rules import RULES

pytestmark = pytest.mark.store

SEARCH = (Phase.explicit, Phase.generate)  # to shrink a failure on a database takes minutes
SECRETS = ("+8613812345678", "13812345678", "林晓雨", "文化路168号", "1203")
ADDRESS = {
    "recipient": "林晓雨", "phone": "+8613812345678", "region": "浙江省", "city": "杭州市",
    "detail": "西湖区文化路168号翠湖名邸6栋1203室",
}  # fmt: skip
LIN = {"phone": "+8613812345678", "name": "林晓雨"}


@pytest.fixture
async def li(database: Database) -> Agent:
    return await hired(database, "li", name="李婷", languages=("zh-CN", "en"))


@pytest.fixture
async def stuck(database: Database) -> UUID:
    """林晓雨's order is twelve hours late, and she has asked for a person."""
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60, customer=LIN, address=ADDRESS))
    return await asks_for_a_person(database, "u-lin", ago(minutes=4), why=Because.NOT_UNDERSTOOD, skill="logistics")


async def _queue(database: Database, agent: Agent, language: str = "zh-CN") -> dict[str, Any]:
    async with database.begin() as tx:
        shown: dict[str, Any] = (await queue_of(tx, reader(agent, NOW, language))).model_dump(mode="json")
    return shown


async def _conversation(database: Database, agent: Agent, which: UUID, language: str = "zh-CN") -> dict[str, Any]:
    async with database.begin() as tx:
        shown: dict[str, Any] = (await conversation_of(tx, agent, which, NOW, language, RULES)).model_dump(mode="json")
    return shown


async def test_who_waits_is_shown_with_the_trouble_and_without_the_person(
    database: Database, li: Agent, stuck: UUID
) -> None:
    [item] = (await _queue(database, li))["waiting"]
    assert item == {
        "conversation_id": str(stuck),
        "channel": "app",
        "language": "zh-CN",
        "customer": {"customer_id": "u-lin", "name": "林**"},
        "new_user": True,
        "order_id": "CL2026-0001",
        "title": "羊毛大衣 红 M",
        "blocks": ["dispatch"],
        "why": "智能助手没听懂",
        "skill": "logistics",
        "priority": int(Priority.BLOCKED_NEW_USER),
        "queued_at": "2026-11-24T03:56:00Z",
        "last": {"from": "consumer", "text": "转人工", "at": "2026-11-24T03:56:00Z"},
        "dedicated": False,
        "owner": "queue",
        "agent": None,
        "own_agent": None,
        "team": None,
        "order_number": "CL2026-0001",
        "goods": "羊毛大衣 红 M",
        "priority_text": "新用户卡单",
        "waiting_since": "2026-11-24T03:56:00Z",
        "timer": {"what": "first_reply", "due_at": "2026-11-24T03:59:00Z", "late": True},
        "reads": True,
        "rank": int(Priority.BLOCKED_NEW_USER),
        "mine": False,
        "epoch": 2,
    }


async def test_nothing_at_the_desk_identifies_the_person(database: Database, li: Agent, stuck: UUID) -> None:
    await Desk(database, RULES).claim(li, stuck, NOW)
    shown = json.dumps([await _queue(database, li), await _conversation(database, li, stuck)], ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in shown] == []


async def test_the_person_is_masked_but_can_be_spoken_with(database: Database, li: Agent, stuck: UUID) -> None:
    shown = await _conversation(database, li, stuck)
    assert shown["customer"] == {
        "customer_id": "u-lin",
        "name": "林**",
        "phone": "138****5678",
        "new_user": True,
        "orders_so_far": 1,
        "locale": "zh-CN",
        "time_zone": "Asia/Shanghai",
        "local_time": "2026-11-24T12:00:00+08:00",
    }
    assert shown["order"]["address"] == {"city": "杭州市", "detail": "西湖区****", "recipient": "林**"}


async def test_of_an_endless_conversation_the_latest_is_shown(database: Database, li: Agent, stuck: UUID) -> None:
    async with database.begin() as tx:
        endless = """
        INSERT INTO messages (message_id, conversation_id, customer_id, channel, seq, author, text, buttons, cards, at)
        SELECT gen_random_uuid(), conversation_id, customer_id, channel, seq + n, author, 'n' || n, buttons, cards, at
        FROM messages, generate_series(1000, 2000 + :most) AS n WHERE seq = 1 AND conversation_id = :which"""
        await tx.execute(text(endless), {"which": stuck, "most": MOST_SHOWN})
    said = [one["text"] for one in (await _conversation(database, li, stuck))["messages"]]
    assert (len(said), said[0], said[-1]) == (MOST_SHOWN, "n2001", f"n{2000 + MOST_SHOWN}")


async def test_a_conversation_with_the_bot_is_in_nobodys_list(database: Database, li: Agent) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    await says(database, "u-lin")
    queue = await _queue(database, li)
    assert (queue["waiting"], queue["mine"]) == ([], [])


async def test_a_claimed_conversation_moves_to_its_agents_own_and_leaves_every_other_list(
    database: Database, li: Agent, stuck: UUID
) -> None:
    wu = await hired(database, "wu")
    await Desk(database, RULES).claim(li, stuck, NOW)
    queue, others = await _queue(database, li), await _queue(database, wu)
    assert [item["conversation_id"] for item in queue["mine"]] == [str(stuck)]
    assert queue["load"] == {"active": 1, "capacity": 5}
    assert (queue["waiting"], others["waiting"], others["mine"]) == ([], [], [])


async def test_anothers_conversation_cannot_be_read(database: Database, li: Agent, stuck: UUID) -> None:
    wu, boss = await hired(database, "wu"), await hired(database, "boss", role="supervisor")
    await Desk(database, RULES).claim(li, stuck, NOW)
    with pytest.raises(NotYoursError):
        await _conversation(database, wu, stuck)
    async with database.begin() as tx:
        with pytest.raises(NotYoursError):
            await item_of(tx, reader(wu), stuck)
    assert (await _conversation(database, boss, stuck))["conversation"]["agent"] == {"name": "李婷"}


async def test_the_conversation_says_who_has_it_and_why_a_person_was_asked_for(
    database: Database, li: Agent, stuck: UUID
) -> None:
    asked = {"why": "智能助手没听懂", "requested_at": "2026-11-24T03:56:00Z", "skill": "logistics"}
    waiting = (await _conversation(database, li, stuck))["conversation"]
    assert (waiting["owner"], waiting["epoch"], waiting["agent"], waiting["handoff"]) == ("queue", 2, None, asked)
    await Desk(database, RULES).claim(li, stuck, NOW)
    taken = (await _conversation(database, li, stuck))["conversation"]
    assert (taken["owner"], taken["epoch"], taken["agent"], taken["handoff"]) == ("agent", 3, {"name": "李婷"}, asked)


async def test_the_case_tells_its_blocks_promises_and_story_in_words(
    database: Database, li: Agent, stuck: UUID
) -> None:
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        await request_remedy(tx, Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app"), NOW, RULES)
    await Desk(database, RULES).claim(li, stuck, NOW)
    await Desk(database, RULES).note(li, stuck, "商家说今天发", NOW)
    shown = await _conversation(database, li, stuck)
    case = shown["case"]
    assert [(block["kind"], block["ended_at"]) for block in case["blocks"]] == [("dispatch", None)]
    assert "已超 12 小时" in case["blocks"][0]["text"]
    [promise], [remedy] = case["promised"], case["remedies"]
    assert (promise["what"], promise["about"], promise["state"], promise["by"]) == (
        "答复",
        "催商家处理",
        "open",
        "智能助手",
    )
    assert (promise["at"], promise["by_when"]) == ("2026-11-24T04:00:00Z", "2026-11-25T04:00:00Z")
    assert (remedy["name"], remedy["status"], remedy["by"]) == ("催商家处理", "approved", "智能助手")
    assert (remedy["due_at"], remedy["items"], remedy["answer"]) == ("2026-11-25T04:00:00Z", None, None)
    assert [(entry["who"], entry["what"], entry["why"]) for entry in case["story"]] == [
        ("系统", "开了服务单：发货超时", "订单卡住了"),
        ("系统", "订单卡住了：发货超时", "过了约定时间"),
        ("智能助手", "登记处理：催商家处理", "顾客要求并确认"),
        ("智能助手", "处理有进展：催商家处理，已通过", "在权限额度内"),
        ("智能助手", "答应顾客：答复，明天 12:00 前", "顾客提出要求"),
    ]
    assert [(note["agent"], note["text"]) for note in shown["notes"]] == [({"name": "李婷"}, "商家说今天发")]


async def test_a_remedy_shows_its_goods_its_money_and_the_shops_answer(
    database: Database, li: Agent, stuck: UUID
) -> None:
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.COMPENSATION, who="consumer", channel="hall", amount=yuan("20.00"),
            items=((order.items[0].sku, 1),), right=right(),
        )  # fmt: skip
        remedy = await request_remedy(tx, wish, NOW, RULES)
        told_so = RemedyAnswer(
            remedy_id=str(remedy.remedy_id), status=AnswerStatus.REFUSED, at=ahead(hours=1), reason="已经发货"
        )
        await answered(tx, remedy.remedy_id, told_so, ahead(hours=1), who="platform")
    case = (await _conversation(database, li, stuck))["case"]
    [shown] = case["remedies"]
    assert (shown["status"], shown["status_text"], shown["answer"]) == ("refused", "未通过", "已经发货")
    assert (shown["due_at"], shown["ended_at"]) == (None, "2026-11-24T05:00:00Z")
    assert shown["amount"] == {"amount": "20.00", "currency": "CNY"}
    assert shown["items"] == [{"sku": "coat-red-m", "title": "羊毛大衣 红 M", "quantity": 1}]
    last = next(entry for entry in case["story"] if entry["note"])
    assert (last["who"], last["what"], last["why"], last["note"]) == (
        "平台", "处理有进展：补偿 20 元，按时发货，未通过", "商家未同意", "已经发货",
    )  # fmt: skip
    assert [promise["state"] for promise in case["promised"]] == ["kept"]


async def test_a_block_that_is_over_no_longer_counts_how_late_it_is(database: Database, li: Agent, stuck: UUID) -> None:
    await told(
        database,
        paid("u-lin", "CL2026-0001", 60, status="cancelled", customer=LIN) | {"version": 2},
        now=ahead(hours=1),
    )
    await Desk(database, RULES).claim(li, stuck, NOW)
    [block] = (await _conversation(database, li, stuck))["case"]["blocks"]
    assert (block["ended_at"], block["text"]) == ("2026-11-24T05:00:00Z", "发货超时")


async def test_the_desk_speaks_the_agents_language(database: Database, li: Agent, stuck: UUID) -> None:
    shown = await _conversation(database, li, stuck, "en")
    assert shown["conversation"]["handoff"]["why"] == "The assistant did not understand"
    assert [entry["who"] for entry in shown["case"]["story"]] == ["System", "System"]
    assert shown["order"]["rights"][0]["name"] == "On-time dispatch"


async def test_an_order_is_shown_with_exactly_the_rights_of_core(database: Database, li: Agent, stuck: UUID) -> None:
    shown = await _conversation(database, li, stuck)
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
    assert order
    assert [(right["right"], right["state"]) for right in shown["order"]["rights"]] == [
        (right.right, right.state) for right in rights_of(order, NOW, RULES)
    ]
    assert shown["orders"] == [shown["order"]]


async def test_what_we_claimed_is_counted_in_as_the_consumer_sees_it(
    database: Database, li: Agent, stuck: UUID
) -> None:
    """In progress until the shop answers; then the shop's reason stands beside it."""
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.COMPENSATION, who="consumer", channel="hall", amount=yuan("20.00"),
            right=right(),
        )  # fmt: skip
        remedy = await request_remedy(tx, wish, NOW, RULES)
    late = await _late_dispatch(database, li, stuck)
    assert (late["state"], late["amount"]["amount"], late["deadline"]) == ("claimed", "20.00", "2026-11-25T04:00:00Z")
    no = RemedyAnswer(remedy_id=str(remedy.remedy_id), status=AnswerStatus.REFUSED, at=NOW, reason="已经发货")
    async with database.begin() as tx:
        await answered(tx, remedy.remedy_id, no, NOW, who="platform")
    late = await _late_dispatch(database, li, stuck)
    assert (late["state"], late["deadline"]) == ("expired", None)
    assert late["why"].endswith("：已经发货")


async def _late_dispatch(database: Database, agent: Agent, conversation_id: UUID) -> dict[str, Any]:
    rights = (await _conversation(database, agent, conversation_id))["order"]["rights"]
    [late] = [right for right in rights if right["right"] == "dispatch_on_time"]
    found: dict[str, Any] = late
    return found


async def test_the_longest_overdue_trouble_is_what_a_conversation_is_about(database: Database, li: Agent) -> None:
    await told(
        database,
        paid("u-lin", "CL2026-0001", hours_ago=1),
        paid("u-lin", "CL2026-0002", hours_ago=60),
        paid("u-lin", "CL2026-0003", hours_ago=90),
    )
    conversation_id = await asks_for_a_person(database, "u-lin")
    [item] = (await _queue(database, li))["waiting"]
    assert (item["order_id"], item["blocks"]) == ("CL2026-0003", ["dispatch"])
    shown = await _conversation(database, li, conversation_id)
    assert shown["order"]["order_id"] == "CL2026-0003"
    assert {order["order_id"] for order in shown["orders"]} == {"CL2026-0001", "CL2026-0002", "CL2026-0003"}


async def test_without_trouble_there_is_no_case_and_no_order_in_focus(database: Database, li: Agent) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await asks_for_a_person(database, "u-lin")
    shown = await _conversation(database, li, conversation_id)
    assert (shown["case"], shown["order"]) == (None, None)
    assert [order["order_id"] for order in shown["orders"]] == ["CL2026-0001"]
    [item] = (await _queue(database, li))["waiting"]
    assert (item["order_id"], item["title"], item["blocks"], item["new_user"]) == (None, None, [], True)


async def test_every_message_is_in_the_transcript_once_and_in_order(database: Database, li: Agent, stuck: UUID) -> None:
    desk = Desk(database, RULES)
    await desk.claim(li, stuck, NOW)
    for number in range(5):
        await says(database, "u-lin", f"问题 {number}")
        await desk.reply(li, stuck, new_id(), f"回答 {number}", NOW)
    messages = (await _conversation(database, li, stuck))["messages"]
    assert [message["seq"] for message in messages] == list(range(1, 13))
    assert [message["text"] for message in messages[2:4]] == ["问题 0", "回答 0"]
    assert [message["agent"] for message in messages[:4]] == [None, None, None, {"name": "李婷"}]


async def test_the_agent_sees_when_and_why_we_had_called(database: Database, li: Agent, stuck: UUID) -> None:
    async with database.begin() as tx:
        code = await note_contact(
            tx, "u-lin", Channel.PHONE, about=BlockKind.DISPATCH, origin_id=new_id(), now=ago(hours=2),
            order_id="CL2026-0001",
        )  # fmt: skip
    assert (await _conversation(database, li, stuck))["contacts"] == [
        {
            "channel": "phone", "at": "2026-11-24T02:00:00Z", "about": "订单发货晚了", "agent": None, "code": code,
            "order_id": "CL2026-0001",
        }
    ]  # fmt: skip


async def test_a_parcel_a_refund_and_a_freight_claim_are_shown_as_they_stand(database: Database, li: Agent) -> None:
    cny = "CNY"
    await told(
        database,
        paid(
            "u-lin", "CL2026-0001", 200, status="dispatched",
            parcels=[
                {
                    "parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1",
                    "dispatched_at": instant(ago(hours=180)),
                    "scans": [{"at": instant(ago(hours=170)), "code": "picked_up", "place": "杭州", "text": "已揽收"}],
                }
            ],
            refunds=[
                {
                    "refund_id": "R1", "kind": "refund_only", "reason": "other", "status": "requested",
                    "requested_at": instant(ago(hours=3)), "amount": {"amount": "9.90", "currency": cny},
                }
            ],
            freight={"insured": True, "paid_by_consumer": {"amount": "12.00", "currency": cny}},
        ),
    )  # fmt: skip
    conversation_id = await asks_for_a_person(database, "u-lin")
    [order] = (await _conversation(database, li, conversation_id))["orders"]
    [parcel], [refund] = order["parcels"], order["refunds"]
    assert parcel["last"] == {"at": "2026-11-17T02:00:00Z", "place": "杭州", "text": "已揽收", "code": "picked_up"}
    assert (refund["refund_id"], refund["status"], refund["amount"]["amount"]) == ("R1", "requested", "9.90")
    assert order["freight"] == {
        "insured": True, "paid_by_consumer": {"amount": "12.00", "currency": cny}, "disputed_at": None, "claim": None,
    }  # fmt: skip


async def test_colleagues_are_listed_while_their_page_is_open(database: Database, li: Agent) -> None:
    wu, gone = await hired(database, "wu", name="吴迪"), await hired(database, "gone", name="孙悦")
    async with database.begin() as tx:
        await set_presence(tx, li.agent_id, True, ago(seconds=20))
        await set_presence(tx, wu.agent_id, False, ago(seconds=20))
        await set_presence(tx, gone.agent_id, True, ago(seconds=90))
    online = (await _queue(database, li))["online"]
    assert [(one["name"], one["active"], one["capacity"], one["reserved"], one["state"]) for one in online] == [
        ("吴迪", 0, 5, 1, "away"),
        ("李婷", 0, 5, 1, "online"),
    ]


async def test_the_dedicated_agent_is_told_so(database: Database, li: Agent, stuck: UUID) -> None:
    desk = Desk(database, RULES)
    await desk.claim(li, stuck, NOW)
    await desk.return_to_bot(li, stuck, NOW)
    await asks_for_a_person(database, "u-lin")
    [mine] = (await _queue(database, li))["waiting"]
    [others] = (await _queue(database, await hired(database, "wu")))["waiting"]
    assert (mine["dedicated"], others["dedicated"]) == (True, False)


@pytest.fixture
async def crowd(database: Database) -> list[UUID]:
    """Twelve conversations in the queue, whose handoffs tests may rewrite."""
    consumers = [f"u-{n:02}" for n in range(12)]
    await told(database, *(paid(consumer, f"CL-{consumer}") for consumer in consumers))
    return [await asks_for_a_person(database, consumer) for consumer in consumers]


@given(data=st.data())
@settings(max_examples=25, deadline=None, phases=SEARCH, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_queue_is_in_order_of_priority_then_age(
    database: Database, li: Agent, crowd: list[UUID], data: st.DataObject
) -> None:
    waits = st.tuples(st.sampled_from(Priority), st.integers(0, 90))
    drawn = {which: data.draw(waits) for which in crowd}
    async with database.begin() as tx:
        for which, (priority, minutes) in drawn.items():
            mine = handoffs.c.conversation_id == which
            await tx.execute(
                update(handoffs)
                .where(mine)
                .values(priority=int(priority), rank=int(priority), requested_at=ago(minutes=minutes))
            )
    shown = [drawn[UUID(item["conversation_id"])] for item in (await _queue(database, li))["waiting"]]
    assert len(shown) == len(crowd)
    assert shown == sorted(shown, key=lambda wait: (-wait[0], -wait[1]))


async def test_a_newcomer_of_the_same_priority_never_overtakes(
    database: Database, li: Agent, crowd: list[UUID]
) -> None:
    before = [item["conversation_id"] for item in (await _queue(database, li))["waiting"]]
    await told(database, paid("u-late", "CL-late"))
    late = await asks_for_a_person(database, "u-late", ahead(seconds=1))
    after = [item["conversation_id"] for item in (await _queue(database, li))["waiting"]]
    assert after == [*before, str(late)]


async def test_a_queued_conversation_without_its_handoff_is_still_shown(
    database: Database, li: Agent, stuck: UUID
) -> None:
    """It cannot happen by our own code; if it did, nobody should wait unseen."""
    async with database.begin() as tx:
        await tx.execute(delete(handoffs))
    [item] = (await _queue(database, li))["waiting"]
    assert (item["conversation_id"], item["why"], item["skill"]) == (str(stuck), "", "general")
