"""Calls and SMS in words: why we called or did not, and what came of it (`careline why`, desk, hall)."""

from __future__ import annotations

from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.contact import Channel, Reason
from careline.core.wording.language import Said, say

CHANNEL = {Channel.PHONE: Said("电话", "Phone call"), Channel.SMS: Said("短信", "Text message")}

WHY = {
    Why.BLOCKED: Said("订单卡住了，打电话说明", "Blocked: a call is planned"),
    Why.CALLBACK_WISHED: Said("用户希望我们回电", "The consumer asked for a call back"),
    Why.NOT_NEW_USER: Said("不是新用户", "Not a new user"),
    Why.BLOCK_OVER: Said("已经不卡了", "Not blocked any more"),
    Why.HOLDOUT: Said("对照组，不外呼", "In the holdout group"),
    Why.COVERED: Said("已有一通电话会一并说明", "Another call covers it"),
    Why.WITH_A_PERSON: Said("人工正在处理", "An agent is on it"),
    Why.REMEDY_IN_HAND: Said("已在处理，还没到答复时间", "A remedy is under way"),
    Why.TALKED_ALREADY: Said("已经跟用户说过了", "Already talked about"),
    Why.HEARD_US: Said("用户听过来电后挂断，不再自动拨打", "They heard us and hung up: no second machine call"),
    Why.LEFT_TO_PERSON: Said("人工已接手，不再自动拨打", "Left to a person"),
    Why.THEY_NAMED_A_TIME: Said("用户另约了时间", "The consumer named a time"),
    Why.ATTEMPTS_USED: Said("拨打次数已用完", "No attempts left"),
    Why.UNKNOWN_FINAL: Said("拨打结果不明，转人工跟进", "Outcome unknown, left to a person"),
    Why.WRONG_PERSON: Said("接电话的不是本人", "Somebody else answered"),
    Why.CARRIER_CANNOT: Said("线路打不了这个号码", "The carrier cannot dial this number"),
    Why.NO_CALL_BACK: Said(
        "当地要求报回电号码，还没有设置", "No number to call back is set, and the law there wants it named"
    ),
    Why.OPTED_OUT: Said("用户要求不再联系", "Opted out"),
    Why.NO_CONSENT: Said("没有联系授权", "No consent"),
    Why.NO_NUMBER: Said("没有电话号码", "No phone number"),
    Why.BAD_NUMBER: Said("号码无效", "The number is not valid"),
    Why.NUMBER_OPTED_OUT: Said("接这个号码的人要求不再联系", "Somebody at this number opted out"),
    Why.WRONG_NUMBER: Said("这个号码是别人的，等平台给新号码", "A stranger's number, until the feed tells another"),
    Why.DO_NOT_CALL: Said("在禁呼名单上", "On the do-not-call list"),
    Why.PREMIUM_NUMBER: Said("高额收费号码，不拨打", "A premium-rate number"),
    Why.SATELLITE_NUMBER: Said("卫星或国际网络号码，不拨打", "A satellite or international network's number"),
    Why.SHARED_COST_NUMBER: Said("分摊付费号码，不拨打", "A shared-cost number"),
    Why.SERVICE_NUMBER: Said("服务热线号码，不是个人电话", "A service number, nobody's own phone"),
    Why.SHORT_NUMBER: Said("号码位数不够", "Too short for its country"),
    Why.UNKNOWN_NUMBER: Said("不是该国家已启用的号码", "No kind of number that its country has"),
    Why.LANDLINE: Said("固定电话收不到短信", "A landline cannot get text messages"),
    Why.COUNTRY_NOT_SERVED: Said("号码所在国家或地区不在可拨打范围", "The number's country is not one that we contact"),
    Why.DAILY_CAP: Said("今天的次数已用完", "Daily limit reached"),
    Why.OUTSIDE_WINDOW: Said("不在可联系的时间段", "Outside the hours for contact"),
    Why.UNKNOWN_ZONE: Said("不知道用户所在时区", "Time zone unknown"),
    Why.NO_COMMON_HOUR: Said("用户所在地和号码所在地没有共同的可联系时间", "No hour that both places allow"),
    Why.PAUSED: Said("外呼已暂停", "Dialling is paused"),
}
OUTCOME = {
    Outcome.SETTLED: Said("已通话，事情已处理", "Talked, and something was done"),
    Outcome.DECLINED: Said("已通话，用户不需要处理", "Talked, nothing wanted"),
    Outcome.ASKED_PERSON: Said("要求人工", "Asked for a person"),
    Outcome.ASKED_CALLBACK: Said("约了回电时间", "Asked to be called back"),
    Outcome.OPTED_OUT: Said("用户要求不再拨打", "Opted out"),
    Outcome.WRONG_PERSON: Said("打错了，不是本人", "Wrong person"),
    Outcome.THIRD_PARTY: Said("家人或旁人接听", "Somebody of the household answered"),
    Outcome.DOUBTED: Said("用户怀疑是诈骗", "Took us for a fraud"),
    Outcome.HUNG_UP: Said("接通后挂断", "Hung up"),
    Outcome.SILENT: Said("接通后没有声音", "Nothing was heard"),
    Outcome.CUT_OFF: Said("通话中断（技术原因）", "Cut off"),
    Outcome.VOICEMAIL: Said("语音信箱", "Voicemail"),
    Outcome.BUSY: Said("忙线", "Busy"),
    Outcome.REJECTED: Said("对方拒接", "Declined"),
    Outcome.NO_ANSWER: Said("无人接听", "No answer"),
    Outcome.NETWORK_FAILED: Said("网络原因没有接通", "Network failure"),
    Outcome.BAD_NUMBER: Said("号码无效", "The number is not valid"),
    Outcome.REFUSED: Said("线路没有接受", "Refused by the carrier"),
    Outcome.NOT_SENT: Said("没有拨出", "Not placed"),
    Outcome.CANCELLED: Said("已取消", "Cancelled"),
    Outcome.UNKNOWN_FINAL: Said("结果不明", "Outcome unknown"),
}
# What a contact was about, as the hall lists it and the bot says it.
ABOUT = {
    BlockKind.DISPATCH: Said("订单发货晚了", "a late dispatch"),
    BlockKind.LOGISTICS: Said("包裹停着没动", "a parcel that stopped moving"),
    BlockKind.REFUND: Said("退款晚了", "an overdue refund"),
    BlockKind.FREIGHT: Said("退货运费还没结清", "unsettled return freight"),
}


def contact_reason(reason: Reason | Why, language: str) -> str:
    """不在可联系的时间段; Outside the hours for contact. Takes the reasons of `core.contact` too."""
    return say(WHY, Why(reason.value), language)


def call_outcome(outcome: Outcome, language: str) -> str:
    """无人接听; No answer."""
    return say(OUTCOME, outcome, language)


def contact_channel(channel: Channel, language: str) -> str:
    """电话; Phone call."""
    return say(CHANNEL, channel, language)


def contact_about(kind: BlockKind, language: str) -> str:
    """订单发货晚了; a late dispatch."""
    return say(ABOUT, kind, language)
