"""What colleagues are and know, in words: roles, topics, languages; what changed of a login, a team, the hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from careline.core.hours import WEEKDAYS
from careline.core.roles import Role
from careline.core.wording.language import Said, is_english

ROLES: Mapping[str, Said] = MappingProxyType(
    {
        Role.AGENT: Said("客服", "Agent"),
        Role.SENIOR: Said("资深客服", "Senior agent"),
        Role.SUPERVISOR: Said("主管", "Supervisor"),
        Role.ADMIN: Said("管理员", "Admin"),
    }
)
TOPICS: Mapping[str, Said] = MappingProxyType(
    {
        "general": Said("综合", "General"),
        "dispatch": Said("发货", "Dispatch"),
        "logistics": Said("物流", "Parcels"),
        "refund": Said("退款", "Refunds"),
        "freight": Said("运费", "Freight"),
        "returns": Said("退换货", "Returns"),
        "order": Said("订单", "Orders"),
        "guarantee": Said("保障", "Guarantees"),
        "payment": Said("支付发票", "Payment and invoices"),
        "complaint": Said("投诉", "Complaints"),
    }
)
LANGUAGES: Mapping[str, Said] = MappingProxyType({"zh-CN": Said("中文", "Chinese"), "en": Said("英文", "English")})
DAYS: Mapping[str, Said] = MappingProxyType(
    dict(
        zip(
            WEEKDAYS,
            (
                Said("周一", "Mon"), Said("周二", "Tue"), Said("周三", "Wed"), Said("周四", "Thu"), Said("周五", "Fri"),
                Said("周六", "Sat"), Said("周日", "Sun"),
            ),
            strict=True,
        )
    )
)  # fmt: skip
_NONE = Said("无", "none")
_CLOSED = Said("休息", "closed")
_SECRET = Said("已设", "set")


def _one(table: Mapping[str, Said]) -> Callable[[Any, str], str]:
    return lambda value, language: table[value].to(language) if value in table else str(value)


def _many(table: Mapping[str, Said]) -> Callable[[Any, str], str]:
    one = _one(table)
    return lambda values, language: listed([one(value, language) for value in values], language)


def _plain(value: Any, _language: str) -> str:
    return str(value)


def _unsaid(_value: Any, language: str) -> str:
    return _SECRET.to(language)


_FIELDS: Mapping[str, tuple[Said, Callable[[Any, str], str]]] = MappingProxyType(
    {
        "name": (Said("姓名", "name"), _plain),
        "role": (Said("角色", "role"), _one(ROLES)),
        "team": (Said("小组", "team"), _plain),
        "languages": (Said("语言", "languages"), _many(LANGUAGES)),
        "skills": (Said("专长", "skills"), _many(TOPICS)),
        "capacity": (Said("同时会话数", "conversations at once"), _plain),
        "phone": (Said("电话", "phone"), _unsaid),
        "sso_name": (Said("公司账号", "company account"), _unsaid),
        "password": (Said("密码", "password"), _unsaid),
    }
)


def listed(parts: list[str], language: str) -> str:
    """中文、英文; Chinese, English; 无 where there is nothing."""
    return (", " if is_english(language) else "、").join(parts) or _NONE.to(language)


def profile_change(data: Mapping[str, Any], language: str) -> str:
    """小组 售前 → 售后，同时会话数 5 → 8; of a new login what it has. `data["before"]` is what it was."""
    told = [_field(name, data, language) for name in _FIELDS if name in data]
    return (", " if is_english(language) else "，").join(told)


def _field(name: str, data: Mapping[str, Any], language: str) -> str:
    said, worded = _FIELDS[name]
    now = worded(data[name], language) if data[name] not in (None, "", []) else _NONE.to(language)
    if name not in data["before"] or worded is _unsaid:
        return f"{said.to(language)} {now}"
    was = data["before"][name]
    return f"{said.to(language)} {worded(was, language) if was not in (None, '', []) else _NONE.to(language)} → {now}"


def windows_told(windows: list[str], language: str) -> str:
    """09:00–12:00、13:00–18:00; 休息 where there are none."""
    if not windows:
        return _CLOSED.to(language)
    return listed([window.replace("-", "–") for window in windows], language)


def hours_change(data: Mapping[str, Any], language: str) -> str:
    """周三 09:00–18:00 → 休息，2027-02-17 休息; each day that is another one than before."""
    before, after = data["hours"]["before"] or {"week": {}, "days": [], "zone": ""}, data["hours"]["after"]
    told = [
        f"{DAYS[day].to(language)} {windows_told(windows, language)}"
        for day, windows in after["week"].items()
        if windows != before["week"].get(day)
    ]
    was = {one["date"]: one for one in before["days"]}
    told += [_special(one, language) for one in after["days"] if one != was.pop(one["date"], None)]
    told += [Said(f"{date} 恢复平常", f"{date} as usual").to(language) for date in was]
    if before["zone"] != after["zone"]:
        told.append(Said(f"时区 {after['zone']}", f"time zone {after['zone']}").to(language))
    return (", " if is_english(language) else "，").join(told)


def _special(one: Mapping[str, Any], language: str) -> str:
    name = f" {one['name']}" if one.get("name") else ""
    return f"{one['date']}{name} {windows_told(one['windows'], language)}"
