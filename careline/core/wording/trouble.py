"""Blocks in words: the missed promise as evidence (hall, desk) and as a sentence said to the consumer."""

from __future__ import annotations

from datetime import datetime

from careline.core.blocks import BlockKind, Deadline, Rule
from careline.core.wording.language import Said, is_english, say
from careline.core.wording.times import duration, instant

BLOCK_KIND = {
    BlockKind.DISPATCH: Said("发货超时", "Late dispatch"),
    BlockKind.LOGISTICS: Said("物流停滞", "Parcel not moving"),
    BlockKind.REFUND: Said("退款超时", "Overdue refund"),
    BlockKind.FREIGHT: Said("退货运费未结", "Return freight unsettled"),
}

# {due} the missed deadline, {since} where the waiting began, {over} past the deadline, {waited} since the beginning.
EVIDENCE = {
    Rule.DISPATCH_PROMISED: Said("约定 {due} 前发货，已超 {over}", "Due to leave by {due}, {over} late"),
    Rule.DISPATCH_48H: Said("付款后应在 {due} 前发货，已超 {over}", "Due to leave after payment by {due}, {over} late"),
    Rule.PRESALE_DATE: Said("预售约定 {due} 前发货，已超 {over}", "Presale due to leave by {due}, {over} late"),
    Rule.READY_PROMISED: Said("约定 {due} 前备好，已超 {over}", "Due to be ready by {due}, {over} late"),
    Rule.EXCHANGE_UNSENT: Said(
        "退回的商品 {since} 商家已签收，换的应在 {due} 前发出，已超 {over}",
        "Goods back at the shop {since}, replacement due to leave by {due}, {over} late",
    ),
    Rule.NO_PICKUP: Said("{since} 发货，{waited}没有揽收记录", "Marked as sent {since}, not picked up for {waited}"),
    Rule.NO_SCAN: Said("物流停在 {since}，{waited}没有更新", "Last scan {since}, nothing for {waited}"),
    Rule.PARCEL_EXCEPTION: Said(
        "{since} 被快递标为异常，{waited}没有解决", "Held up at the courier since {since}, unsolved for {waited}"
    ),
    Rule.PARCEL_DAMAGED: Said(
        "{since} 被快递标为破损，{waited}没有说法", "Damaged at the courier {since}, no word for {waited}"
    ),
    Rule.PARCEL_LOST: Said("{since} 被快递标为丢失", "Reported as lost {since}"),
    Rule.HELD_BY_CUSTOMS: Said(
        "{since} 起在清关，{waited}没有放行", "With customs since {since}, not released for {waited}"
    ),
    Rule.AT_PICKUP_POINT: Said(
        "{since} 放到代收点，{waited}没有取，可能会被退回", "At the pick-up point since {since}, may be sent back"
    ),
    Rule.ATTEMPT_FAILED: Said(
        "{since} 派送没有送到，{waited}没有再派送", "Delivery failed {since}, not tried again for {waited}"
    ),
    Rule.PARCEL_RETURNED: Said(
        "{since} 被退回商家，还没有退款，也没有重新发出",
        "Going back to the shop since {since}, neither refunded nor sent again",
    ),
    Rule.REFUND_UNDISPATCHED: Said(
        "{since} 申请退款（未发货），应在 {due} 前退回，已超 {over}",
        "Refund asked for {since} before dispatch, due by {due}, {over} late",
    ),
    Rule.REFUND_UNDECIDED: Said(
        "{since} 申请退款，商家应在 {due} 前处理，已超 {over}",
        "Refund asked for {since}, answer due by {due}, {over} late",
    ),
    Rule.REFUND_APPROVED: Said(
        "退款 {since} 已同意，应在 {due} 前到账，已超 {over}",
        "Refund approved {since}, payment due by {due}, {over} late",
    ),
    Rule.GOODS_RETURNED: Said(
        "退货 {since} 商家已签收，应在 {due} 前退款，已超 {over}",
        "Goods back at the shop {since}, refund due by {due}, {over} late",
    ),
    Rule.RETURN_IN_TRANSIT: Said(
        "退货 {since} 寄出，应在 {due} 前到商家，已超 {over}",
        "Sent back {since}, due at the shop by {due}, {over} late",
    ),
    Rule.REFUND_FAILED: Said(
        "退款 {since} 没有退成功，应在 {due} 前重新退，已超 {over}",
        "Refund bounced {since}, due to be paid again by {due}, {over} late",
    ),
    Rule.CANCELLED_UNREFUNDED: Said(
        "{since} 取消，已付的钱应在 {due} 前退回，已超 {over}",
        "Cancelled {since}, refund of what was paid due by {due}, {over} late",
    ),
    Rule.CLAIM_UNPAID: Said(
        "运费赔付 {since} 申请，应在 {due} 前到账，已超 {over}",
        "Return freight claimed {since}, payment due by {due}, {over} late",
    ),
    Rule.FREIGHT_DISPUTED: Said(
        "退货运费从 {since} 起有争议，{waited}没有结论", "Return freight disputed since {since}, undecided for {waited}"
    ),
}

