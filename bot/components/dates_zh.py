"""Dates in Chinese. Patterns for text as `entities.readable` gives it; the values are those of `date_values`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.components import date_values as values
from understanding.numerals import COUNT, NUMERAL, number

_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}
_THIS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2, "前": -2, "去": -1, "今": 0, "明": 1}
_WEEKDAYS = {sign: at + 1 for at, sign in enumerate("一二三四五六")} | {"日": 7, "天": 7}
_WHICH = r"(?<![马晚早以])(?P<which>上上|上|这|本|下下|下)(?:一)?个?"
_WEEK = r"(?:周|星期|礼拜)"
_YEAR = r"(?P<year>去|今|前)年的?"
_UNITS = {"时": "hour", "分": "minute", "刻": "minute", "钟": "hour", "天": "day", "日": "day", "周": "week",
          "星": "week", "礼": "week", "月": "month", "年": "year"}  # fmt: skip
_AGO = r"(?:之前|以前|前)(?![后台面往些者几两])"
# 18号院3号楼, 38号鞋, 3号色: numbers of other things.
_NOT_A_DAY = r"(?<![\d路街道巷弄里村镇大院区座楼栋幢室第门店柜库仓线码鞋])"
_DAY_SAID = (
    r"(?=$|[\s,.!?吧吗呢了就能会要到发签说问寄退买拍订付抢购早晚]|下[单了的午]|入手|[那当]天|可以|[之以]?[前后]"
    r"|申请|[上中]午|的(?:订单|单|那|时))"
)
FEASTS = {
    "double-11": r"双(?:十一|11)|11[.]11(?![.]?\d)", "double-12": r"双(?:十二|12)|12[.]12(?![.]?\d)",
    "mid-year": r"618(?!\d|[元块天个件号.])",
    "national-day": "国庆节?|十一(?:长假|黄金周|假期)", "new-year": "元旦", "labour-day": "五一|劳动节",
    "womens-day": "三八节|38节|女神节|妇女节", "520": r"520(?!\d|[元块天个件号.])", "christmas": "圣诞节?",
    "valentines": "情人节", "spring-festival": "春节|过年(?=[那的时前买])", "dragon-boat": "端午节?",
    "mid-autumn": "中秋节?", "black-friday": "黑五|黑色星期五", "thanksgiving": "感恩节",
}  # fmt: skip
_FEAST = "|".join(f"(?P<f{at}>{words})" for at, words in enumerate(FEASTS.values()))

_LATELY = "days-1..+0"
"""Hours or minutes ago: today, or yesterday where it was before midnight."""

# What ties a date to buying: words soon after it, or just before.
_BUY = r"(?:买|下的?了?过?单|拍[的下了到]|订[的了购]|抢[的到购了]|入手|剁手|付的?了?款|购|下的?了?订)"
# What lies between may not be another event, nor a wish: 昨天签收的 …, 明天想买.
_BETWEEN = r"[^,.!?;\s签收到发说问退寄催取拿修改换想要再会能没未准打怎]{0,8}?"
_BOUGHT = re.compile(
    rf"{_BETWEEN}{_BUY}|的?那(?:[单双件条款台套]|个(?=$|[\s,.!?吧呢啊]|订单))|的?(?:那|这)?个?(?:订单|单子)|的单(?!号)"
)
_BOUGHT_TODAY = re.compile(
    rf"{_BETWEEN}(?:买[的了过]|下[的了过]+单|下单的(?!话|时候)|拍[的下了]|订[的了]|付[的了]+款|刚(?:刚|才)?(?:买|下单|拍|付款))"
)
_RELATED = re.compile(r"(?:之|以)?[前后](?!天)|开始")
_BOUGHT_BEFORE = re.compile(r"(?:买|购|下单|下的单|拍的?)(?:于|是|在|的?时间是?)$")


def says_bought(value: str, before: str, after: str) -> bool:
    """Whether the words around a date say that something was bought on it. 今天下单 alone is a question, not a fact."""
    if value == "day+0":
        return bool(_BOUGHT_TODAY.match(after))
    return not _RELATED.match(after) and bool(_BOUGHT.match(after) or _BOUGHT_BEFORE.search(before))


def _full(match: re.Match[str]) -> str | None:
    return values.in_year(_short_year(match["y"]), number(match["m"]), number(match["d"]) if match["d"] else None)


def _short_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _feast(match: re.Match[str]) -> str | None:
    name = next(name for at, name in enumerate(FEASTS) if match[f"f{at}"])
    return f"feast{_THIS[match['year']]:+d}:{name}" if match["year"] else f"feast:{name}"


def _month_and_day(match: re.Match[str]) -> str | None:
    day = None if match["d"] is None else number(match["d"])
    found = values.day_of_year(number(match["m"]) or 0, day)
    return f"year{_THIS[match['year']]:+d}:{found[2:]}" if found and match["year"] else found


def _day_of_named_month(match: re.Match[str]) -> str | None:
    month, day = values.signed("month", _THIS[match["which"]]), match["d"]
    if day is None:
        return month
    found = values.day_of_year(None, number(day) or 0)
    return found and f"{month}:{found[3:]}"


def _week(match: re.Match[str]) -> str:
    offset, day = match["which"] and _THIS[match["which"]], match["day"]
    if day == "末":
        return "weekend" if not offset else values.signed("weekend", offset)
    if day:
        return f"{'weekday' if offset is None else values.signed('weekday', offset)}:{_WEEKDAYS[day]}"
    return values.signed("week", offset or 0)


def _ago(match: re.Match[str]) -> str | None:
    unit = _UNITS[next(sign for sign in match["unit"] if sign in _UNITS)]
    if match["n"] == "半":
        return values.half_ago(unit) if unit in {"month", "year"} else None if unit == "week" else _LATELY
    if match["n"] in {"几", "好几"}:
        return {"day": "days-10..-2", "week": "days-45..-10", "month": "days-300..-45"}.get(unit, _LATELY)
    return values.ago(2 if match["n"] == "俩" else number(match["n"]), unit)


def _day(match: re.Match[str]) -> str | None:
    return values.day_of_year(None, number(match["d"]) or 0)


def _is(value: str) -> Callable[[re.Match[str]], str]:
    return lambda _: value


_FIGURE = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(rf"(?<!\d)(?P<y>\d{{4}}|\d{{2}})年(?P<m>{_FIGURE})月份?(?:(?P<d>{_FIGURE})[号日]?)?"), _full),
    (re.compile(rf"(?:{_YEAR})?(?<![\d¥.])(?:{_FEAST})"), _feast),
    (
        re.compile(
            rf"(?:{_YEAR})?(?<!\d)(?<!{NUMERAL})(?P<m>{_FIGURE})月份?(?:(?P<d>{_FIGURE})[号日]?|初|中旬?|底)?(?![\d饼球光票卡费薪元块])"
        ),
        _month_and_day,
    ),
    (
        re.compile(r"(?<![之以提目生空])(?P<which>大前|前|昨|今|明|大后|后)(?:[天日](?!然)|(?<=[昨今明])[晚早儿夜])"),
        lambda m: values.signed("day", _DAYS[m["which"]]),
    ),
    (re.compile(rf"{_WHICH}月份?(?:的?(?P<d>{_FIGURE})[号日]|初|中旬?|底)?(?![亮饼])"), _day_of_named_month),
    (re.compile(rf"(?:{_WHICH})?{_WEEK}(?P<day>[一二三四五六日天末])"), _week),
    (re.compile(rf"{_WHICH}{_WEEK}(?P<day>(?!))?"), _week),
    (
        re.compile(
            rf"(?<!{NUMERAL})(?<!\d)(?P<n>{COUNT}|半|俩|好?几)(?:来|多|几)?"
            rf"(?P<unit>个?(?:半?小时|半?钟头|月|星期|礼拜)|个半?钟|分钟|刻钟|天|日|周|年)多?{_AGO}"
        ),
        _ago,
    ),
    (re.compile(r"前(?:两|俩|2)天"), _is("days-3..-1")),
    (re.compile(r"前[几些](?:天|日)|前三天"), _is("days-10..-1")),
    (re.compile(r"前(?:一?阵子?|一?段时间|段日子)"), _is("days-90..-5")),
    (re.compile(r"这[两俩2]天"), _is("days-2..+0")),
    (re.compile(r"[这最]近?[几些]天"), _is("days-7..+0")),
    (re.compile(r"(?P<which>去|前|今)年"), lambda m: values.signed("year", _THIS[m["which"]])),
    (re.compile(rf"{_NOT_A_DAY}(?<!{NUMERAL})(?P<d>{_FIGURE})[号日]{_DAY_SAID}"), _day),
)
