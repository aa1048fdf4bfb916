"""Common names to make up consumers from: Chinese ones (family name first), and English ones as used in each region."""

from __future__ import annotations

from random import Random

_FAMILY = (
    "王 王 王 李 李 李 张 张 张 刘 刘 陈 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 邓 冯",
    "曹 彭 曾 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 方 邹",
    "熊 白 孟 秦 邱 侯 江 尹 薛 段 雷 龙 黎 史 陶 贺 毛 顾 龚 邵 万 钱 严 洪 武 莫 孔 欧阳 上官 司徒",
)
_GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 鑫 宇 浩 凯 健 俊 帆 雪 倩 婷 宁 玲 桐 昊 睿 萌",
    "子涵 欣怡 梓萱 诗涵 雨桐 思远 浩然 宇轩 俊杰 一诺 若曦 嘉怡 梦瑶 晓彤 佳琪 雅静 文博 志远 建国 建华 国庆 秀英",
    "海燕 春梅 小红 玉兰 红梅 丽华 淑珍 晓燕 晓东 晓峰 志明 文静 文杰 天佑 天宇 思琪 思雨 雨薇 雨晴 语嫣 可欣 桂兰",
    "佳慧 佳宁 嘉豪 家豪 俊熙 俊辉 泽宇 泽洋 明轩 明哲 子轩 子墨 子豪 梓涵 沐辰 沐阳 安琪 安然 知夏 知远 清扬 清妍",
    "书瑶 书豪 立新 永强 永红 振华 振宇 鹏飞 鹏程 小龙 小军 少华 少峰 金凤 凤英 月华 素芬 婉婷 静怡 慧敏 慧玲 丹丹",
)
_ENGLISH = {
    "HK": ("Jason Karen Vivian Kelvin Joyce Ryan Carmen Eric", "Wong Chan Leung Cheung Ho Lau Yip Tsang"),
    "SG": ("Priya Marcus Aisha Daniel Rachel Arjun Hui-Min Farid", "Tan Lim Nair Rahman Ong Goh Chua Pillai"),
    "US": ("Olivia Ethan Sophia Noah Grace Lucas Maya Tyler", "Miller Johnson Garcia Kim Davis Lee Nguyen Brooks"),
    "GB": ("Amelia Oliver Isla Harry Freya George Imogen Callum", "Smith Patel Jones Taylor Evans Khan Hughes Reid"),
}


def _words(rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for row in rows for word in row.split())


FAMILY_NAMES, GIVEN_NAMES = _words(_FAMILY), _words(_GIVEN)
ENGLISH_NAMES = {country: (given.split(), family.split()) for country, (given, family) in _ENGLISH.items()}


def name_in(country: str, rng: Random) -> str:
    """A name as people bear it in this country (ISO 3166-1): CN, HK, SG, US or GB."""
    if country == "CN":
        return rng.choice(FAMILY_NAMES) + rng.choice(GIVEN_NAMES)
    given, family = ENGLISH_NAMES[country]
    return f"{rng.choice(given)} {rng.choice(family)}"
