"""What the consumers of rehearsals buy. Names are unlike each other, so that a word can only mean one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Good:
    """One article in both languages; price in CNY as the feed sends it."""

    title: str
    title_en: str
    price: str


GOODS = {
    "shoes": Good("帆布鞋 高帮 黑色", "Canvas shoes, high-top, black", "129.00"),
    "coat": Good("羊毛大衣 红色 M 码", "Wool coat, red, M", "599.00"),
    "headphones": Good("降噪耳机 头戴式 雾蓝", "Headphones, noise-cancelling, misty blue", "499.00"),
    "mug": Good("陶瓷马克杯 白色", "Ceramic mug, white", "45.00"),
    "tea": Good("明前龙井 礼盒 200 克", "Longjing tea, gift box, 200 g", "388.00"),
    "lamp": Good("护眼台灯 三档调光", "Desk lamp, three brightness levels", "169.00"),
    "backpack": Good("双肩背包 35 升", "Hiking backpack, 35 litres", "318.00"),
    "cooker": Good("电饭煲 4 升", "Rice cooker, 4 litres", "399.00"),
    "scarf": Good("真丝围巾 水墨荷", "Silk scarf, ink lotus", "289.00"),
    "blocks": Good("榫卯积木 天坛", "Wooden building blocks, Temple of Heaven", "219.00"),
    "umbrella": Good("折叠雨伞 藏青", "Folding umbrella, navy", "79.00"),
    "guitar": Good("民谣吉他 41 寸", "Folk guitar, 41-inch", "899.00"),
}
EXTRA = Good("纯棉袜子 三双装", "Cotton socks, three pairs", "39.00")
"""Comes along in orders of two articles."""