TROUBLE = {
    Rule.DISPATCH_PROMISED: Said(
        "您买的{goods}，约定 {due} 前发货，到现在还没发",
        "your order for {goods} was due to leave by {due} and still hasn't",
    ),
    Rule.DISPATCH_48H: Said(
        "您买的{goods}，应该在 {due} 前发货，到现在还没发",
        "your order for {goods} was due to leave by {due} and still hasn't",
    ),
    Rule.PRESALE_DATE: Said(
        "您预订的{goods}，说好 {due} 前发货，到现在还没发",
        "the {goods} you pre-ordered was due to leave by {due} and still hasn't",
    ),
    Rule.READY_PROMISED: Said(
        "您买的{goods}，约定 {due} 前备好，到现在还没好",
        "your order for {goods} was due to be ready by {due} and still isn't",
    ),
    Rule.EXCHANGE_UNSENT: Said(
        "您要换的{goods}，商家 {since} 就收到您退回的了，换的到现在还没发出",
        "the shop has had the {goods} you sent back since {since}, but the replacement still hasn't left",
    ),
    Rule.NO_PICKUP: Said(
        "您买的{goods}，{since} 就显示发货了，快递到现在还没揽收",
        "your order for {goods} was marked as sent {since}, but the courier still hasn't picked it up",
    ),
    Rule.NO_SCAN: Said(
        "您买的{goods}，物流停在 {since}，到现在没有更新",
        "your order for {goods} hasn't moved since {since}",
    ),
    Rule.PARCEL_EXCEPTION: Said(
        "您买的{goods}，{since} 被快递标为异常，到现在还没解决",
        "your order for {goods} has been held up at the courier since {since}",
    ),
    Rule.PARCEL_DAMAGED: Said(
        "您买的{goods}，{since} 被快递标为破损，到现在还没有说法",
        "the courier reported your {goods} as damaged {since} and hasn't said what happens next",
    ),
    Rule.PARCEL_LOST: Said(
        "您买的{goods}，{since} 被快递标为丢失", "the courier reported your {goods} as lost {since}"
    ),
    Rule.HELD_BY_CUSTOMS: Said(
        "您买的{goods}，{since} 起在清关，到现在还没放行",
        "your order for {goods} has been with customs since {since}",
    ),
    Rule.AT_PICKUP_POINT: Said(
        "您买的{goods}，{since} 就放到代收点了，再不取可能会被退回",
        "your order for {goods} has been at the pick-up point since {since} and may be sent back soon",
    ),
    Rule.ATTEMPT_FAILED: Said(
        "您买的{goods}，{since} 派送没有送到，到现在没有再派送",
        "your {goods} could not be delivered {since}, and the courier hasn't tried again",
    ),
    Rule.PARCEL_RETURNED: Said(
        "您买的{goods}，{since} 被退回商家了，没有送到您手里",
        "your order for {goods} was sent back to the shop {since} instead of reaching you",
    ),
    Rule.REFUND_UNDISPATCHED: Said(
        "您买的{goods}，{since} 申请的退款到现在还没退",
        "the refund you asked for {since} for your {goods} hasn't been paid",
    ),
    Rule.REFUND_UNDECIDED: Said(
        "您买的{goods}，{since} 申请的退款商家到现在还没处理",
        "the shop still hasn't answered the refund you asked for {since} for your {goods}",
    ),
    Rule.REFUND_APPROVED: Said(
        "您买的{goods}，退款 {since} 就同意了，到现在还没到账",
        "the refund for your {goods} was approved {since} but hasn't been paid",
    ),
    Rule.GOODS_RETURNED: Said(
        "您退回的{goods}，商家 {since} 就签收了，退款到现在还没到账",
        "the shop has had your {goods} back since {since}, but the refund hasn't been paid",
    ),
    Rule.RETURN_IN_TRANSIT: Said(
        "您退回的{goods}，{since} 就寄出了，商家到现在还没确认收到",
        "you sent your {goods} back {since}, and the shop still hasn't confirmed that it arrived",
    ),
    Rule.REFUND_FAILED: Said(
        "您买的{goods}，{since} 那笔退款没有退成功，到现在还没重新退",
        "the refund for your {goods} bounced {since} and hasn't been paid again",
    ),
    Rule.CANCELLED_UNREFUNDED: Said(
        "您买的{goods}，{since} 就取消了，钱到现在还没退",
        "your order for {goods} was cancelled {since}, but your money hasn't come back",
    ),
    Rule.CLAIM_UNPAID: Said(
        "您退{goods}的运费，{since} 申请的赔付到现在还没到账",
        "the return freight you claimed {since} for your {goods} hasn't been paid",
    ),
    Rule.FREIGHT_DISPUTED: Said(
        "您退{goods}的运费谁来出，从 {since} 到现在还没有结论",
        "it still isn't settled who pays the return freight for your {goods}, open since {since}",
    ),
}  # fmt: skip


def block_kind(kind: BlockKind, language: str) -> str:
    """发货超时; Late dispatch."""
    return say(BLOCK_KIND, kind, language)


def evidence(missed: Deadline, now: datetime, time_zone: str, language: str) -> str:
    """One missed promise, tersely: 约定 11月20日 18:00 前发货，已超 26 小时."""
    return _filled(EVIDENCE[missed.rule], missed, "", now, time_zone, language, spoken=False)


def trouble(missed: Deadline, goods: str, now: datetime, time_zone: str, language: str, *, spoken: bool = False) -> str:
    """The same as part of a sentence to the consumer; `goods` is what they call the order. No full stop at its end."""
    return _filled(TROUBLE[missed.rule], missed, goods, now, time_zone, language, spoken=spoken)


def _filled(
    pattern: Said, missed: Deadline, goods: str, now: datetime, time_zone: str, language: str, *, spoken: bool
) -> str:
    text = pattern.to(language)
    if spoken and not is_english(language):
        text = text.replace(" ", "")
    waited = duration(now - missed.since, language, spoken=spoken)
    return text.format(
        goods=goods,
        due=instant(missed.due, now, time_zone, language, spoken=spoken),
        since=instant(missed.since, now, time_zone, language, spoken=spoken),
        over=duration(now - missed.due, language, spoken=spoken),
        waited=waited if is_english(language) else f"已有 {waited}",
    )
