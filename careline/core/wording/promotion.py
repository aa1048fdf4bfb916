"""Words that sell. A call or message about somebody's own order may hold none of them: with one it is advertising, for
which a consent of its own is needed (laws in docs/callouts.md)."""

PROMOTION = (
    "优惠券", "满减", "折扣", "打折", "特价", "促销", "大促", "会员", "新品", "推荐给您", "好评", "五星", "抽奖",
    "红包", "秒杀", "直播间",
    "coupon", "discount", "% off", "promo", "sale", "membership", "special offer", "new arrival", "five star",
    "5 star", "rate us", "gift card",
)  # fmt: skip


def promotions_in(text: str) -> list[str]:
    """Which of them a text holds."""
    return [word for word in PROMOTION if word in text.lower()]
