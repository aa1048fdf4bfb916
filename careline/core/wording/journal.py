"""The journal in words, for agents and operators: who did what, with which values, and why.

Entries hold codes and values (careline/core/journal.py); what a person wrote, and sentences of older versions, stay as
they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.cases import CloseReason
from careline.core.conditions import Verdict
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.core.journal import Because, What
from careline.core.money import Money
from careline.core.orders import Guarantee, OrderStatus
from careline.core.promises import PromiseKind
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.amounts import money
from careline.core.wording.calls import call_outcome, contact_channel, contact_reason
from careline.core.wording.conditions import ENDED, short
from careline.core.wording.language import Said, is_english
from careline.core.wording.rights import right_name
from careline.core.wording.staff import hours_change, profile_change
from careline.core.wording.states import close_reason, order_status, promise_kind, remedy_kind, remedy_state
from careline.core.wording.times import instant
from careline.core.wording.trouble import block_kind
from understanding.condition_words import Awaited, Then

WHO = {
    "external_desk": Said("外部客服台", "The external desk"),
    "bot": Said("智能助手", "Assistant"),
    "system": Said("系统", "System"),
    "feed": Said("平台", "Shop platform"),
    "platform": Said("平台", "Shop platform"),
    "merchant": Said("商家", "Shop"),
    "consumer": Said("顾客", "Consumer"),
    "operator": Said("运营", "Operator"),
}
WHAT = {
    What.BLOCK_BEGAN: Said("订单卡住了", "The order got stuck"),
    What.BLOCK_CHANGED: Said("卡住的情况有变化", "What is stuck has changed"),
    What.BLOCK_ENDED: Said("不再卡住", "No longer stuck"),
    What.CASE_OPENED: Said("开了服务单", "Case opened"),
    What.CASE_REOPENED: Said("重开服务单", "Case reopened"),
    What.CASE_CLOSED: Said("服务单关闭", "Case closed"),
    What.CASE_RATED: Said("顾客作了评价", "Rated by the consumer"),
    What.CASE_RAISED: Said("服务单升级", "Case raised"),
    What.REMEDY_REQUESTED: Said("登记处理", "Remedy noted"),
    What.REMEDY_CHANGED: Said("处理有进展", "Remedy moved on"),
    What.REMEDY_APPROVED_ONCE: Said("审核通过，还需一人", "Approved by one, another has to agree"),
    What.REMEDY_TOLD: Said("已把结果告诉顾客", "The consumer was told how it ended"),
    What.PROMISE_MADE: Said("答应顾客", "Promised"),
    What.PROMISE_MOVED: Said("答应的时间改了", "Promised for another time"),
    What.PROMISE_KEPT: Said("答应的事已做到", "Promise kept"),
    What.PROMISE_BROKEN: Said("答应的事没按时做到", "Promise not kept in time"),
    What.PROMISE_DROPPED: Said("答应的事不需要了", "Promise no longer needed"),
    What.CONDITION_SET: Said("约好到时代办", "To be done under a condition"),
    What.CONDITION_ENDED: Said("到时代办的约定结束", "The condition has come to its end"),
    What.PHOTO_RECEIVED: Said("收到照片", "Photo received"),
    What.LETTER_SENT: Said("已发函给商家", "Letter sent to the shop"),
    What.MERCHANT_ANSWERED: Said("商家已回复", "The shop answered"),
    What.CONVERSATION_CLOSED: Said("结束会话", "Conversation closed"),
    What.OWNER_CHANGED: Said("会话转手", "Conversation changed hands"),
    What.HANDOFF_RAISED: Said("排到最前", "Moved to the front of the queue"),
    What.HANDOFF_LATE: Said("没有按时回复顾客", "No reply in time"),
    What.OWN_AGENT_NAMED: Said("指定专属客服", "Own agent named"),
    What.DATA_REVEALED: Said("查看了个人信息", "Personal data looked at"),
    What.CALLOUT_PLANNED: Said("安排打电话", "Call planned"),
    What.CALLOUT_RETIMED: Said("改时间再打", "Call moved"),
    What.CALLOUT_DONE: Said("外呼结束", "Calling finished"),
    What.CALLOUT_CANCELLED: Said("取消外呼", "Call cancelled"),
    What.CALL_DIALLED: Said("拨出电话", "Dialled"),
    What.CALL_ENDED: Said("电话结束", "Call ended"),
    What.AGENT_RUNG: Said("在电话里找人接", "An agent was rung for the caller"),
    What.CALL_PUT_THROUGH: Said("电话接通人工", "The caller was put through"),
    What.NOBODY_TOOK_CALL: Said("电话没有人接过去", "Nobody took the call"),
    What.HANG_UP_ASKED: Said("要求挂断", "Hang-up asked for"),
    What.IDENTIFIED: Said("接电话的是本人", "The consumer answered the phone"),
    What.WRONG_PERSON: Said("接电话的不是本人", "Somebody else answered the phone"),
    What.CALLBACK_WISHED: Said("希望回电", "Wants a call back"),
    What.CALLBACK_LEFT_TO_PERSON: Said("回电交给人工", "The call back is left to a person"),
    What.OPTED_OUT: Said("要求不再联系", "Opted out"),
    What.OPTED_IN: Said("同意恢复联系", "Opted in again"),
    What.CUSTOMER_ERASED: Said("删除了该用户的个人数据", "The consumer's personal data were erased"),
    What.CUSTOMER_EXPORTED: Said("导出了该用户的个人数据", "The consumer's personal data were exported"),
    What.DATA_READ: Said("查看了个人数据", "Personal data were looked at"),
    What.NUMBERS_HELD: Said("号码列入禁呼名单", "Numbers put on the do-not-call list"),
    What.NUMBER_FREED: Said("号码移出禁呼名单", "A number taken off the do-not-call list"),
    What.SMS_PLANNED: Said("安排发短信", "Text message planned"),
    What.SMS_SENT: Said("短信已发出", "Text message sent"),
    What.SMS_REFUSED: Said("短信没有发出", "Text message not sent"),
    What.SMS_UNKNOWN: Said("短信是否发出不明", "Text message: not known whether it was sent"),
    What.SMS_UNDELIVERED: Said("短信没有送达", "Text message not delivered"),
    What.DIALLING_PAUSED: Said("外呼已暂停", "Dialling paused"),
    What.DIALLING_RESUMED: Said("外呼已恢复", "Dialling resumed"),
    What.AGENT_ADDED: Said("新建客服账号", "Agent's login made"),
    What.AGENT_CHANGED: Said("修改客服账号", "Agent's login changed"),
    What.AGENT_DISABLED: Said("停用客服账号", "Agent's login taken away"),
    What.AGENT_ENABLED: Said("恢复客服账号", "Agent's login given back"),
    What.AGENT_INVITED: Said("发出设置密码的链接", "Link to choose a password given out"),
    What.PASSWORD_SET: Said("设置了密码", "Password chosen"),
    What.TEAM_ADDED: Said("新建小组", "Team made"),
    What.TEAM_RENAMED: Said("小组改名", "Team renamed"),
    What.TEAM_REMOVED: Said("删除小组", "Team removed"),
    What.HOURS_CHANGED: Said("修改工作时间", "Working hours changed"),
    What.AUDIT_EXPORTED: Said("导出审计日志", "Audit log exported"),
    What.FACTOR_SET_UP: Said("绑定了验证器", "Authenticator set up"),
    What.FACTOR_TAKEN_AWAY: Said("解除了验证器", "Authenticator taken away"),
    What.RECOVERY_CODE_USED: Said("用恢复码登录", "Signed in with a recovery code"),
    What.RECOVERY_CODES_MADE: Said("重新生成了恢复码", "New recovery codes made"),
    What.IDENTITY_BOUND: Said("公司账号已对应到客服账号", "Company account tied to an agent's login"),
    What.BREAK_GLASS_USED: Said("用应急账号登录", "Signed in with the emergency login"),
    What.REVIEW_APPROVED: Said("语句已采纳", "Sentence approved"),
    What.REVIEW_SKIPPED: Said("语句已跳过", "Sentence skipped"),
    What.REVIEW_REOPENED: Said("语句重新审核", "Sentence opened again"),
    What.REVIEW_WRITTEN: Said("语句写入训练数据", "Sentence written into the training data"),
    What.QUALITY_OPENED: Said("会话待质检", "Conversation up for a quality review"),
    What.QUALITY_SCORED: Said("会话已质检", "Quality review done"),
    What.QUALITY_ANSWERED: Said("客服回复了质检", "The agent answered a quality review"),
}
BECAUSE = {
    Because.BLOCKED: Said("订单卡住了", "The order is stuck"),
    Because.DEADLINE_MISSED: Said("过了约定时间", "The promised time has passed"),
    Because.ORDER_MOVED_ON: Said("订单有了进展", "The order moved on"),
    Because.ANOTHER_IS_STUCK: Said("原来那件解决了，另有一件卡住", "That is settled; something else is stuck"),
    Because.NOTHING_BLOCKED: Said("已经没有卡住的事", "Nothing is stuck any more"),
    Because.CONSUMER_ASKED: Said("顾客要求", "The consumer asked for it"),
    Because.CONSUMER_CONFIRMED: Said("顾客要求并确认", "Asked for and confirmed"),
    Because.CONSUMER_SILENT: Said("顾客没有再提", "The consumer kept silent"),
    Because.CONSUMER_SAID_SETTLED: Said("顾客说已经解决", "The consumer says it is settled"),
    Because.CONSUMER_RATED: Said("顾客评价", "The consumer's rating"),
    Because.CONSUMER_WITHDREW: Said("顾客撤回", "The consumer took it back"),
    Because.CONDITION: Said("顾客事先约好的情况出现了", "The case for which the consumer had wished it"),
    Because.PARCEL_FOUND: Said("顾客说包裹找到了", "The consumer has found the parcel"),
    Because.WITHIN_LIMITS: Said("在权限额度内", "Within the limits"),
    Because.ABOVE_LIMIT: Said("超出额度，需要审核", "Above the limit, needs approval"),
    Because.EVIDENCE_MISSING: Said("还缺凭证", "Evidence is missing"),
    Because.EVIDENCE_CAME: Said("凭证已收到", "The evidence came"),
    Because.EVIDENCE_NEVER_CAME: Said("一直没有收到凭证", "The evidence never came"),
    Because.AGENT_APPROVED: Said("客服审核通过", "Approved by an agent"),
    Because.AGENT_REFUSED: Said("客服审核未通过", "Declined by an agent"),
    Because.AGENT_DID_IT: Said("客服已办好", "Done by an agent"),
    Because.AGENT_RETRIED: Said("客服重新提交", "Tried again by an agent"),
    Because.AGENT_CLOSED: Said("客服结束会话", "Closed by the agent"),
    Because.AGENT_PROMISED: Said("客服答应的", "The agent's word"),
    Because.SHOP_TOLD: Said("已提交商家", "The shop was told"),
    Because.SHOP_ACCEPTED: Said("商家已受理", "The shop took it on"),
    Because.SHOP_DID_IT: Said("商家已办好", "The shop did it"),
    Because.SHOP_REFUSED: Said("商家未同意", "The shop declined"),
    Because.SHOP_FAILED: Said("商家那边没办成", "It did not work at the shop"),
    Because.SHOP_UNREACHABLE: Said("联系不上商家系统", "The shop's system could not be reached"),
    Because.SHOP_SILENT: Said("商家没有按时答复", "The shop did not answer in time"),
    Because.MERCHANT_SILENT: Said("商家一直没有回复", "The shop has not answered"),
    Because.MERCHANT_REPLIED: Said("商家有了回复", "The shop replied"),
    Because.REMEDY_ENDED: Said("处理已有结果", "The remedy has come to its end"),
    Because.PROMISE_DUE: Said("答应的时间到了", "The promised time has come"),
    Because.REMEDY_WISHED: Said("顾客提出要求", "The consumer wants something done"),
    Because.ASKED_FOR_A_PERSON: Said("顾客要求人工", "Asked for a person"),
    Because.DANGER_WORDS: Said("提到投诉机构、法律或曝光", "Named an authority, a court or the press"),
    Because.SELF_HARM: Said("可能伤害自己", "May harm themselves"),
    Because.CHILD_IN_DANGER: Said("孩子有危险", "A child is in danger"),
    Because.FIRE: Said("起火、冒烟或爆炸", "Fire, smoke or an explosion"),
    Because.POISONING: Said("中毒或误食", "Poisoning"),
    Because.INJURY: Said("有人受伤", "Somebody is hurt"),
    Because.THREAT_TO_OTHERS: Said("扬言伤人", "Threatens others"),
    Because.THREATENED: Said("人身安全受到威胁", "Is threatened or attacked"),
    Because.MONEY_ALREADY_SENT: Said("遇到诈骗，钱或验证码已经给了", "Fraud: money or a code is already given"),
    Because.FRAUD_UNDER_WAY: Said("正在遭遇诈骗", "Fraud under way"),
    Because.ACCOUNT_TAKEN_OVER: Said("账号被人动过", "Account taken over"),
    Because.PAID_BUT_UNPAID: Said("付了款却显示没付", "Paid, but shown as unpaid"),
    Because.NOT_UNDERSTOOD: Said("智能助手没听懂", "The assistant did not understand"),
    Because.OFFER_ACCEPTED: Said("同意转人工", "Accepted the offer of a person"),
    Because.CONSUMER_COMPLAINED: Said("投诉", "Complaint"),
    Because.CLAIMED_AT_DESK: Said("人工台接手", "Taken at the desk"),
    Because.TOOK_THE_CALL: Said("接了电话", "Took the call"),
    Because.RETURNED_TO_BOT: Said("交还智能助手", "Returned to the assistant"),
    Because.GIVEN_BY_ROUTING: Said("自动分配", "Given by routing"),
    Because.TRANSFERRED: Said("同事转接", "Passed on by a colleague"),
    Because.TAKEN_OVER: Said("主管接管", "Taken over by a supervisor"),
    Because.SUPERVISOR_ASSIGNED: Said("主管指派", "Assigned by a supervisor"),
    Because.AGENT_GONE: Said("原客服掉线，按原来的位置排队", "The agent's page has died; waits in the old place"),
    Because.CONSUMER_LEFT_QUEUE: Said("顾客不等人工了", "The consumer goes on with the assistant"),
    Because.NO_REPLY_IN_TIME: Said("超过回复时限", "Past the time for a reply"),
    Because.NEW_USER_BLOCKED: Said("新用户订单卡住", "A new user's order is stuck"),
    Because.AGENT_READS: Said("客服处理时查看", "An agent needed it"),
    Because.LOGIN_TAKEN_AWAY: Said("原客服已离岗，重新排队", "The agent has left; waits again"),
    Because.MOVED_TO_APP: Said("转到应用里接着聊", "Goes on in the app"),
    Because.OPERATOR_DECIDED: Said("运营操作", "Decided by the operator"),
    Because.MANAGER_DECIDED: Said("在管理页操作", "Done in the management page"),
    Because.INVITATION: Said("凭邀请链接", "By the link given out"),
    Because.AGENT_WISHED: Said("本人操作", "The agent did it"),
    Because.PROVIDER_SAID: Said("身份系统给出的信息", "The identity provider said so"),
    Because.PASSWORDS_ARE_OFF: Said("密码登录已关闭，只留应急账号", "Passwords are off but for emergencies"),
    Because.REVIEWER_DECIDED: Said("审核人员决定", "Decided by the reviewer"),
    Because.DRAWN_BY_LOT: Said("随机抽到", "Drawn by lot"),
    Because.AGENT_ACKNOWLEDGED: Said("客服认可", "The agent agrees"),
    Because.AGENT_OBJECTED: Said("客服有异议", "The agent objects"),
    Because.SAID_GOODBYE: Said("顾客道别", "Said goodbye"),
    Because.LOGIN_MADE: Said("新账号", "A new login"),
    Because.CONSUMER_SAID_SO: Said("顾客自己说的", "The consumer said so"),
    Because.CONSUMER_OPTED_OUT: Said("顾客要求不再联系", "The consumer opted out"),
    Because.CALLEE_UNNAMED: Said("对方没有说明身份", "The callee did not say who they are"),
    Because.SOMEBODY_ELSE: Said("家人或旁人接的电话", "Somebody else of the household answered"),
    Because.NOTHING_HEARD: Said("没有听到声音", "Nothing was heard"),
    Because.CALL_OVER: Said("电话已结束", "The call was over"),
    Because.MACHINE_ANSWERED: Said("接听的是机器", "A machine answered"),
    Because.WINDOW_OR_CAP: Said(
        "不在可拨打时间，或次数已满", "Outside the hours for calls, or the daily limit is reached"
    ),
    Because.NUMBER_BUSY: Said("这个号码正在通话", "The number is being called already"),
    Because.STUCK_IN_QUEUE: Said("一直排在线路队列里", "Stuck in the carrier's queue"),
    Because.CALL_NOT_FOUND: Said("线路查不到这通电话", "The carrier knows of no such call"),
    Because.CALL_FORGOTTEN: Said("线路已经没有这通电话的记录", "The carrier has forgotten the call"),
    Because.CARRIER_BUSY: Said("线路繁忙", "The carrier is busy"),
    Because.CARRIER_SILENT: Said("线路没有答复", "The carrier's answer was lost"),
    Because.CARRIER_TOOK_IT: Said("线路已接收", "The carrier has it"),
    Because.CARRIER_REFUSED: Said("线路没有接受", "The carrier refused it"),
    Because.CARRIER_REFUSES_ALL: Said("线路拒绝所有请求", "The carrier refuses everything"),
    Because.NO_CARRIER: Said("没有接电话线路", "There is no carrier"),
    Because.ERASURE_ASKED: Said("用户要求删除数据", "The consumer asked for erasure"),
    Because.AGENT_ASKED: Said("客服点开查看", "An agent asked to see it"),
    Because.NEEDED_FOR_WORK: Said("处理会话需要", "Needed to work on the conversation"),
    Because.NOT_DELIVERED: Said("没有送达", "It was not delivered"),
    Because.NUMBER_CHANGED: Said("用户换了手机号", "The consumer has another number now"),
    Because.SENDER_DIED: Said("发送时程序中断", "The process that sent it died"),
    Because.PLANNING_FAILED: Said("没能安排上", "It could not be planned"),
}
OWNER = {
    Owner.BOT: Said("智能助手", "the assistant"),
    Owner.QUEUE: Said("排队等人工", "the queue"),
    Owner.AGENT: Said("客服", "an agent"),
    Owner.CLOSED: Said("已结束", "closed"),
}


def who_words(who: str, language: str, names: Mapping[str, str]) -> str:
    """The journal's `who`: 智能助手; Assistant. `names` are agents' names by login."""
    if who in WHO:
        return WHO[who].to(language)
    login = who.removeprefix("agent:")
    return names.get(login, login)


def what_words(what: str, data: Mapping[str, Any], language: str, *, now: datetime, time_zone: str) -> str:
    """What happened, with its values: 处理有进展：退款 399 元，已通过; Remedy moved on: Refund CNY 399.00, Approved.

    A value that has no words is left out: a line of the story must never keep the rest of it from being read.
    """
    head = WHAT[What(what)].to(language) if what in set(What) else what.replace("_", " ")
    clock = _Clock(now, time_zone)
    rest = [words for name in _VALUES if (words := _told(name, data, language, clock))]
    if not rest:
        return head
    english = is_english(language)
    return f"{head}{': ' if english else '：'}{(', ' if english else '，').join(rest)}"


def why_words(why: str, language: str) -> str:
    """A reason: a code of ours in words, anything else as it was written."""
    if why in set(Because):
        return BECAUSE[Because(why)].to(language)
    if why in set(Why):
        return contact_reason(Why(why), language)
    if why in set(Outcome):
        return call_outcome(Outcome(why), language)
    if why in set(CloseReason):
        return close_reason(CloseReason(why), language)
    return why


class _Clock(NamedTuple):
    """Where and when the line is read."""

    now: datetime
    time_zone: str


def _told(name: str, data: Mapping[str, Any], language: str, clock: _Clock) -> str:
    if data.get(name) is None:
        return ""
    try:
        return _VALUES[name](data, language, clock)
    except (ValueError, KeyError, TypeError):
        return ""


def _remedy(data: Mapping[str, Any], language: str, _clock: _Clock) -> str:
    """退款 399 元; Refund CNY 399.00."""
    name = remedy_kind(RemedyKind(data["remedy"]), language, variant=data.get("variant"))
    amount, currency = data.get("amount"), data.get("currency")
    return f"{name} {money(Money.parse(amount, currency), language)}" if amount and currency else name


def _due(data: Mapping[str, Any], language: str, clock: _Clock) -> str:
    at = instant(datetime.fromisoformat(data["due_at"]), clock.now, clock.time_zone, language)
    return f"by {at}" if is_english(language) else f"{at} 前"


def _condition(data: Mapping[str, Any], language: str, _clock: _Clock) -> str:
    """没发货就申请退款; not sent: ask for a refund."""
    return short(Awaited(data["awaited"]), Then(data["deed"]), language, once=bool(data["once"]))


def _wished_for(data: Mapping[str, Any], language: str, clock: _Clock) -> str:
    return instant(datetime.fromisoformat(data["wished_for"]), clock.now, clock.time_zone, language)


_SHOWN: Mapping[str, Said] = MappingProxyType(
    {
        "conversation": Said("聊天记录", "the conversation"),
        "number": Said("号码", "number"),
        "phone": Said("手机号", "phone number"),
        "name": Said("姓名", "name"),
        "address": Said("收货地址", "address"),
        "photo": Said("照片", "photo"),
        "invoice": Said("发票信息", "invoice details"),
    }
)
"""What was looked at of a consumer's data."""
_VALUES: Mapping[str, Callable[[Mapping[str, Any], str, _Clock], str]] = MappingProxyType(
    {
        "block": lambda data, language, _: block_kind(BlockKind(data["block"]), language),
        "status": lambda data, language, _: order_status(OrderStatus(data["status"]), language),
        "remedy": _remedy,
        "guarantee": lambda data, language, _: right_name(Guarantee(data["guarantee"]), language),
        "after": lambda data, language, _: remedy_state(RemedyState(data["after"]), language),
        "promise": lambda data, language, _: promise_kind(PromiseKind(data["promise"]), language),
        "deed": _condition,
        "due_at": _due,
        "verdict": lambda data, language, _: ENDED[Verdict(data["verdict"])].to(language),
        "wished_for": _wished_for,
        "reason": lambda data, language, _: close_reason(CloseReason(data["reason"]), language),
        "owner": lambda data, language, _: OWNER[Owner(data["owner"])].to(language),
        "n": lambda data, language, _: Said(f"第 {data['n']} 次", f"attempt {data['n']}").to(language),
        "outcome": lambda data, language, _: call_outcome(Outcome(data["outcome"]), language),
        "channel": lambda data, language, _: contact_channel(Channel(data["channel"]), language),
        "before": lambda data, language, _: profile_change(data, language),
        "hours": lambda data, language, _: hours_change(data, language),
        "renamed": lambda data, _language, __: " → ".join(data["renamed"]),
        "rows": lambda data, language, _: Said(f"{data['rows']} 条", f"{data['rows']} rows").to(language),
        "field": lambda data, language, _: _SHOWN[data["field"]].to(language),
        "kind": lambda data, language, _: _SHOWN[data["kind"]].to(language),
        "score": lambda data, language, _: Said(f"{data['score']} 分", f"{data['score']} of 5").to(language),
    }
)
"""Which of an entry's values are told, and how, in this order."""
